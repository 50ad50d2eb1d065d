"""Who may write: bearer tokens, kept with the store and read again at every check.

Reading is open to everybody. Tokens come in the header Authorization, as
https://www.rfc-editor.org/rfc/rfc6750#section-2.1 has it, never in a form or a URL.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from reportedly.access.register import Register
from reportedly.access.token import Role, Token, digest_of
from reportedly.errors import Forbidden, SettingsError, Unauthorised

VARIABLE: Final = "REPORTEDLY_TOKEN"
"""The environment variable that has the one token of a store in memory."""

ANONYMOUS: Final = Token(
    "anonymous", "anonymous", Role.WRITE, b"", datetime.min.replace(tzinfo=UTC)
)
"""Stands for the token of who writes without one, where that is allowed."""

_BEARER: Final = re.compile(r"bearer +([a-z0-9._~+/-]+=*)", re.IGNORECASE | re.ASCII)
_SECRET: Final = re.compile(r"[A-Za-z0-9._~+/-]{32,}=*")


class Access:
    """Decides who may write to a store.

    The tokens are those in the directory of the store. A store in memory, which has none, takes
    `secret` as its only token, of the role write; an empty one is no token, and one that can be
    guessed raises SettingsError. `anonymous` lets everybody write: see `require_loopback`.
    """

    def __init__(self, store: Path | None, *, secret: str = "", anonymous: bool = False) -> None:
        self._tokens = _kept_in(store) if store else _only(secret)
        self._anonymous = anonymous

    def check(self, header: str | None, role: Role, *, origin: str | None = None) -> Token:
        """Return the token in the value of an Authorization header, if it allows what a role does.

        `origin` is the value of the header Origin: where everybody may write, the pages of other
        sites that somebody's browser shows may not. Raises Unauthorised if there is no token, or
        it is unknown, revoked or expired; Forbidden if its role is not enough; StoreError if the
        tokens can't be read. See https://www.rfc-editor.org/rfc/rfc6750#section-3.1.
        """
        if self._anonymous and header is None and origin is None:
            return ANONYMOUS
        token = self._find(_presented(header, role), role)
        if token.role < role:
            raise Forbidden(
                f"The token {token.id} has the role {token.role.word}, "
                f"but this needs the role {role.word}.",
                hint=f"Ask the operator for a token of the role {role.word}.",
                challenge=_challenge(role, "insufficient_scope"),
            )
        return token

    def _find(self, text: str, role: Role) -> Token:
        digest = digest_of(text)
        token = next((token for token in self._tokens() if token.matches(digest)), None)
        if token is None:
            raise _invalid("The token is not known here: it is mistyped, or was revoked.", role)
        if token.is_expired():
            raise _invalid(f"The token {token.id} has expired.", role)
        return token


def _kept_in(store: Path) -> Callable[[], Iterable[Token]]:
    register = Register(store)
    return lambda: register.read().values()


def _only(secret: str) -> Callable[[], Iterable[Token]]:
    if secret and not _SECRET.fullmatch(secret):
        raise SettingsError(
            f"The token in {VARIABLE} can be guessed, or can’t stand in a header.",
            hint="Take at least 32 letters and digits at random: openssl rand -hex 32",
        )
    token = Token("environment", "operator", Role.WRITE, digest_of(secret), datetime.now(UTC))
    return lambda: (token,) if secret else ()


def _presented(header: str | None, role: Role) -> str:
    """Return the token as it was sent; https://www.rfc-editor.org/rfc/rfc9110#section-11.4."""
    scheme = (header or "").strip().partition(" ")[0].lower()
    if scheme != "bearer":
        raise Unauthorised(
            f"This needs a token of the role {role.word}, and there is none in the request.",
            hint="Send the header “Authorization: Bearer TOKEN”. " + _source(role),
            challenge=_challenge(role),
        )
    found = _BEARER.fullmatch((header or "").strip())
    if found is None:
        raise _invalid("The header Authorization does not have the form of a bearer token.", role)
    return found[1]


def _invalid(detail: str, role: Role) -> Unauthorised:
    return Unauthorised(detail, hint=_source(role), challenge=_challenge(role, "invalid_token"))


def _source(role: Role) -> str:
    return f"The operator makes tokens with “reportedly token create --role {role.word}”."


def _challenge(role: Role, error: str = "") -> str:
    """Return a WWW-Authenticate header: https://www.rfc-editor.org/rfc/rfc6750#section-3."""
    reason = f', error="{error}"' if error else ""
    return f'Bearer realm="reportedly", scope="{role.word}"{reason}'
