"""That connections are made to addresses that were checked, and to no other."""

import asyncio
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from threading import Event, Thread
from typing import Any

import httpcore
import pytest

from reportedly.errors import PeerFailed, PeerTakesTime
from reportedly.federation.calling import network
from reportedly.federation.calling.client import Client
from reportedly.federation.calling.exchange import CallLimits
from reportedly.federation.calling.network import LookUp, Network, look_up
from reportedly.federation.calling.urls import endpoint

from .asking import PATIENTLY, QUERY, ask, peer, with_client
from .peer_server import PeerServer, answers, running

PUBLIC = "93.184.216.34"
NAMED = "http://peer.example/sparql"


class Stream(httpcore.AsyncNetworkStream):
    """A connection that says whom it has reached."""

    def __init__(self, reached: str) -> None:
        self.reached = reached
        self.is_closed = False
        self.most = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        self.most = max(self.most, max_bytes)
        return b""

    def get_extra_info(self, info: str) -> Any:
        return (self.reached, 80) if info == "server_addr" and self.reached else None

    async def aclose(self) -> None:
        self.is_closed = True


class Wires(httpcore.AsyncNetworkBackend):
    """Connects to nothing, and notes to what it should; `turns` is where it comes out instead."""

    def __init__(self, turns: str | None = None, dead: Iterable[str] = ()) -> None:
        self.asked: list[tuple[str, int]] = []
        self.streams: list[Stream] = []
        self._turns = turns
        self._dead = set(dead)

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> Stream:
        self.asked.append((host, port))
        if host in self._dead:
            raise httpcore.ConnectError
        self.streams.append(Stream(host if self._turns is None else self._turns))
        return self.streams[-1]


def connect(url: str, wires: Wires, *found: Iterable[str]) -> list[str]:
    """Connect as often as the host is looked up, and return the names that were looked up."""
    left = list(found)
    looked_up = []

    def answer(host: str, port: int) -> Iterable[str]:
        looked_up.append(f"{host}:{port}")
        return left.pop(0)

    async def run() -> None:
        where = Network("sample", endpoint(url), answer, wires)
        for _ in range(len(found) or 1):
            await where.connect_tcp("ignored.example", 1)

    asyncio.run(run())
    return looked_up


def test_the_address_that_was_checked_is_connected_to() -> None:
    wires = Wires()
    assert connect(NAMED, wires, [PUBLIC]) == ["peer.example:80"]
    assert wires.asked == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "found",
    [
        *(["127.0.0.1"], ["::1"], ["0.0.0.0"], ["::"], ["169.254.169.254"], ["fd00:ec2::254"]),
        *(["::ffff:127.0.0.1"], ["2002:7f00:1::"], ["64:ff9b::7f00:1"], ["fe80::1%eth0"]),
        *([PUBLIC, "127.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC] * 9 + ["192.168.0.1"]),
    ],
)
def test_a_name_that_stands_for_a_hidden_address_is_not_connected_to(found: list[str]) -> None:
    wires = Wires()
    with pytest.raises(PeerFailed, match="not a public one") as raised:
        connect(NAMED, wires, found)
    assert wires.asked == []
    assert not any(address in raised.value.detail + raised.value.hint for address in found)


def test_a_name_that_changes_its_mind_is_refused_from_then_on() -> None:
    wires = Wires()
    with pytest.raises(PeerFailed):
        connect(NAMED, wires, [PUBLIC], ["127.0.0.1"])
    assert wires.asked == [(PUBLIC, 80)]


def test_a_connection_that_has_come_out_elsewhere_is_closed() -> None:
    wires = Wires(turns="127.0.0.1")
    with pytest.raises(PeerFailed, match="not a public one"):
        connect(NAMED, wires, [PUBLIC])
    assert [stream.is_closed for stream in wires.streams] == [True]


def test_a_connection_that_is_gone_before_it_is_looked_at_is_one_that_could_not_be_made() -> None:
    wires = Wires(turns="")
    with pytest.raises(httpcore.ConnectError):
        connect(NAMED, wires, [PUBLIC])
    assert [stream.is_closed for stream in wires.streams] == [True]


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "169.254.169.254", "[fd00:ec2::254]"])
def test_an_address_that_the_url_names_is_connected_to_without_look_up(host: str) -> None:
    wires = Wires()
    assert connect(f"http://{host}:7001/", wires) == []
    assert wires.asked == [(host.strip("[]"), 7001)]


def test_an_address_that_the_url_names_allows_no_other() -> None:
    wires = Wires(turns="127.0.0.2")
    with pytest.raises(PeerFailed):
        connect("http://127.0.0.1/", wires)


def test_an_address_that_is_dead_makes_way_for_the_next() -> None:
    wires = Wires(dead=["2a00::1", PUBLIC])
    connect(NAMED, wires, ["2a00::1", PUBLIC, "1.1.1.1"])
    assert [host for host, _ in wires.asked] == ["2a00::1", PUBLIC, "1.1.1.1"]


def test_little_is_read_at_once_so_that_others_get_their_turns() -> None:
    async def run() -> None:
        where = Network("sample", endpoint(NAMED), lambda _, __: [PUBLIC], wires)
        connection = await where.connect_tcp("", 0)
        assert await connection.read(1 << 16) == b""

    wires = Wires()
    asyncio.run(run())
    assert 0 < wires.streams[0].most <= 8_192


