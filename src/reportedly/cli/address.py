"""Where a server is that is sent a token, and whether the way there is safe."""

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from reportedly.access.loopback import addresses_of
from reportedly.errors import SettingsError


def address(text: str, *, insecure: bool = False) -> str:
    """Return the URL of a server, without a slash at its end.

    Raises SettingsError if it is not one, and unless `insecure` also if everybody on the way could
    read what is sent there.
    """
    url = _split(text)
    if url.scheme == "http" and not insecure and not is_here(text):
        raise SettingsError(
            f"On the way to {text} everybody could read the token.",
            hint=f"Use https://{url.netloc}{url.path}, or --insecure if you trust the whole way.",
        )
    return f"{url.scheme}://{url.netloc}{url.path}".rstrip("/")


def is_here(text: str) -> bool:
    """Say whether a URL leads to this machine and to nowhere else."""
    addresses = addresses_of(_split(text).hostname or "")
    return bool(addresses) and all(ip_address(each).is_loopback for each in addresses)


def _split(text: str) -> SplitResult:
    try:
        url = urlsplit(text)
        usable = url.scheme in ("http", "https") and url.hostname and (url.port or True)
    except ValueError:
        usable = False
    if (
        not usable
        or url.username is not None
        or url.query
        or url.fragment
        or not text.isprintable()
    ):
        raise SettingsError(
            f"“{text}” is not the address of a server.",
            hint="Give that of its home page, as https://reports.example.org/",
        )
    return url
