"""Concepts and their schemes as pages show them: in trees, with their matches and their uses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from reportedly.attribution.model import Ref, Text
from reportedly.engine.port import Engine
from reportedly.errors import ResourceMissing
from reportedly.keeping import for_a_revision
from reportedly.vocabulary import rules, usage
from reportedly.vocabulary.description import Description, describe
from reportedly.vocabulary.usage import Uses

_ALL: Final = """
{ SELECT DISTINCT ?thing WHERE {
  { ?thing skos:inScheme ?scheme } UNION { ?thing a skos:ConceptScheme }
} }
"""
_NEAR: Final = """
{ SELECT DISTINCT ?thing WHERE {
  VALUES ?iri { <%s> }
  { ?iri skos:inScheme? ?thing } UNION { ?thing skos:inScheme ?iri }
  UNION { ?iri skos:broader+ ?thing } UNION { ?thing skos:broader+ ?iri }
  UNION {
    ?iri skos:exactMatch|skos:closeMatch|skos:broadMatch|skos:narrowMatch|^skos:exactMatch
      |^skos:closeMatch|^skos:broadMatch|^skos:narrowMatch ?other .
    ?other skos:inScheme? ?thing
  }
} }
"""
_MATCHES: Final = {
    SKOS.exactMatch: "the same as",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower than",
    SKOS.narrowMatch: "wider than",
}
_MATCHED: Final = {
    SKOS.exactMatch: "the same as",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "wider than",
    SKOS.narrowMatch: "narrower than",
}
"""The same relations seen from the other side."""


@dataclass(frozen=True)
class Match:
    """How a concept is related to one of another scheme."""

    relation: str
    other: "Concept"


@dataclass(frozen=True)
class Concept:
    """A concept or a scheme, and what is said of it."""

    iri: str
    said: Description

    @cached_property
    def labels(self) -> tuple[Text, ...]:
        """What it is called in English, French and Arabic."""
        return self.said.texts(SKOS.prefLabel)

    @property
    def ref(self) -> Ref:
        """It by its first label."""
        label = next(iter(self.labels), Text(self.notation or self.iri))
        return Ref(self.iri, label.text, label.language)

    @property
    def notation(self) -> str:
        """Its code, for a concept of another codebook."""
        return self.said.text(SKOS.notation)

    @property
    def definition(self) -> str:
        """What it means."""
        return self.said.text(SKOS.definition)

    @property
    def notes(self) -> tuple[Text, ...]:
        """When to use it."""
        return self.said.texts(SKOS.scopeNote)

    @property
    def example(self) -> str:
        """An example in words."""
        return self.said.text(SKOS.example)

    @property
    def scheme(self) -> str:
        """The IRI of its scheme; nothing for a scheme."""
        return self.said.iri(SKOS.inScheme)

    @property
    def origin(self) -> str:
        """Where the codes of another codebook come from."""
        return self.said.iri(DCTERMS.source)

    @property
    def citation(self) -> str:
        """How to cite that codebook."""
        return self.said.text(DCTERMS.bibliographicCitation)

    @property
    def is_ours(self) -> bool:
        """Whether it is defined here and not in another codebook."""
        return bool(self.said.iri(RDFS.isDefinedBy))


@dataclass(frozen=True)
class Concepts:
    """All concepts and schemes by their IRI, with `properties`, which have values of a scheme."""

    known: Mapping[str, Concept]
    properties: Mapping[str, str]

    def find(self, iri: str) -> Concept:
        """Return a concept or scheme. Raises ResourceMissing."""
        if iri not in self.known:
            raise ResourceMissing(
                f"<{iri}> is no concept that is kept here.",
                hint="All concepts are at /kind/.",
            )
        return self.known[iri]

    @cached_property
    def schemes(self) -> tuple[Concept, ...]:
        """The schemes: ours first, then the codebooks of others."""
        found = (each for each in self.known.values() if not each.scheme)
        return tuple(sorted(found, key=lambda each: (not each.is_ours, each.iri)))

    def tops(self, scheme: Concept) -> tuple[Concept, ...]:
        """Return the concepts of a scheme that have none above them in it."""
        found = (each for each in self.known.values() if each.scheme == scheme.iri)
        return _sorted(each for each in found if not self.wider(each))

    def wider(self, concept: Concept) -> tuple[Concept, ...]:
        """Return what is above a concept, from the next to the top."""
        found = list[Concept]()
        while (above := self._above(concept)) and above not in found:
            found.append(above)
            concept = above
        return tuple(found)

    def narrower(self, concept: Concept) -> tuple[Concept, ...]:
        """Return the concepts right below one."""
        return self._narrower.get(concept.iri, ())

    def below(self, concept: Concept) -> tuple[Concept, ...]:
        """Return a concept and all that are below it."""
        found = {concept.iri: concept}
        waiting = [concept]
        while waiting:
            new = [each for each in self.narrower(waiting.pop()) if each.iri not in found]
            found |= {each.iri: each for each in new}
            waiting += new
        return tuple(found.values())

    def size(self, scheme: Concept) -> int:
        """Return how many concepts a scheme has."""
        return sum(each.scheme == scheme.iri for each in self.known.values())

    def matches(self, concept: Concept) -> tuple[Match, ...]:
        """Return how a concept is related to those of other schemes, whichever side says so."""
        out = (
            Match(relation, self.known[iri])
            for property_, relation in _MATCHES.items()
            for iri in concept.said.iris(property_)
            if iri in self.known
        )
        back = (
            Match(relation, other)
            for other in self.known.values()
            for property_, relation in _MATCHED.items()
            if concept.iri in other.said.iris(property_)
        )
        return tuple(sorted({*out, *back}, key=lambda each: (each.other.scheme, each.other.iri)))

    def _above(self, concept: Concept) -> Concept | None:
        return self.known.get(concept.said.iri(SKOS.broader))

    @cached_property
    def _narrower(self) -> Mapping[str, tuple[Concept, ...]]:
        found = defaultdict[str, list[Concept]](list)
        for each in self.known.values():
            found[each.said.iri(SKOS.broader)].append(each)
        return {iri: _sorted(each) for iri, each in found.items()}


@for_a_revision
def read(engine: Engine) -> tuple[Concepts, Mapping[str, Uses]]:
    """Return all concepts and schemes that an engine holds, and how often data use each."""
    found = _concepts(describe(engine, _ALL))
    return found, uses(engine, found, found.known.values())


def read_near(engine: Engine, iri: str) -> Concepts:
    """Return a concept with what is above, below and like it, or a scheme with all that is in it.

    Raises ResourceMissing if the IRI is neither.
    """
    found = _concepts(describe(engine, _NEAR % iri))
    found.find(iri)
    return found


def uses(engine: Engine, concepts: Concepts, wanted: Iterable[Concept]) -> dict[str, Uses]:
    """Return how often data use each of some concepts; those of other codebooks are left out."""
    patterns = {
        each.iri: f"?s <{concepts.properties[each.scheme]}> <{each.iri}>"
        for each in wanted
        if each.scheme in concepts.properties
    }
    return usage.counts(engine, patterns)


def _concepts(said: Mapping[str, Description]) -> Concepts:
    properties = {value: rule.path for rule in rules.rules() for value in rule.values}
    known = {iri: Concept(iri, each) for iri, each in sorted(said.items()) if _is_concept(each)}
    return Concepts(known, properties)


def _is_concept(said: Description) -> bool:
    return not {str(SKOS.Concept), str(SKOS.ConceptScheme)}.isdisjoint(said.iris(RDF.type))


def _sorted(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """Put concepts in the order of their codes or, where they have none, of their labels."""
    return tuple(sorted(concepts, key=lambda each: (each.notation or each.ref.label).casefold()))