def test_a_name_without_address_is_told() -> None:
    with pytest.raises(PeerFailed, match="no address was found"):
        connect(NAMED, Wires(), [])


def test_the_system_is_asked_for_addresses() -> None:
    assert look_up("127.0.0.1", 80) == ["127.0.0.1"]


def unknown(host: str, port: int) -> Iterable[str]:
    raise socket.gaierror(socket.EAI_NONAME, f"poison {host} {port}")


def test_a_name_that_nobody_knows_is_told_in_our_own_words() -> None:
    with pytest.raises(PeerFailed, match="sample can’t be reached: no address") as raised:
        ask(NAMED, Client(PATIENTLY, unknown))
    assert "poison" not in raised.value.detail


@pytest.mark.parametrize("spelling", ["127.1", "2130706433", "0x7f000001", "localhost"])
def test_no_spelling_of_this_machine_reaches_it_by_name(spelling: str) -> None:
    with running(answers()) as canary:
        client = Client(PATIENTLY, lambda _, port: look_up(spelling, port))
        with pytest.raises(PeerFailed, match="not a public one"):
            ask(f"http://peer.example:{canary.port}/", client)
    assert canary.connections == 0


def test_a_look_up_that_hangs_is_given_up() -> None:
    done = Event()

    def hang(*_: object) -> Iterable[str]:
        done.wait(20)
        return [PUBLIC]

    with pytest.raises(PeerTakesTime):
        ask(NAMED, Client(CallLimits(seconds=0.2), hang))
    done.set()


def test_those_who_wait_for_a_look_up_share_it() -> None:
    asked = []

    def note(host: str, port: int) -> Iterable[str]:
        asked.append((host, port))
        done.wait(20)
        return ["127.0.0.1"]

    async def crowd(client: Client) -> list[object]:
        calls = [asyncio.create_task(client.ask(peer(NAMED), f"{QUERY} #{n}")) for n in range(4)]
        while not asked:
            await asyncio.sleep(0.005)
        calls[0].cancel()
        await asyncio.sleep(0)
        done.set()
        return list(await asyncio.gather(*calls, return_exceptions=True))

    done = Event()
    first, *others = with_client(crowd, Client(PATIENTLY, note))
    assert isinstance(first, asyncio.CancelledError)
    assert [type(error) for error in others] == [PeerFailed] * 3
    assert len(asked) == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of peer.example, and its key, in one file."""
    if which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "peer.pem"
    command = (
        "openssl req -x509 -nodes -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 "
        "-subj /CN=peer.example -addext subjectAltName=DNS:peer.example,IP:127.0.0.1"
    )
    files = ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> LookUp:
    """Has this machine count as a public one, by every name."""
    monkeypatch.setattr(network, "is_public", lambda address: address.is_loopback)
    return lambda _, __: ["127.0.0.1"]


def encrypting(
    certificate: Path, names: list[str | None]
) -> Callable[[socket.socket], ssl.SSLSocket]:
    """Return what has a server encrypt, and note by which name it was asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _, name, __: names.append(name)
    return lambda connection: context.wrap_socket(connection, server_side=True)


def ask_encrypted(
    server: PeerServer, host: str, here: LookUp, trust: ssl.SSLContext | None
) -> None:
    ask(f"https://{host}:{server.port}/sparql", Client(PATIENTLY, here, trust))


def test_a_certificate_is_that_of_the_name(certificate: Path, here: LookUp) -> None:
    trust = ssl.create_default_context(cafile=certificate)
    names: list[str | None] = []
    with running(answers(), encrypting(certificate, names)) as server:
        ask_encrypted(server, "peer.example", here, trust)
        ask_encrypted(server, "127.0.0.1", here, trust)
        with pytest.raises(PeerFailed, match="certificate that can’t be trusted"):
            ask_encrypted(server, "other.example", here, trust)
    assert names == ["peer.example", None, "other.example"]
    assert [asked.headers["host"].partition(":")[0] for asked in server.asked] == [
        "peer.example",
        "127.0.0.1",
    ]


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path, here: LookUp) -> None:
    encrypted = running(answers(), encrypting(certificate, []))
    with encrypted as server, pytest.raises(PeerFailed, match="certificate that can’t be trusted"):
        ask_encrypted(server, "peer.example", here, None)
    assert server.asked == []


@contextmanager
def plain() -> Iterator[int]:
    """A port where whatever comes is answered in plain text, as servers do that see no HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            caller, _ = listener.accept()
            with caller:
                caller.recv(10_000)
                caller.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")

        thread = Thread(target=answer)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


def test_a_peer_that_can_not_encrypt_is_told(here: LookUp) -> None:
    client = Client(PATIENTLY, here, ssl.create_default_context())
    with plain() as port, pytest.raises(PeerFailed, match="agree with us on a safe"):
        ask(f"https://peer.example:{port}/sparql", client)


def test_a_peer_that_encrypts_in_another_way_is_told(certificate: Path, here: LookUp) -> None:
    trust = ssl.create_default_context(cafile=certificate)
    trust.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256")
    trust.maximum_version = ssl.TLSVersion.TLSv1_2
    encrypted = running(answers(), encrypting(certificate, []))
    with encrypted as server, pytest.raises(PeerFailed, match="agree with us on a safe"):
        ask_encrypted(server, "peer.example", here, trust)
