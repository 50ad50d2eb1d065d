"""What is said of an event, voice by voice."""

import pytest

from reportedly import lookup
from reportedly.attribution import event
from reportedly.attribution.event import Event
from reportedly.attribution.voices import Voice
from reportedly.engine.embedded import Embedded
from reportedly.errors import ResourceMissing
from reportedly.media import TURTLE
from reportedly.terms import RPT

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02#"
GRAPH = "https://w3id.org/reportedly/report/made"
MADE = f"""
PREFIX : <{GRAPH}#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
:e a rpt:Event .
:s rpt:within <{GRAPH}> ; rpt:source :one ; rpt:account [ rpt:ofEvent :e ] .
"""
JOINED = """
PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rpt: <https://w3id.org/reportedly/ns#>
SELECT ?event WHERE { ?event a rpt:Event ; owl:sameAs ?other } ORDER BY ?event LIMIT 1
"""


def read(engine: Embedded, name: str) -> Event:
    return event.read(engine, f"{SEED}{name}", 1, 50)


def called(voice: Voice) -> str:
    return " and ".join(ref.label for ref in voice.sources)


def notations(found: Event, which: str) -> list[str]:
    return [each.notation for each in getattr(found, which)]


@pytest.fixture(scope="module")
def strikes(seeded: Embedded) -> dict[str, Voice]:
    return {called(voice): voice for voice in read(seeded, "e-strikes").voices}


def test_each_who_speaks_is_a_voice_and_the_report_comes_last(strikes: dict[str, Voice]) -> None:
    assert list(strikes) == ["Syrian Armed Forces", "White Helmets", "The report’s author"]
    assert [voice.own for voice in strikes.values()] == [False, False, True]


def test_a_joint_statement_is_one_voice(seeded: Embedded) -> None:
    voices = [called(voice) for voice in read(seeded, "e-offensive").voices]
    assert voices == ["Masoud Pezeshkian and Vladimir Putin", "The report’s author"]


def test_what_a_voice_says_twice_comes_once_with_both_statements(
    strikes: dict[str, Voice],
) -> None:
    (told,) = strikes["Syrian Armed Forces"].told("status")
    assert told.account.status.label == "happened"
    assert [each.notation for each in told.by] == ["C01", "C03"]


def test_what_it_says_differently_comes_apart(strikes: dict[str, Voice]) -> None:
    told = strikes["Syrian Armed Forces"].told("roles")
    assert [[each.notation for each in one.by] for one in told] == [["C01"], ["C03"]]


def test_a_voice_says_nothing_where_it_is_silent(strikes: dict[str, Voice]) -> None:
    assert strikes["Syrian Armed Forces"].tells("places")
    assert not strikes["White Helmets"].tells("places")
    assert not strikes["White Helmets"].tells("order")
    assert strikes["The report’s author"].tells("order")


def test_figures_and_words_stand_with_their_voice(strikes: dict[str, Voice]) -> None:
    said = {name: [str(each.wording) for each, _ in v.numbers] for name, v in strikes.items()}
    assert said["White Helmets"] == ["at least 25", "10 children"]
    assert said["Syrian Armed Forces"] == ["at least 400"]
    words = {name: [str(word.wording) for word, _ in v.words] for name, v in strikes.items()}
    assert words["White Helmets"] == ["strikes"]
    assert words["Syrian Armed Forces"] == ["joint airstrikes", "Syrian and Russian airstrikes"]


def test_carriers_stand_between_a_voice_and_the_report(seeded: Embedded) -> None:
    army, observatory = read(seeded, "e-crossing").voices
    assert [[ref.label for ref in refs] for refs in army.carriers[0][0]] == [["Reuters"]]
    assert observatory.carriers[0][0] == ()
    assert (army.unnamed, observatory.unnamed) == (True, False)


def test_what_was_assumed_of_statements_and_accounts_comes_once(
    strikes: dict[str, Voice],
) -> None:
    assumed = [str(text)[:12] for text, _ in strikes["Syrian Armed Forces"].assumptions]
    assert assumed == ["The 24 hours", "The militant", "The two prov"]
    assert len(strikes["White Helmets"].assumptions) == 1
    assert not strikes["The report’s author"].tells("assumptions")


def test_framings_begin_with_the_event(seeded: Embedded) -> None:
    framings = {ref.label: words for ref, words in read(seeded, "e-offensive").framings}
    assert next(iter(framings)) == "Offensive that began in Aleppo"
    found = {str(w.wording): w.whose for w, _ in framings["Offensive that began in Aleppo"]}
    assert found == {
        "dual-front offensive": "own",
        "large-scale aggression": "quoted",
        "The uprising": "own",
    }
    assert {str(word.wording) for word, _ in framings["Insurgents (rebels)"]} == {
        "insurgents",
        "rebel fighters",
        "the insurgents",
    }


@pytest.mark.parametrize(
    ("aspect", "agreement"),
    [
        ("status", "differing"),
        ("kind", "alike"),
        ("words", "differing"),
        ("places", "only one tells"),
        ("gloss", ""),
    ],
)
def test_it_is_said_in_what_voices_differ(seeded: Embedded, aspect: str, agreement: str) -> None:
    assert read(seeded, "e-strikes").agreement(aspect) == agreement


def test_one_voice_alone_differs_from_nobody(seeded: Embedded) -> None:
    assert read(seeded, "e-call-1").agreement("kind") == ""


def test_statements_that_do_not_tell_of_it_stand_apart(seeded: Embedded) -> None:
    assert notations(read(seeded, "e-call-1"), "said") == ["C07", "C08", "C09"]
    assert notations(read(seeded, "e-strikes"), "ordered") == ["C02"]
    assert notations(read(seeded, "e-strikes"), "statements") == ["C01", "R01", "C03", "C04"]


def test_statements_come_by_page(seeded: Embedded) -> None:
    second = event.read(seeded, f"{SEED}e-strikes", 2, 3)
    assert (second.total, notations(second, "statements")) == (4, ["C04"])


def test_linked_events_are_one(large: Embedded) -> None:
    found = [row[0].text for row in lookup.solutions(large, JOINED).rows if row[0]]
    joined = event.read(large, found[0], 1, 500)
    assert joined.ref.iri == found[0]
    reports = {each.report.iri for each in joined.statements}
    assert len(joined.same) == len(joined.iris) > 1
    assert len(reports) > 1
    assert {each.event.iri for each in joined.accounts} <= joined.iris


@pytest.mark.parametrize("iri", [f"{SEED}e-nothing", f"{SEED}s01", str(RPT.Event)])
def test_what_is_no_event_is_missing(seeded: Embedded, iri: str) -> None:
    with pytest.raises(ResourceMissing):
        event.read(seeded, iri, 1, 50)


def test_an_account_without_an_iri_is_left_out() -> None:
    engine = Embedded.in_memory()
    engine.add(GRAPH, MADE.encode(), TURTLE.media_type)
    shown = event.read(engine, f"{GRAPH}#e", 1, 50)
    assert (shown.total, shown.accounts) == (1, ())
