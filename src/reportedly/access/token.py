"""Bearer tokens: how they are made, and what is kept of them.

A token reads `rptd_ID_SECRET`. Programs that look for leaked secrets find it by the pattern
`rptd_[0-9a-f]{8}_[0-9a-f]{64}`, and who finds one sees which to revoke. The secret is 256 bits of
chance, so that its SHA-256 tells nothing of it, without salt or repetition.
"""

import secrets
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from hashlib import sha256
from hmac import compare_digest


class Role(IntEnum):
    """What a token allows: to submit reports, or to write anything, which includes it."""

    SUBMIT = 1
    WRITE = 2

    @property
    def word(self) -> str:
        """The role as it is written on the command line, in files and in headers."""
        return self.name.lower()


@dataclass(frozen=True)
class Token:
    """What is kept of a token.

    `name` says who uses it; `digest` is the SHA-256 of the whole token, in 32 bytes; the moments
    have a time zone, and without `expires` it is good until it is revoked.
    """

    id: str
    name: str
    role: Role
    digest: bytes
    created: datetime
    expires: datetime | None = None

    def matches(self, digest: bytes) -> bool:
        """Say whether a digest is that of this token, in the same time for every wrong one."""
        return compare_digest(self.digest, digest)

    def is_expired(self) -> bool:
        """Say whether its time is over."""
        return self.expires is not None and self.expires <= datetime.now(UTC)


def draw(
    role: Role, name: str | None, expires: datetime | None, *, taken: Container[str]
) -> tuple[Token, str]:
    """Make a token, and its text, which is nowhere kept; its id is none of those taken.

    Without a name, its id is its name.
    """
    identifier = secrets.token_hex(4)
    while identifier in taken:
        identifier = secrets.token_hex(4)
    text = f"rptd_{identifier}_{secrets.token_hex(32)}"
    created = datetime.now(UTC).replace(microsecond=0)
    return Token(identifier, name or identifier, role, digest_of(text), created, expires), text


def digest_of(text: str) -> bytes:
    """Return the SHA-256 of a token as it was sent."""
    return sha256(text.encode()).digest()
