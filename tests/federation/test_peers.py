import pytest

from reportedly.errors import SettingsError
from reportedly.federation.calling.peers import CALLED, Peer, Peers, read

WIKIDATA = "https://query.wikidata.org/sparql"
HERE = "http://127.0.0.1:7001/sparql"


def only(*federate: str, cache: tuple[str, ...] = ()) -> Peer:
    (peer,) = read(federate, cache).all
    return peer


def test_without_settings_there_are_no_peers() -> None:
    assert read((), ()).all == ()
    assert Peers().find(WIKIDATA) is None


@pytest.mark.parametrize(
    ("name", "url"), [("wikidata", WIKIDATA), ("dbpedia", "https://dbpedia.org/sparql")]
)
def test_a_preset_needs_no_url(name: str, url: str) -> None:
    peers = read([name], ())
    found = peers.find(url)
    assert found is not None
    assert (found.name, found.url) == (name, url)
    assert peers.find(f"{CALLED}{name}") is found


def test_a_peer_is_called_by_its_url_and_by_its_name() -> None:
    assert only(f"mirror={HERE}").iris == {HERE, "https://w3id.org/reportedly/peer/mirror"}


def test_a_preset_keeps_its_iri_with_another_url() -> None:
    peers = read([f"wikidata={HERE}"], ())
    for iri in (WIKIDATA, "http://query.wikidata.org/sparql", HERE, f"{CALLED}wikidata"):
        found = peers.find(iri)
        assert found is not None
        assert found.url == HERE


def test_a_peer_can_be_called_by_any_iri() -> None:
    peer = only(f"https://example.org/sparql?graph=a={HERE}?default-graph-uri=http://b")
    assert peer.url == f"{HERE}?default-graph-uri=http://b"
    assert peer.iris == {"https://example.org/sparql?graph=a", peer.url, f"{CALLED}{peer.name}"}


def test_the_iri_of_a_preset_is_that_preset() -> None:
    assert only(f"{WIKIDATA}={HERE}").name == "wikidata"


def test_peers_with_iris_have_names_of_their_own() -> None:
    settings = [f"http://a.org/{number}={HERE}" for number in range(3)]
    names = [peer.name for peer in read([*settings, f"urn:x={HERE}"], ()).all]
    assert names == ["a-org", "a-org-2", "a-org-3", "urn-x"]


def test_a_made_name_gives_way_to_no_other() -> None:
    settings = [f"a-org-3={HERE}", f"http://a.org/1={HERE}", f"http://a.org/2={HERE}"]
    assert len({peer.name for peer in read(settings, ()).all}) == 3


def test_the_url_of_several_peers_calls_the_first() -> None:
    peers = read([f"one={HERE}", f"two={HERE}"], ())
    found = peers.find(HERE)
    assert found is not None
    assert found.name == "one"


def test_an_iri_that_is_another_peers_url_calls_the_peer_that_it_names() -> None:
    peers = read([f"one={WIKIDATA}", f"wikidata={HERE}"], ())
    found = peers.find(WIKIDATA)
    assert found is not None
    assert found.name == "wikidata"


@pytest.mark.parametrize(
    "federate",
    [
        *(["geonames"], ["unknown"], [""], ["="], ["=http://a.org/"], ["a="], ["a=b"]),
        *(
            [f"A={HERE}"],
            [f"a b={HERE}"],
            [f"ä={HERE}"],
            [f"a_b={HERE}"],
            [HERE],
            [f"a:<b>={HERE}"],
        ),
        *(["wikidata", "wikidata"], ["wikidata", f"{WIKIDATA}={HERE}"]),
        *([f"a={HERE}", "a=http://b.org/"], ["a=http://localhost/"], ["a=http://u:p@b.org/"]),
        *([f"urn:x={HERE}", "urn:x=http://b.org/"],),
    ],
)
def test_settings_that_name_no_peer_are_refused(federate: list[str]) -> None:
    with pytest.raises(SettingsError) as raised:
        read(federate, ())
    assert raised.value.hint


def test_the_cure_for_a_preset_without_url_is_told() -> None:
    with pytest.raises(SettingsError, match="no public endpoint") as raised:
        read(["geonames"], ())
    assert "--federate geonames=URL" in raised.value.hint


def test_answers_are_kept_only_if_that_is_set() -> None:
    assert only("wikidata").fresh == 0
    assert only("wikidata", cache=("wikidata=3600",)).fresh == 3600
    assert only(f"{WIKIDATA}={HERE}", cache=(f"{WIKIDATA}=0.5",)).fresh == 0.5
    assert only(f"urn:x={HERE}", cache=("urn:x=1",)).fresh == 1
    assert only(f"urn:x={HERE}", cache=("urn-x=1",)).fresh == 1


@pytest.mark.parametrize(
    "cache",
    [
        *(["dbpedia=1"], ["wikidata"], ["wikidata="], ["wikidata=x"], ["wikidata=-1"], [""]),
        *(["wikidata=inf"], ["wikidata=nan"], ["wikidata=1", "wikidata=2"], ["=1"]),
    ],
)
def test_times_that_can_not_be_are_refused(cache: list[str]) -> None:
    with pytest.raises(SettingsError) as raised:
        read(["wikidata"], cache)
    assert "wikidata" in raised.value.hint


@pytest.mark.parametrize(
    ("federate", "cache", "told"),
    [
        ("http://a.example/sparql", "", "gives the peer no name"),
        ("wikidata,dbpedia", "", "is not a NAME=URL"),
        ("wikidata", "wikidata", "tells no time"),
    ],
)
def test_settings_that_are_nearly_right_are_told_what_is_missing(
    federate: str, cache: str, told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        read([federate], [cache] if cache else [])
