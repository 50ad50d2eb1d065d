"""Lets in who may write."""

import os
from typing import Self

from flask import request

from reportedly.access import VARIABLE, Access
from reportedly.access.loopback import require_loopback
from reportedly.access.token import Role, Token
from reportedly.settings import Settings


class Gate:
    """What a request for writing passes first. `longest` is the limit of its body, in bytes."""

    def __init__(self, access: Access, longest: int) -> None:
        self._access = access
        self._longest = longest

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the gate of a server.

        Raises SettingsError where everybody could write, or a token could be guessed.
        """
        anonymous = settings.allow_anonymous_writes
        if anonymous:
            require_loopback(settings.host)
        secret = os.environ.get(VARIABLE, "")
        return cls(Access(settings.store, secret=secret, anonymous=anonymous), settings.max_write)

    def enter(self, role: Role = Role.WRITE) -> Token:
        """Let this request pass before its body is read, and return the token that it has.

        Raises what `Access.check` does.
        """
        header, origin = request.headers.get("Authorization"), request.headers.get("Origin")
        token = self._access.check(header, role, origin=origin)
        self.widen()
        return token

    def widen(self) -> None:
        """Let the body of this request be as long as one that is written."""
        request.max_content_length = self._longest
