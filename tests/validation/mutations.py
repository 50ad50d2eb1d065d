"""Reports with random faults in them: triples dropped, doubled, retargeted, values broken."""

from collections.abc import Callable
from functools import cache

import pyoxigraph as ox
from hypothesis import strategies as st

from reportedly import generation, resources
from reportedly.terms import KIND, PREFIXES, RPT
from reportedly.validation import background, conversion

Triples = frozenset[ox.Triple]
Change = Callable[[list[ox.Triple]], list[ox.Triple]]
"""A change to triples that are in a fixed order."""

XSD = PREFIXES["xsd"]
FOREIGN = ox.NamedNode("https://example.org/thing")
USUAL = [
    *(ox.Literal(number) for number in (0, 1, 2, 41, 400, 1_000_000, -1)),
    *(ox.Literal(truth) for truth in (True, False)),
    *(ox.Literal(text) for text in ("", "x", "400", "0" * 64, "one\ntwo")),
    *(ox.Literal("mot", language=tag) for tag in ("en", "fr", "en-gb", "ar")),
    *(
        ox.Literal(time, datatype=ox.NamedNode(f"{XSD}dateTime"))
        for time in ("2024-12-01T00:00:00", "2024-12-02T12:30:00", "2024-12-31T23:59:59")
    ),
    *(ox.Literal(n, datatype=ox.NamedNode(f"{XSD}decimal")) for n in ("0.5", "36.2", "-3.25")),
]
"""Values that all engines read alike, but for what is less than true."""
ODD = [
    ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{name}"))
    for name, texts in {
        "integer": ("01", "+5", "-0", "one", "", "9" * 25, "1.0"),
        "decimal": ("1.50", "36.20", ".5", "5.", "400", "1e3", "0.1234567890123456789"),
        "boolean": ("1", "0", "TRUE", "yes"),
        "dateTime": (
            *("2024-12-02", "2024-12-02T00:00:00Z", "2024-12-02T00:00:00.000"),
            *("2024-02-30T00:00:00", "2024-12-02T24:00:00", "20241202T000000"),
        ),
        "double": ("NaN", "1.0E3", "400"),
        "int": ("5", "05"),
        "date": ("2024-12-02",),
        "anyURI": ("https://example.org/",),
    }.items()
    for text in texts
]
"""Values that are ill-typed, or that engines keep in another form or read differently."""


@cache
def vocabulary() -> Triples:
    return frozenset(conversion.triples(background.vocabulary()))


@cache
def reports() -> tuple[tuple[ox.Triple, ...], ...]:
    """The report that is shipped, and a generated one with the actors and places it needs."""
    shipped = [path.read_bytes() for path in resources.turtle_files(resources.data() / "reports")]
    generated = next(generation.corpus(reports=1, seed=4)).turtle + generation.shared()
    return tuple(map(_ordered, (*shipped, generated.encode())))


def _ordered(turtle: bytes) -> tuple[ox.Triple, ...]:
    triples = {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    return tuple(sorted(triples - vocabulary(), key=str))


class Mutated(list[ox.Triple]):
    """The triples of a report with changes; what is told of a failure are the changes."""

    def __repr__(self) -> str:
        return f"<{len(self)} triples>"


def mutated(values: list[ox.Literal]) -> st.SearchStrategy[Mutated]:
    """Draw a report with one to six changes, for some of which there are values to choose from."""
    changes = st.lists(_changes(values), min_size=1, max_size=6)
    return st.builds(changed, st.sampled_from(range(len(reports()))), changes)


def changed(report: int, changes: list[Change]) -> Mutated:
    """Return the report of that number with changes, one after the other."""
    triples = list(reports()[report])
    for change in changes:
        triples = change(triples)
    return Mutated(triples)


def _changes(values: list[ox.Literal]) -> st.SearchStrategy[Change]:
    places = st.integers(min_value=0, max_value=10_000)
    literals = st.sampled_from(values)
    return st.one_of(
        st.builds(_drop, places),
        st.builds(_with_value, places, literals, st.booleans()),
        st.builds(_with_value, places, st.sampled_from(_concepts()), st.booleans()),
        st.builds(_with_value_of, places, places, st.booleans()),
        st.builds(_with_predicate, places, st.sampled_from(_predicates())),
        st.builds(_with_subject_of, places, places),
        st.builds(_typed, places, st.sampled_from(_classes())),
    )


def _drop(place: int) -> Change:
    return lambda triples: [each for each in triples if each != _at(triples, place)]


def _with_value(place: int, value: ox.NamedNode | ox.Literal, keep: bool) -> Change:
    def change(triples: list[ox.Triple]) -> list[ox.Triple]:
        old = _at(triples, place)
        new = ox.Triple(old.subject, old.predicate, value)
        return [*(each for each in triples if keep or each != old), new]

    return change


def _with_value_of(place: int, other: int, keep: bool) -> Change:
    def change(triples: list[ox.Triple]) -> list[ox.Triple]:
        return _with_value(place, _at(triples, other).object, keep)(triples)  # type: ignore[arg-type]

    return change


def _with_predicate(place: int, predicate: ox.NamedNode) -> Change:
    def change(triples: list[ox.Triple]) -> list[ox.Triple]:
        old = _at(triples, place)
        return [*triples, ox.Triple(old.subject, predicate, old.object)]

    return change


def _with_subject_of(place: int, other: int) -> Change:
    def change(triples: list[ox.Triple]) -> list[ox.Triple]:
        old = _at(triples, place)
        return [*triples, ox.Triple(_at(triples, other).subject, old.predicate, old.object)]

    return change


def _typed(place: int, class_: ox.NamedNode) -> Change:
    def change(triples: list[ox.Triple]) -> list[ox.Triple]:
        kind = ox.NamedNode(f"{PREFIXES['rdf']}type")
        return [*triples, ox.Triple(_at(triples, place).subject, kind, class_)]

    return change


def _at(triples: list[ox.Triple], place: int) -> ox.Triple:
    return triples[place % len(triples)]


@cache
def _concepts() -> list[ox.NamedNode]:
    return [*_named(str(KIND)), FOREIGN, ox.NamedNode(KIND["xyzzy"])]


@cache
def _classes() -> list[ox.NamedNode]:
    return [each for each in _terms() if each.value.removeprefix(str(RPT))[0].isupper()]


@cache
def _predicates() -> list[ox.NamedNode]:
    named = ("rdfs:label", "owl:sameAs", "skos:notation", "dcterms:language", "rdfs:subClassOf")
    others = [ox.NamedNode(PREFIXES[p] + name) for p, name in (n.split(":") for n in named)]
    return [*(each for each in _terms() if each not in _classes()), *others]


@cache
def _terms() -> list[ox.NamedNode]:
    return [*_named(str(RPT)), ox.NamedNode(RPT["Statment"]), ox.NamedNode(RPT["acter"])]


def _named(namespace: str) -> list[ox.NamedNode]:
    subjects = {triple.subject for triple in vocabulary()}
    named = [each for each in subjects if isinstance(each, ox.NamedNode)]
    return sorted(
        (each for each in named if each.value.startswith(namespace) and each.value != namespace),
        key=str,
    )
