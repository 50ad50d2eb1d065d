"""Statements of the seed, read whole; what a selection finds, by page and in order."""

from decimal import Decimal
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import lookup
from reportedly.attribution import statements
from reportedly.attribution.model import Account, Number, Selection, Span, Statement, Text
from reportedly.engine.embedded import Embedded
from reportedly.errors import QueryError
from reportedly.media import TURTLE
from reportedly.terms import ID, KIND, RPT

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02"
GRAPH = "https://w3id.org/reportedly/report/made"
MADE = f"""
PREFIX : <{GRAPH}#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def only(engine: Embedded, name: str) -> Statement:
    (statement,) = statements.read(engine, [f"{SEED}#{name}"])
    return statement


def account(engine: Embedded, name: str) -> Account:
    found = only(engine, name.partition("-")[0]).accounts
    return next(each for each in found if each.iri == f"{SEED}#{name}")


def made(turtle: str) -> Embedded:
    engine = Embedded.in_memory()
    engine.add(GRAPH, (MADE + turtle).encode(), TURTLE.media_type)
    return engine


def test_a_statement_names_its_speaker_and_all_who_carried_it(seeded: Embedded) -> None:
    found = only(seeded, "s14")
    assert [source.label for source in found.sources] == ["Two Syrian army sources"]
    assert [[ref.label for ref in voice] for voice in found.voices] == [
        ["Reuters"],
        ["The report’s author"],
    ]
    assert [carrier.iri for carrier in found.chain] == [f"{SEED}#s-reuters", SEED]
    assert found.unnamed
    assert not found.own_voice


def test_what_the_author_says_is_the_reports_own_voice(seeded: Embedded) -> None:
    assert only(seeded, "r01").own_voice
    assert not only(seeded, "s04").own_voice


def test_a_statement_has_its_accounts_with_their_figures(seeded: Embedded) -> None:
    people, children = only(seeded, "s04").accounts
    assert people.gloss == (
        Text("Strikes by the government and Russia killed no fewer than 25 people.", "en"),
    )
    assert [(role, [ref.label for ref in refs]) for role, refs in people.roles] == [
        ("actor", ["Russia (state)", "Syrian government"])
    ]
    assert children.passages == (Span(848, 869, f"{SEED}#s04-b-p"),)
    assert (children.numbers[0].lower, children.numbers[0].upper) == (Decimal(10), Decimal(10))
    assert children.numbers[0].included_in == people.numbers[0].iri


def test_a_figure_keeps_its_bounds_apart(seeded: Embedded) -> None:
    (least,) = account(seeded, "s04-a").numbers
    assert least == Number(
        f"{SEED}#s04-f1", least.measure, least.population, Decimal(25), None, None, least.wording
    )
    assert (least.measure.label, least.population.label) == ("killed", "people")
    assert least.wording == Text("at least 25", "en")


def test_places_tell_in_what_way(seeded: Embedded) -> None:
    found = account(seeded, "s14-a").places
    assert [(way, refs[0].label) for way, refs in found] == [("from", "Iraq"), ("to", "Syria")]


def test_a_quotation_has_its_words_and_what_was_put_into_them(seeded: Embedded) -> None:
    (quotation,) = only(seeded, "s10").quotations
    (inserted,) = quotation.insertions
    start = inserted.start - quotation.span.start
    length = inserted.end - inserted.start
    assert quotation.exact.text[start : start + length] == "(Syrian President)"


def test_designations_stand_in_reading_order(seeded: Embedded) -> None:
    found = only(seeded, "r02").designations
    starts = [each.span.start for each in found if each.span]
    assert starts == sorted(starts)
    assert len(starts) == 4


def test_statements_come_in_the_order_asked_and_without_what_is_none(seeded: Embedded) -> None:
    asked = [f"{SEED}#s10", f"{SEED}#e-strikes", f"{SEED}#s04", "https://example.org/nothing"]
    assert [each.name for each in statements.read(seeded, asked)] == ["s10", "s04"]
    assert statements.read(seeded, []) == ()


def test_many_statements_take_as_many_queries_as_one(
    large: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = statements.find(large, Selection(), size=100)
    asked = Mock(wraps=large.evaluate)
    monkeypatch.setattr(large, "evaluate", asked)
    assert len(statements.read(large, found.iris)) == 100
    assert asked.call_count == 3


def test_a_name_in_english_is_preferred_to_one_without_language_and_that_to_others() -> None:
    engine = made("""
        :s1 a rpt:Statement ; rpt:within <> ; rpt:source :a, :b, :c .
        :a rdfs:label "A en"@en-GB , "A" , "A ar"@ar . :b rdfs:label "B" , "B fr"@fr .
    """)
    (found,) = statements.read(engine, [f"{GRAPH}#s1"])
    assert [(ref.label, ref.language) for ref in found.sources] == [
        ("A en", "en-gb"),
        ("B", ""),
        ("made#c", ""),
    ]


def test_carriers_that_lead_round_in_a_ring_come_to_an_end() -> None:
    engine = made(":s1 rpt:within :s2 . :s2 rpt:within :s1 .")
    (found,) = statements.read(engine, [f"{GRAPH}#s1"])
    assert found.chain


def test_data_that_nobody_checked_are_read_as_far_as_they_go() -> None:
    engine = made("""
        :s1 rpt:within :r ; rpt:source "nobody", [] ; rpt:passage :p, :q, "here" ;
          rpt:quotation :p ; rpt:designation [ rpt:wording "x" ], :d ; rpt:account :a ; rpt:act 7 .
        :p oa:start "INF"^^xsd:double ; oa:end 5 . :q oa:start "a" ; oa:end 2 .
        :d rpt:designates "x" . :a rpt:figure :f ; rpt:gloss 7 ; rpt:notBefore "soon" .
        :f rpt:lower "NaN"^^xsd:double ; rpt:upper "many" ; rpt:point 1.50 .
    """)
    (found,) = statements.read(engine, [f"{GRAPH}#s1"])
    (told,) = found.accounts
    assert (found.sources, found.passages, found.quotations) == ((), (), ())
    assert (bool(found.act), bool(told.kind)) == (False, False)
    assert [(each.lower, each.point) for each in told.numbers] == [(None, Decimal("1.5"))]


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(source=str(ID["white-helmets"])), ["s04"]),
        (Selection(source="id:white-helmets"), ["s04"]),
        (Selection(act="kind:predict"), ["s17"]),
        (Selection(event=f"{SEED}#e-strikes"), ["s01", "r01", "s03", "s04"]),
        (Selection(event=f"{SEED}#e-strikes", status=str(KIND.ongoing)), ["r01"]),
        (Selection(words="no fewer than 25"), ["s04"]),
        (Selection(words="25 STRIKES"), ["s04"]),
        (Selection(words="white helmets"), ["s04", "r05"]),
        (Selection(words='"} #'), []),
        (Selection(report=SEED, kind="kind:deployment"), ["s17"]),
        (Selection(report=GRAPH), []),
    ],
)
def test_a_selection_finds_what_it_asks_for(
    seeded: Embedded, selection: Selection, names: list[str]
) -> None:
    found = statements.find(seeded, selection)
    assert [iri.partition("#")[2] for iri in found.iris] == names
    assert found.total == len(names)


def test_a_kind_means_its_narrower_ones(seeded: Embedded) -> None:
    narrow = statements.find(seeded, Selection(kind="kind:airstrike"))
    wide = statements.find(seeded, Selection(kind="kind:violence"))
    assert set(narrow.iris) < set(wide.iris)


def test_a_place_means_what_lies_in_it(seeded: Embedded) -> None:
    city = statements.find(seeded, Selection(place="id:aleppo"))
    country = statements.find(seeded, Selection(place="id:syria"))
    assert set(city.iris) < set(country.iris)


def test_an_event_means_those_that_are_linked_to_it_as_the_same(large: Embedded) -> None:
    linked = "SELECT ?event WHERE { ?event <http://www.w3.org/2002/07/owl#sameAs> [ a "
    rows = lookup.solutions(large, f"{linked} <{RPT.Event}> ] }} ORDER BY ?event").rows
    event = rows[0][0]
    assert event
    found = statements.find(large, Selection(event=event.text)).iris
    assert len({iri.partition("#")[0] for iri in found}) > 1


def test_times_are_those_of_which_an_account_tells(seeded: Embedded) -> None:
    night = statements.find(seeded, Selection(since="2024-12-02T07:00:00", until="2024-12-02"))
    before = statements.find(seeded, Selection(until="2024-11-29"))
    assert f"{SEED}#s16" in night.iris
    assert f"{SEED}#s16" not in before.iris


@pytest.mark.parametrize(
    ("since", "until", "there"),
    [
        ("2024-12-02", "", True),
        ("2024-12-03", "", False),
        ("", "2024-12-01", False),
        ("2024-12-02", "2024-12-02", True),
    ],
)
def test_days_of_saying_are_whole_days(
    seeded: Embedded, since: str, until: str, *, there: bool
) -> None:
    asked = Selection(source="id:white-helmets", said_since=since, said_until=until)
    assert bool(statements.find(seeded, asked).total) is there


@pytest.mark.parametrize(
    "selection",
    [
        Selection(source="nobody"),
        Selection(place="id:aleppo> ?x ?y"),
        Selection(kind="{}"),
        Selection(since="yesterday"),
        Selection(said_until="2024-13-01"),
    ],
)
def test_a_value_that_is_none_is_refused(seeded: Embedded, selection: Selection) -> None:
    with pytest.raises(QueryError):
        statements.find(seeded, selection)


def test_within_a_report_statements_stand_in_reading_order(seeded: Embedded) -> None:
    found = statements.read(seeded, statements.find(seeded, Selection(report=SEED)).iris)
    starts = [statement.start for statement in found]
    assert starts == sorted(starts)
    assert len(starts) == 33


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(size=st.integers(1, 400), place=st.sampled_from(["", "id:syria", "id:synthetic-town-1"]))
def test_pages_together_have_each_statement_once(large: Embedded, size: int, place: str) -> None:
    selection = Selection(place=place)
    total = statements.find(large, selection, 1, size).total
    pages = range(1, min(-(-total // size), 5) + 1)
    found = [iri for page in pages for iri in statements.find(large, selection, page, size).iris]
    assert len(found) == len(set(found)) == min(total, size * len(pages))


def test_beyond_the_last_page_there_is_nothing(seeded: Embedded) -> None:
    found = statements.find(seeded, Selection(), page=99)
    assert (found.iris, found.total) == ((), 33)
