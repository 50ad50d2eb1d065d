"""The address by which everybody knows a server, whatever its requests call it.

Behind a proxy a request may name an address of inside, and anybody may send what Host they like;
what is quoted, copied and kept has the address that the operator gives.
"""

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import urlsplit

from reportedly.errors import SettingsError
from reportedly.web.heads import Scope

_URL: Final = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?/?", re.IGNORECASE)


@dataclass(frozen=True)
class Public:
    """A scheme, and a host with its port; empty for what the requests say."""

    scheme: str = ""
    host: str = ""

    @classmethod
    def of(cls, url: str) -> Self:
        """Return the address in a URL, or none without one. Raises SettingsError."""
        if url and not _URL.fullmatch(url):
            raise SettingsError(
                f"--public-url {url!a} is not the address of a server.",
                hint="Write it with nothing after the host, as https://reports.example.org/",
            )
        parts = urlsplit(url)
        return cls(parts.scheme, parts.netloc)

    def put(self, scope: Scope) -> Scope:
        """Return what stands before the body of a request, as if it had come to this address."""
        if not self.host:
            return scope
        others = [(name, value) for name, value in scope["headers"] if name != b"host"]
        headers = [*others, (b"host", self.host.encode())]
        return {**scope, "scheme": self.scheme, "headers": headers}
