"""Which IP addresses are never connected to, whatever name they come by.

The lists are written out, because Python’s `is_global` differs between its versions. They follow
https://www.iana.org/assignments/iana-ipv4-special-registry and
https://www.iana.org/assignments/iana-ipv6-special-registry, and are stricter where no endpoint of
the public lives.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Final

Address = IPv4Address | IPv6Address

_REFUSED_4: Final = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network; Linux takes 0.0.0.0 for 127.0.0.1
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by the customers of a provider; metadata of Alibaba
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # the host below a machine of Azure
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols; metadata of Oracle
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GLOBAL_6: Final = IPv6Network("2000::/3")
"""All else is loopback, private, local to a link or site, multicast, or IPv4 in disguise."""
_REFUSED_6: Final = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols: Teredo, which holds IPv4, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4, which holds IPv4
        "3ffe::/16",  # given back
        "3fff::/20",  # documentation
    )
)


def is_public(address: Address) -> bool:
    """Say whether an address belongs to a machine that everybody can reach, as far as it shows."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _REFUSED_4)
    return (
        address in _GLOBAL_6
        and address.scope_id is None
        and not any(address in network for network in _REFUSED_6)
    )
