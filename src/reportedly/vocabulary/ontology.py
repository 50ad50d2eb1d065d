"""The ontology as a page shows it: its terms, how they hang together, and how data use them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from reportedly import lookup
from reportedly.attribution.model import Text
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.terms import ONTOLOGY_GRAPH, RPT
from reportedly.vocabulary import rules, usage
from reportedly.vocabulary.description import NOTHING, PREFIX, Description, describe
from reportedly.vocabulary.keeping import for_a_revision
from reportedly.vocabulary.rules import Rule
from reportedly.vocabulary.usage import Sample, Uses

CORE: Final = str(RPT.core)
"""The collection of the terms that everybody must know."""

_TERMS: Final = f"{{ SELECT ?thing WHERE {{ ?thing rdfs:isDefinedBy <{ONTOLOGY_GRAPH}> }} }}"
_HEADER: Final = f"VALUES ?thing {{ <{ONTOLOGY_GRAPH}> }}"
_REASONS: Final = f"""{PREFIX}
SELECT ?term ?other ?reason WHERE {{
  ?axiom owl:annotatedSource ?term ; owl:annotatedTarget ?other ; rdfs:comment ?reason
}}
"""
_ORDER: Final = f"""{PREFIX}
SELECT ?class (COUNT(?before) AS ?place) WHERE {{
  ?axiom a owl:AllDisjointClasses ; owl:members ?members .
  ?members rdf:rest* ?before . ?before rdf:rest* ?node . ?node rdf:first ?class
}} GROUP BY ?class ORDER BY ?place
"""
_STATUS: Final = URIRef("http://purl.org/ontology/bibo/status")
_KINDS: Final = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "datatype property",
}
_TRAITS: Final = {
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "irreflexive",
}
_ALIGNED: Final = {
    RDFS.subClassOf: "narrower than",
    RDFS.subPropertyOf: "narrower than",
    RDFS.seeAlso: "compare",
}


@dataclass(frozen=True)
class Alignment:
    """How a term is related to one of another vocabulary, and why so."""

    relation: str
    iri: str
    reason: str


@dataclass(frozen=True)
class Term:
    """A class or property; `below` are the narrower terms, `rules` say which classes have it."""

    iri: str
    kind: str
    said: Description
    core: bool
    below: tuple[str, ...]
    alignments: tuple[Alignment, ...]
    rules: tuple[Rule, ...]
    uses: Uses
    sample: Sample | None

    @property
    def name(self) -> str:
        """Its name within the namespace."""
        return self.iri.removeprefix(RPT)

    @property
    def is_class(self) -> bool:
        """Whether it is a class; a property otherwise."""
        return self.kind == "class"

    @cached_property
    def labels(self) -> tuple[Text, ...]:
        """What it is called in English, French and Arabic."""
        return self.said.texts(RDFS.label)

    @property
    def definition(self) -> str:
        """What it means."""
        return self.said.text(SKOS.definition)

    @property
    def example(self) -> str:
        """An example in words."""
        return self.said.text(SKOS.example)

    @cached_property
    def members(self) -> tuple[Rule, ...]:
        """What rules say that things of this class have: what they must have comes first."""
        found = (rule for rule in rules.rules() if rule.of == self.iri)
        return tuple(sorted(found, key=lambda rule: rule.least == 0))

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The wider terms of the ontology."""
        wider = self.said.iris(RDFS.subClassOf, RDFS.subPropertyOf)
        return tuple(iri for iri in wider if iri.startswith(RPT))

    @property
    def domain(self) -> str:
        """The class of whatever has the property, or nothing if several classes may."""
        return self.said.iri(RDFS.domain)

    @cached_property
    def values(self) -> tuple[str, ...]:
        """What its values are of: classes, datatypes or concept schemes."""
        found = {value for rule in self.rules for value in rule.values}
        return tuple(sorted(found)) or self.said.iris(RDFS.range)

    @property
    def traits(self) -> tuple[str, ...]:
        """What logic says of the property."""
        types = self.said.iris(RDF.type)
        return tuple(trait for iri, trait in _TRAITS.items() if str(iri) in types)


@dataclass(frozen=True)
class Section:
    """A class of the top, what is below it, and the properties of these; the core first.

    Without a class: the properties that several of them share.
    """

    head: Term | None
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Ontology:
    """The ontology: what it says of itself, and its terms in sections."""

    iri: str
    said: Description
    sections: tuple[Section, ...]

    @property
    def version(self) -> str:
        """Its version, as three numbers."""
        return self.said.text(OWL.versionInfo)

    @property
    def version_iri(self) -> str:
        """The IRI of this version."""
        return self.said.iri(OWL.versionIRI)

    @property
    def titles(self) -> tuple[Text, ...]:
        """What it is called in each language."""
        return self.said.texts(DCTERMS.title)

    @property
    def descriptions(self) -> tuple[Text, ...]:
        """What it is for, in each language."""
        return self.said.texts(DCTERMS.description)

    @property
    def status(self) -> str:
        """How far it is: draft, say."""
        return self.said.iri(_STATUS).rpartition("/")[2]

    @property
    def licence(self) -> str:
        """The IRI of its licence."""
        return self.said.iri(DCTERMS.license)

    @property
    def modified(self) -> str:
        """The day on which it was last changed."""
        return self.said.text(DCTERMS.modified)

    @property
    def citation(self) -> str:
        """How to cite it."""
        return self.said.text(DCTERMS.bibliographicCitation)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms, in the order of the sections."""
        return tuple(term for section in self.sections for term in section.terms)

    @cached_property
    def core(self) -> frozenset[str]:
        """The IRIs of the terms that everybody must know."""
        return frozenset(term.iri for term in self.terms if term.core)


@for_a_revision
def read(engine: Engine) -> Ontology:
    """Return the ontology that an engine holds. Raises ResourceMissing if it holds none."""
    iri = str(ONTOLOGY_GRAPH)
    header = describe(engine, _HEADER).get(iri)
    if header is None:
        raise ResourceMissing("The ontology is not here.", hint="Load the graph that holds it.")
    terms = _terms(engine)
    return Ontology(iri, header, tuple(_sections(terms, _order(engine))))


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


def _order(engine: Engine) -> dict[str, int]:
    """Return the places of the classes that the ontology declares disjoint, in its order."""
    rows = lookup.solutions(engine, _ORDER).rows
    return {row[0].text: place for place, row in enumerate(rows) if row[0]}


def _sections(terms: Mapping[str, Term], order: Mapping[str, int]) -> Iterator[Section]:
    """Sort terms into sections: those of the core first, then what is shared, then the rest."""
    homes = defaultdict[str, list[Term]](list)
    for term in terms.values():
        homes[_home(term, terms)].append(term)
    tops = [term for term in terms.values() if term.is_class and not term.above]
    tops.sort(key=lambda term: (order.get(term.iri, len(order)), term.iri))
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
