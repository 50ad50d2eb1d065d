"""The URLs of peers: which are taken, and what of them a request needs."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import urlsplit

from reportedly.errors import SettingsError
from reportedly.federation.calling.addresses import Address

_URL: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f.]*:[0-9a-f:.]*\]|[0-9a-z._-]+)(:(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[!$%&'()*+,\-./0-9:;=@A-Z_a-z~]*)?(?P<query>\?[!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]*)?",
    re.IGNORECASE,
)
_CREDENTIALS: Final = re.compile(r"//[^/?#]*@")
_HOST: Final = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
_NUMBER: Final = re.compile(r"(.*\.)?([0-9]+|0x[0-9a-f]*)\.?")
_HERE: Final = re.compile(r"(.*\.)?localhost\.?")
_HOSTED: Final = re.compile(r"//[^/:?]*")
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
    match = _URL.fullmatch(url)
    port = int(match["port"] or _PORTS[match["scheme"].lower()]) if match else 0
    if not match or not 0 < port < 65_536:
        raise SettingsError(
            f"{without_credentials(url)!a} can’t be the URL of a peer: {_fault(url, port)}.",
            hint="Write it like https://query.example.org/sparql: without user name, password and "
            "# part, and with all that is not plain ASCII percent-encoded.",
        )
    host = match["host"].lower().strip("[]")
    target = (match["path"] or "/") + (match["query"] or "")
    return Endpoint(match["scheme"].lower(), host, port, target, _address(host, url))


def without_credentials(text: str) -> str:
    """Return a text without the user names and passwords of URLs in it."""
    return _CREDENTIALS.sub("//***@", text)


def shown_host(location: str) -> str:
    """Return the host that a redirect leads to; nothing unless it is a harmless name."""
    try:
        host = (urlsplit(location).hostname or "").lower()
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _fault(url: str, port: int) -> str:
    if not url.lower().startswith(("http://", "https://")):
        return "it begins with neither http:// nor https://"
    if _CREDENTIALS.search(url):
        return "it has a user name or a password in it"
    return "it has a port that there is not" if port else "it has something in it that is not plain"


def _address(host: str, url: str) -> Address | None:
    """Return the address that a host is, or nothing if it is a name. Raises SettingsError."""
    if ":" in host or _NUMBER.fullmatch(host):
        return _literal(host, url)
    if not _HOST.fullmatch(host):
        raise SettingsError(
            f"“{url}” has a host whose name can’t be looked up.",
            hint="Write it like https://query.example.org/sparql",
        )
    if _HERE.fullmatch(host):
        raise SettingsError(
            f"“{host}” in “{url}” is a name, and names are never followed to this machine.",
            hint="Write the address itself, which allows it: "
            f"{_HOSTED.sub('//127.0.0.1', url, count=1)}",
        )
    return None


def _literal(host: str, url: str) -> Address:
    try:
        address = ip_address(host)
    except ValueError:
        address = IPv4Address(0)
    mapped = isinstance(address, IPv6Address) and address.ipv4_mapped
    if mapped or address.is_unspecified or address.is_multicast:
        raise SettingsError(
            f"“{host}” in “{url}” is not the address of one machine in its usual form.",
            hint="Write all four numbers, as 127.0.0.1, or IPv6 with no IPv4 in it, as [::1].",
        )
    return address
