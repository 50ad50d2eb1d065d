"""Reads the ontology as a page shows it: how its terms hang together, and how data use them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rdflib.namespace import OWL, RDF, RDFS, SKOS

from reportedly import lookup
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.keeping import for_a_revision
from reportedly.terms import ONTOLOGY_GRAPH, RPT
from reportedly.vocabulary import rules, usage
from reportedly.vocabulary.description import NOTHING, PREFIX, Description, describe
from reportedly.vocabulary.model import Alignment, Ontology, Section, Term

CORE: Final = str(RPT.core)
"""The collection of the terms that everybody must know."""

_TERMS: Final = f"{{ SELECT ?thing WHERE {{ ?thing rdfs:isDefinedBy <{ONTOLOGY_GRAPH}> }} }}"
_HEADER: Final = f"VALUES ?thing {{ <{ONTOLOGY_GRAPH}> }}"
_REASONS: Final = f"""{PREFIX}
SELECT ?term ?other ?reason WHERE {{
  ?axiom owl:annotatedSource ?term ; owl:annotatedTarget ?other ; rdfs:comment ?reason
}}
"""
_DISJOINT: Final = f"""{PREFIX}
SELECT ?axiom ?class (COUNT(?before) AS ?place) WHERE {{
  ?axiom a owl:AllDisjointClasses ; owl:members ?members .
  ?members rdf:rest* ?before . ?before rdf:rest* ?node . ?node rdf:first ?class
}} GROUP BY ?axiom ?class ORDER BY ?axiom ?place
"""
_KINDS: Final = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
}
_ALIGNED: Final = {
    RDFS.subClassOf: "narrower than",
    RDFS.subPropertyOf: "narrower than",
    RDFS.seeAlso: "compare",
}


@for_a_revision
def read(engine: Engine) -> Ontology:
    """Return the ontology that an engine holds. Raises ResourceMissing if it holds none."""
    iri = str(ONTOLOGY_GRAPH)
    header = describe(engine, _HEADER).get(iri)
    if header is None:
        raise ResourceMissing("The ontology is not here.", hint="Load the graph that holds it.")
    terms = _terms(engine)
    disjoint = _disjoint(engine, terms)
    sections = _sections(terms, disjoint[0] if disjoint else ())
    return Ontology(iri, header, tuple(sections), disjoint)


def _terms(engine: Engine) -> dict[str, Term]:
    said = describe(engine, _TERMS)
    core = set(said.get(CORE, NOTHING).iris(SKOS.member))
    kinds = {iri: kind for iri in said if (kind := _kind(said[iri]))}
    patterns = {iri: _pattern(iri, kind) for iri, kind in kinds.items()}
    counts, samples = usage.counts(engine, patterns), usage.samples(engine, patterns)
    reasons, below = _reasons(engine), _below(said)
    return {
        iri: Term(
            iri=iri,
            kind=kind,
            said=said[iri],
            core=iri in core,
            below=tuple(sorted(below[iri])),
            alignments=tuple(_alignments(iri, said[iri], reasons)),
            rules=tuple(rule for rule in rules.rules() if rule.path == iri),
            uses=counts[iri],
            sample=samples.get(iri),
        )
        for iri, kind in sorted(kinds.items())
    }


def _kind(said: Description) -> str:
    types = said.iris(RDF.type)
    return next((name for iri, name in _KINDS.items() if str(iri) in types), "")


def _pattern(iri: str, kind: str) -> str:
    """Return what a use of a term is. A gloss is not shown: it would be a claim without speaker."""
    if kind == "class":
        return f"?s a <{iri}>"
    return f"?s <{iri}> {'[]' if iri == str(RPT.gloss) else '?o'}"


def _below(said: Mapping[str, Description]) -> Mapping[str, set[str]]:
    """Return the narrower terms of each."""
    found = defaultdict[str, set[str]](set)
    for iri, description in said.items():
        for wider in description.iris(RDFS.subClassOf, RDFS.subPropertyOf):
            found[wider].add(iri)
    return found


def _reasons(engine: Engine) -> dict[tuple[str, str], str]:
    rows = lookup.solutions(engine, _REASONS).rows
    return {(row[0].text, row[1].text): row[2].text for row in rows if row[0] and row[1] and row[2]}


def _alignments(
    term: str, said: Description, reasons: Mapping[tuple[str, str], str]
) -> Iterator[Alignment]:
    for property_, relation in _ALIGNED.items():
        for iri in said.iris(property_):
            if not iri.startswith(RPT):
                yield Alignment(relation, iri, reasons.get((term, iri), ""))


def _disjoint(engine: Engine, terms: Mapping[str, Term]) -> tuple[tuple[str, ...], ...]:
    """Return the classes of which nothing is of two at once, in sets as they are declared."""
    sets = defaultdict[str, list[str]](list)
    for axiom, member, _ in lookup.solutions(engine, _DISJOINT).rows:
        if axiom and member:
            sets[axiom.text].append(member.text)
    lists = sorted(map(tuple, sets.values()), key=len, reverse=True)
    pairs = ((iri, o) for iri, term in terms.items() for o in term.said.iris(OWL.disjointWith))
    return (*lists, *pairs)


def _sections(terms: Mapping[str, Term], order: Sequence[str]) -> Iterator[Section]:
    """Sort terms into sections: those of the core first, then what is shared, then the rest."""
    places = {iri: place for place, iri in enumerate(order)}
    homes = defaultdict[str, list[Term]](list)
    for term in terms.values():
        homes[_home(term, terms)].append(term)
    tops = [term for term in terms.values() if term.is_class and not term.above]
    tops.sort(key=lambda term: (places.get(term.iri, len(order)), term.iri))
    yield from (Section(top, _sorted(homes[top.iri])) for top in tops if top.core)
    if homes[""]:
        yield Section(None, _sorted(homes[""]))
    yield from (Section(top, _sorted(homes[top.iri])) for top in tops if not top.core)


def _home(term: Term, terms: Mapping[str, Term]) -> str:
    """Return the class of the top in whose section a term belongs, or nothing."""
    found = term if term.is_class else terms.get(term.domain)
    passed = set[str]()
    while found and found.above and found.iri not in passed:
        passed.add(found.iri)
        found = terms.get(found.above[0])
    return found.iri if found else ""


def _sorted(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Put classes before properties, in each the core first."""
    return tuple(sorted(terms, key=_rank))


def _rank(term: Term) -> tuple[bool, bool, bool, str]:
    return not term.is_class, term.is_class and bool(term.above), not term.core, term.iri
