from ipaddress import ip_address

import pytest

from reportedly.errors import SettingsError
from reportedly.federation.calling.urls import endpoint, shown_host


def test_a_url_is_taken_apart() -> None:
    found = endpoint("https://Query.Example.org/sparql?a=b&c=http://d")
    assert (found.scheme, found.host, found.port) == ("https", "query.example.org", 443)
    assert found.target == "/sparql?a=b&c=http://d"
    assert found.address is None


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("http://example.org", "example.org"),
        ("http://example.org:443/", "example.org:443"),
        ("https://example.org:443/", "example.org"),
        ("http://[2a00::1]:8080/", "[2a00::1]:8080"),
    ],
)
def test_the_header_host_has_the_port_where_it_is_not_the_usual_one(
    url: str, authority: str
) -> None:
    assert endpoint(url).authority == authority


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "10.0.0.1", "1.1.1.1"])
def test_a_literal_address_is_known_as_one(host: str) -> None:
    assert endpoint(f"http://{host}:7001/").address == ip_address(host)
    assert endpoint("http://[fd00:ec2::254]/").address == ip_address("fd00:ec2::254")


@pytest.mark.parametrize(
    "host",
    [
        *(
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.0.0.1",
            "0177.0.0.1",
            "017700000001",
        ),
        *("127.0.0.1.", "1.2.3.4.5", "256.0.0.1", "example.0x7f", "0", "0x"),
        *("localhost", "LOCALHOST", "localhost.", "peer.localhost", "peer.localhost."),
        *("0.0.0.0", "224.0.0.1", "[::]", "[ff02::1]", "[::ffff:127.0.0.1]", "[fe80::1%25eth0]"),
        *("[fe80::1%eth0]", "[127.0.0.1]", "[::1", "::1", "[v1.x]"),
    ],
)
def test_a_host_that_could_mean_something_else_is_refused(host: str) -> None:
    with pytest.raises(SettingsError):
        endpoint(f"http://{host}/sparql")


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org", "//example.org/", "ftp://example.org/", "file:///etc/passwd"),
        *("javascript:alert(1)", "http:example.org", "http:///sparql", "unix:/run/peer"),
        *("http://user@example.org/", "http://user:word@example.org/", "http://@example.org/"),
        *("http://example.org/#part", "http://example.org:0/", "http://example.org:65536/"),
        *("http://example.org:/", "http://example.org:x/", "http://example.org\\@127.0.0.1/"),
        *(
            "http://exämple.org/",
            "http://１２７.0.0.1/",
            "http://127。0。0。1/",
            "http://ⓛocalhost/",
        ),
        *("http://example.org/a b", "http://example.org/\r\nX: y", "http://example.org/\x00"),
        *("http://example.org/<a>", " http://example.org/", "http://example.org/\n"),
    ],
)
def test_a_url_that_can_not_be_asked_is_refused(url: str) -> None:
    with pytest.raises(SettingsError) as raised:
        endpoint(url)
    assert raised.value.hint


@pytest.mark.parametrize(
    "url", ["http://user:secret@a.org/", "http://user:secret@a.org/#", "ftp://:secret@a"]
)
def test_credentials_are_not_repeated(url: str) -> None:
    with pytest.raises(SettingsError) as raised:
        endpoint(url)
    assert "secret" not in raised.value.detail + raised.value.hint


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("https://example.org/secret?token=1", "example.org"),
        ("//Example.org:99/", "example.org"),
        ("http://user:secret@example.org/", "example.org"),
        *((text, "") for text in ("", "/here", "http://<b>/", "http://[::1", "http://a b/")),
        ("http://please-call-0800.example/" + "x" * 9999, "please-call-0800.example"),
        ("http://" + "x" * 999, ""),
    ],
)
def test_of_a_redirect_only_the_host_is_shown(location: str, host: str) -> None:
    assert shown_host(location) == host


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://x", "neither http:// nor https://"),
        ("http://10.0.0.5:99999/sparql", "a port that there is not"),
        ("http://me:secret@example.org/", r"'http://\*\*\*@example.org/' .* a password"),
        ("http://example.org/ü", "not plain"),
    ],
)
def test_it_is_told_what_is_wrong_with_a_url(url: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        endpoint(url)


def test_who_names_this_machine_is_told_its_address() -> None:
    with pytest.raises(SettingsError) as raised:
        endpoint("http://localhost:8000/sparql")
    assert raised.value.hint.endswith("http://127.0.0.1:8000/sparql")
