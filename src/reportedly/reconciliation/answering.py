"""Says which actors or places a cell of a table may mean, and how well each fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportedly.reconciliation.asking import Asked
from reportedly.reconciliation.catalogue import Catalogue
from reportedly.reconciliation.entities import Entity
from reportedly.reconciliation.matching import LABEL, OTHER
from reportedly.reconciliation.properties import Condition, identifier

_LEAST: Final = 40.0
"""The lowest score that is told."""
_HALF: Final = 0.5
"""What is left of a score where an identifier or the type is another one."""
_FOUR_FIFTHS: Final = 0.8
"""What is left of it where another property is another one."""
_NAMING: Final = frozenset({"iri", "label", "altLabel", "sameAs"})
"""Properties that say which thing is meant, as a name does."""


@dataclass(frozen=True)
class Candidate:
    """What may be meant, with its score; `name` is that of its name alone.

    `typed` says whether it is of a type that is asked for. `agreeing` is the share of properties
    that are as they should be, None if nothing is known of them. Only a certain one is a `match`.
    """

    entity: Entity
    score: float
    name: float
    typed: bool
    agreeing: float | None = None
    match: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is just what is asked for; others may be so, too."""
        return self.score >= OTHER and self.typed and self.agreeing in (None, 1)


def answer(catalogue: Catalogue, asked: Asked) -> tuple[Candidate, ...]:
    """Return what a query may mean, the best first."""
    conditions = [Condition.of(catalogue, name, texts) for name, texts in asked.known]
    scores = catalogue.scores(asked.text) if asked.text.strip() else _named(catalogue, asked)
    weighed = (
        _weigh(catalogue, Candidate(entity, score, score, _typed(entity, asked)), conditions)
        for entity, score in scores.items()
    )
    told = [each for each in weighed if each.score >= _LEAST and (each.typed or asked.wish)]
    exact = [each for each in told if each.exact]
    marked = (replace(each, match=[each] == exact) for each in told)
    return tuple(sorted(marked, key=lambda each: (-each.score, each.entity.id))[: asked.limit])


def _named(catalogue: Catalogue, asked: Asked) -> dict[Entity, float]:
    """Return what may be meant by names and identifiers among the properties."""
    found: dict[Entity, float] = {}
    for name, texts in asked.known:
        if name.dataset or name.id in _NAMING:
            for text in texts:
                there = name.dataset.iri(identifier(name, text)) if name.dataset else text
                for entity, score in catalogue.scores(there).items():
                    found[entity] = max(score, found.get(entity, 0))
    return found


def _typed(entity: Entity, asked: Asked) -> bool:
    return not asked.types or not asked.types.isdisjoint(entity.types)


def _weigh(
    catalogue: Catalogue, candidate: Candidate, conditions: Sequence[Condition]
) -> Candidate:
    """Return a candidate with the score that is left when its type and properties are counted."""
    judged = ((each.property, each.agrees(catalogue, candidate.entity)) for each in conditions)
    verdicts = [(name, verdict) for name, verdict in judged if verdict is not None]
    is_identified = any(verdict and name.dataset for name, verdict in verdicts)
    score = LABEL if is_identified else candidate.score
    for name, verdict in verdicts:
        score *= 1 if verdict else _HALF if name.dataset else _FOUR_FIFTHS
    agreeing = sum(verdict for _, verdict in verdicts) / len(verdicts) if verdicts else None
    return replace(candidate, score=score * (1 if candidate.typed else _HALF), agreeing=agreeing)
