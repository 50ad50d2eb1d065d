"""The rule for writing without a token: only on addresses that no other machine can reach."""

import socket
from collections.abc import Callable, Iterable
from ipaddress import ip_address

from reportedly.errors import SettingsError


def addresses_of(host: str) -> set[str]:
    """Return the IP addresses that an address or the name localhost stands for.

    Other names stand for none: what they mean can change after it was looked up.
    """
    flags = 0 if host.lower() == "localhost" else socket.AI_NUMERICHOST
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=flags)
    except (OSError, ValueError):
        return set()
    return {str(address[0]) for *_, address in found}


def require_loopback(host: str, resolve: Callable[[str], Iterable[str]] = addresses_of) -> None:
    """Raise SettingsError unless everything that a host stands for is a loopback address.

    These are 127.0.0.0/8 and ::1: https://www.rfc-editor.org/rfc/rfc6890#section-2.2.2.
    """
    addresses = [ip_address(address) for address in resolve(host)]
    if not addresses or not all(address.is_loopback for address in addresses):
        raise SettingsError(
            f"Anonymous writes are for this machine alone, and “{host}” can mean more than it.",
            hint="Listen on 127.0.0.1, or leave out --allow-anonymous-writes and use tokens.",
        )
