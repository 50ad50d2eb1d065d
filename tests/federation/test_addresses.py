from ipaddress import ip_address

import pytest

from reportedly.federation.calling.addresses import is_public

PUBLIC = {
    "IPv4": "1.1.1.1 8.8.8.8 223.255.255.255",
    "beside private": "9.255.255.255 11.0.0.0 172.15.255.255 172.32.0.0 "
    "192.167.255.255 192.169.0.0",
    "beside others": "100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 "
    "169.255.0.0 192.0.1.0 198.17.255.255 198.20.0.0 168.63.129.15",
    "IPv6": "2001:200:: 2001:4860:4860::8888 2620:0:861:ed1a::1 2a00:1450:4001::1 2003::1",
}

HIDDEN = {
    "unspecified": "0.0.0.0 ::",
    "this network": "0.0.0.1 0.255.255.255",
    "loopback": "127.0.0.1 127.255.255.255 ::1",
    "private": "10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255 "
    "fc00:: fd12:3456::1",
    "shared": "100.64.0.0 100.127.255.255",
    "link-local": "169.254.0.1 fe80::1 febf::1 fe80::1%eth0",
    "site-local": "fec0::1",
    "metadata": "169.254.169.254 fd00:ec2::254 fd20:ce::254 100.100.100.200 192.0.0.192 "
    "168.63.129.16",
    "multicast": "224.0.0.1 239.255.255.255 ff02::1 ff0e::1",
    "reserved": "240.0.0.1 255.255.255.255 4000::1 5f00::1 8000::1",
    "benchmarks": "198.18.0.0 198.19.255.255 2001:2::1",
    "documentation": "192.0.2.1 198.51.100.1 203.0.113.1 2001:db8::1 3fff::1",
    "protocols": "192.0.0.8 192.0.0.170 2001::1 2001:10::1 2001:20::1 100::1",
    "relays": "192.88.99.1",
    "IPv4, mapped": "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8",
    "IPv4, compatible": "::127.0.0.1 ::8.8.8.8",
    "IPv4, translated": "::ffff:0:127.0.0.1",
    "IPv4 in 6to4": "2002:7f00:1:: 2002:808:808::",
    "IPv4 in Teredo": "2001:0:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "IPv4 in NAT64": "64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::a00:1",
    "zoned": "2a00:1450:4001::1%eth0",
}


def each(groups: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, address) for kind, group in groups.items() for address in group.split()]


@pytest.mark.parametrize(("kind", "address"), each(PUBLIC))
def test_public_addresses_are_connected_to(kind: str, address: str) -> None:
    assert is_public(ip_address(address)), kind


@pytest.mark.parametrize(("kind", "address"), each(HIDDEN))
def test_hidden_addresses_are_not(kind: str, address: str) -> None:
    assert not is_public(ip_address(address)), kind
