"""What a peer has answered: solutions, whose terms are written as in SPARQL."""

from dataclasses import dataclass

Term = str | None
"""A term as SPARQL has it, such as `<https://example.org/a>` or `"one"@en`; None is unbound.

A blank node is `_:` and a label, which means the same node within one answer only.
"""


@dataclass(frozen=True)
class Solutions:
    """The variables of an answer, without question marks, and for each solution a term of each."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]
