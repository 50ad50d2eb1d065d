"""The URLs of peers: which are taken, and what of them a request needs."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from reportedly.errors import SettingsError
from reportedly.federation.addresses import Address

_SAFE: Final = re.compile(r"https?://[!$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+", re.IGNORECASE)
_HOST: Final = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
_NUMBER: Final = re.compile(r"(.*\.)?([0-9]+|0x[0-9a-f]*)\.?")
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Endpoint:
    """Where a peer is asked: `target` is the path and the query string of its URL.

    `address` is the IP address that the URL names itself; nothing if its host is a name.
    """

    scheme: str
    host: str
    port: int
    target: str
    address: Address | None = None

    @property
    def authority(self) -> str:
        """The value of the header Host: https://www.rfc-editor.org/rfc/rfc9110#section-7.2."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def endpoint(url: str) -> Endpoint:
    """Return what is needed to ask at a URL.

    Raises SettingsError if it is not an absolute one of http or https, holds credentials or a
    fragment, or names its host in a way that nobody should be called by.
    """
    parts = _split(url)
    host = (parts.hostname or "").lower()
    return Endpoint(
        parts.scheme,
        host,
        parts.port or _PORTS[parts.scheme],
        f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/",
        _address(host, url),
    )


def shown_host(location: str) -> str:
    """Return the host that a redirect leads to; nothing unless it is a harmless name."""
    try:
        host = (urlsplit(location).hostname or "").lower()
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _split(url: str) -> SplitResult:
    if not _SAFE.fullmatch(url):
        raise SettingsError(
            f"{url!a} can’t be the URL of a peer.",
            hint="It starts with https:// or http://, has no # part, and all that is not plain "
            "ASCII is percent-encoded, or of the form xn-- in the name of a host.",
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        port, parts = 0, urlsplit("")
    if "@" in parts.netloc:
        raise SettingsError(
            "The URL of a peer holds a user name or a password, and none are ever sent.",
            hint="Leave out all between // and @; peers are asked as anybody could ask them.",
        )
    host = parts.hostname or ""
    if (
        port == 0
        or not host
        or parts.netloc.endswith(":")
        or ("[" in parts.netloc and ":" not in host)
    ):
        raise SettingsError(
            f"“{url}” names no host, or a port that can’t be.",
            hint="Write it like https://query.example.org/sparql",
        )
    return parts


def _address(host: str, url: str) -> Address | None:
    """Return the address that a host is, or nothing if it is a name. Raises SettingsError."""
    if ":" in host or _NUMBER.fullmatch(host):
        return _literal(host, url)
    if not _HOST.fullmatch(host):
        raise SettingsError(
            f"“{url}” has a host whose name can’t be looked up.",
            hint="Write it like https://query.example.org/sparql",
        )
    if host.rstrip(".") == "localhost" or host.rstrip(".").endswith(".localhost"):
        raise SettingsError(
            f"“{host}” in “{url}” is a name, and names are never followed to this machine.",
            hint="Write the address itself, as http://127.0.0.1:7001/sparql, which allows it.",
        )
    return None


def _literal(host: str, url: str) -> Address:
    try:
        address = ip_address(host)
    except ValueError:
        address = IPv4Address(0)
    special = isinstance(address, IPv6Address) and (address.scope_id or address.ipv4_mapped)
    if special or address.is_unspecified or address.is_multicast:
        raise SettingsError(
            f"“{host}” in “{url}” is not the address of one machine in its usual form.",
            hint="Write all four numbers, as 127.0.0.1, or IPv6 without zone and IPv4, as [::1].",
        )
    return address
