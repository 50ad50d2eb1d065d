"""No address of this machine is called but the very one that the operator allows."""

from collections.abc import Iterator
from socket import gethostname

import pytest

from reportedly.errors import SettingsError
from reportedly.federation.calling import peers

from .canary import Canary
from .peer import Peer, answering
from .scripts import EMPTY, JSON, message, results, uri
from .site import Site, running
from .test_canary import QUERIES, UPDATES

pytestmark = pytest.mark.slow

NAMES = [
    *("localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain"),
    *("ip6-localhost", "ip6-loopback", gethostname()),
    *("127.1", "127.0.1", "127.000.000.001", "0177.0.0.1", "0x7f.1", "0x7f000001", "0x7f.0.0.1"),
    *("2130706433", "017700000001", "0", "0.0", "00000000", "127.0.0.1.", "0x0"),
    *("127。0。0。1", "１２７.0.0.1", "①②⑦.0.0.1", "ⓛocalhost", "%31%32%37.0.0.1", "127.0.0.1%2f"),
    *("user@127.0.0.1", "127.0.0.1@127.0.0.1", "[::ffff:127.0.0.1%25lo]", "[::1%25lo]"),
    *("0.0.0.0", "[::]", "[::ffff:0.0.0.0]"),
]
"""Other ways to say this machine; none is its address in the usual form."""
LITERAL = [
    *("127.0.0.1", "127.0.0.2", "127.255.255.254", "[::1]", "[0:0:0:0:0:0:0:1]"),
    *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]"),
    *("[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]"),
]
CALLS = (
    "SELECT * { SERVICE <U> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <U> } SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <U> { ?s ?p ?o } }",
    "SELECT * { BIND(IRI('U') AS ?e) SERVICE SILENT ?e { ?s ?p ?o } }",
)


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    with answering({"sparql": lambda: iter((message(EMPTY),))}) as peer:
        yield peer


@pytest.fixture(scope="module")
def site(peer: Peer) -> Iterator[Site]:
    named = (f"--federate=peer={peer.iri('sparql')}", "--peer-seconds=2")
    with running("--store", "memory", "--allow-anonymous-writes", *named) as site:
        yield site
    assert site.left_over() == []


@pytest.mark.parametrize("host", [*NAMES, *LITERAL])
def test_what_is_not_allowed_is_not_called(site: Site, canary: Canary, host: str) -> None:
    """As an IRI in a query; some can’t be one, which is a syntax error."""
    for query in CALLS:
        reply = site.ask(query.replace("U", f"http://{host}:{canary.port}/sparql"))
        silent = "SILENT" in query
        assert reply.status in ({200, 400} if silent else {400, 403}), (query, reply)
        assert reply.seconds < 2


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_reaches_anybody_but_the_peer(site: Site, canary: Canary, query: str) -> None:
    reply = site.ask(query.replace("U>", canary.iri + ">"))
    assert reply.status < 500, reply
    assert reply.seconds < 5


@pytest.mark.parametrize("update", UPDATES)
def test_no_update_calls_even_the_peer(site: Site, peer: Peer, update: str) -> None:
    peer.forget()
    body = update.replace("U>", peer.iri("sparql") + ">").encode()
    reply = site.send("POST", "/update", body, {"Content-Type": "application/sparql-update"})
    assert reply.status < 500, reply
    assert peer.requests == []


@pytest.mark.parametrize(
    "change", ["", "/", "/sparql/", "/sparql?", "/sparql#a", "/./sparql", "//sparql", "/SPARQL"]
)
def test_the_allowed_address_is_called_at_its_very_url(site: Site, peer: Peer, change: str) -> None:
    peer.forget()
    url = peer.iri("").removesuffix("/") + change
    reply = site.ask(CALLS[0].replace("U", url))
    assert reply.status == 403, reply
    assert peer.requests == []
    assert site.ask(CALLS[0].replace("U", peer.iri("sparql"))).status == 200
    assert peer.asked("sparql") == 1


def test_names_of_this_machine_in_the_operator_s_own_urls_are_not_followed(canary: Canary) -> None:
    """Refused when the server starts, or else when the peer is called."""
    urls = [f"http://{host}:{canary.port}/sparql" for host in NAMES]
    taken = [url for url in urls if _is_taken(url)]
    assert f"http://{gethostname()}:{canary.port}/sparql" in taken
    named = (f"--federate=peer-{number}={url}" for number, url in enumerate(taken))
    with running("--store", "memory", "--peer-seconds=5", *named) as site:
        for number, url in enumerate(taken):
            reply = site.ask(
                CALLS[0].replace("U", f"https://w3id.org/reportedly/peer/peer-{number}")
            )
            assert reply.status in {502, 504}, (url, reply)
            assert site.ask(CALLS[2].replace("U", url)).status in {200, 400}, url


def _is_taken(url: str) -> bool:
    try:
        peers.read([f"name={url}"], [])
    except SettingsError:
        return False
    return True


REDIRECTS = ("301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent")


def _headers(status: str, url: str) -> bytes:
    others = (f"Refresh: 0; url={url}", f"Link: <{url}>", f"Content-Location: {url}")
    alternative = f'Alt-Svc: http="{url.split("/")[2]}"'
    return message(EMPTY, JSON, status, f"Location: {url}", *others, alternative)


def _injected(url: str) -> dict[str, bytes]:
    call = f"}} SERVICE <{url}> {{ ?a ?b ?c }} #"
    terms = {
        "iri": uri(f"x:a> {call}"),
        "literal": {"type": "literal", "value": f'" {call}'},
        "long": {"type": "literal", "value": f'""" {call} \\'},
        "lines": {"type": "literal", "value": f"\n\r'''\u2028{call}"},
        "tag": {"type": "literal", "value": "a", "xml:lang": f"en {call}"},
        "type": {"type": "literal", "value": "a", "datatype": f"x:a> {call}"},
        "node": {"type": "bnode", "value": f"a {call}"},
        "quoted-node": {"type": "bnode", "value": f'a" {call}'},
    }
    found = {name: results({"s": term}) for name, term in terms.items()}
    named = {"name": f"s {call}", "closed": f"s) {{}} {call}"}
    return found | {
        key: results({name: uri("x:a")}, variables=(name,)) for key, name in named.items()
    }


def test_no_answer_sends_us_anywhere(canary: Canary) -> None:
    """Neither by what its headers say, nor by terms and names that would end where they stand."""
    answers = {f"to-{status[:3]}": _headers(status, canary.iri) for status in REDIRECTS}
    answers["ok"] = _headers("200 OK", canary.iri)
    answers |= {key: message(body) for key, body in _injected(canary.iri).items()}
    scripts = {name: lambda answer=answer: iter((answer,)) for name, answer in answers.items()}
    with answering(scripts) as peer:
        named = (f"--federate={name}={peer.iri(name)}" for name in answers)
        with running("--store", "memory", f"--federate=canary2={peer.iri('none')}", *named) as site:
            for name in answers:
                reply = site.ask(f"SELECT ?s {{ SERVICE <{peer.iri(name)}> {{ ?s ?p ?o }} }}")
                assert reply.status in {200, 502}, (name, reply)
                if name.startswith("to-"):
                    assert reply.status == 502, (name, reply)
