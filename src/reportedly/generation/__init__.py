"""Makes synthetic reports of the real shape, for tests and benchmarks.

A seed decides everything: a day's `stories` are told by several reports; each report is a `plan`
(`planning`), which becomes a text with spans (`telling`), then triples (`description`), then
Turtle (`turtle`). Actors and places are of a made-up `world`; only the concepts are real.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from reportedly.generation import description, planning, stories, telling, turtle, world

__all__ = ["MOST_REPORTS", "SyntheticReport", "corpus", "shared", "shared_nquads"]

MOST_REPORTS: Final = 999_999
"""How many reports there are names for."""


@dataclass(frozen=True)
class SyntheticReport:
    """A report as Turtle in canonical form, and the made-up text that its passages are in."""

    slug: str
    iri: str
    text: str
    turtle: str

    def nquads(self) -> bytes:
        """Return the report as N-Quads, in the graph that its IRI names."""
        return turtle.nquads(self.turtle, self.iri)


def corpus(*, reports: int, seed: int) -> Iterator[SyntheticReport]:
    """Yield reports, the same ones for the same seed; fewer reports are the first of more.

    Events are linked by owl:sameAs to the event of the first report that tells of it. Actors and
    places are in `shared`.
    """
    for number, day, told in islice(stories.days(seed), reports):
        plan = planning.plan(seed, number, day, told)
        text = telling.tell(plan)
        yield SyntheticReport(
            slug=description.slug(number),
            iri=description.iri(number),
            text=text.text,
            turtle=turtle.document(
                description.triples(plan, text), base=f"{description.iri(number)}#"
            ),
        )


def shared() -> str:
    """Return the actors and places that all synthetic reports share, as Turtle."""
    return turtle.document(world.triples())


def shared_nquads() -> bytes:
    """Return the same as N-Quads, in the graph `world.GRAPH`."""
    return turtle.nquads(shared(), world.GRAPH)
