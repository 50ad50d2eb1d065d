"""The ontology, as frozen values: sections of terms, each with its rules and its uses."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from reportedly.attribution.model import Text
from reportedly.terms import RPT
from reportedly.vocabulary import rules
from reportedly.vocabulary.description import Description
from reportedly.vocabulary.rules import Rule
from reportedly.vocabulary.usage import Sample, Uses

_STATUS: Final = URIRef("http://purl.org/ontology/bibo/status")
_TRAITS: Final = {
    OWL.AsymmetricProperty: "asymmetric",
    OWL.IrreflexiveProperty: "irreflexive",
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
    """The ontology: what it says of itself, its terms in sections, and sets of disjoint classes."""

    iri: str
    said: Description
    sections: tuple[Section, ...]
    disjoint: tuple[tuple[str, ...], ...] = ()

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
