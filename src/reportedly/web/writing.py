"""Lets in who may write."""

import os
from typing import Self

from flask import request

from reportedly.access import VARIABLE, Access
from reportedly.access.loopback import require_loopback
from reportedly.access.token import Role
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

    def enter(self) -> None:
        """Let this request pass before its body is read. Raises what `Access.check` does."""
        header, origin = request.headers.get("Authorization"), request.headers.get("Origin")
        self._access.check(header, Role.WRITE, origin=origin)
        request.max_content_length = self._longest
