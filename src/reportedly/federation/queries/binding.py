"""Binds a call to what is known where it stands, and writes what a peer is asked.

Values of variables that are bound in every solution of the call, and on this side, can be sent with
it: what the peer then leaves out would have been joined with nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from reportedly.federation.queries.context import Call
from reportedly.federation.queries.pattern import JOINED, Form, Group, Pattern, Variables, mentioned
from reportedly.federation.queries.writing import Places, values, write, written
from reportedly.federation.solutions import Solutions, Term
from reportedly.tokens import Kind, Token

MOST: Final = 10_000
"""How many solutions a call is bound to; beyond that it is sent as it is."""
_BLANK: Final = "_:"
ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")
"""How an IRI starts that needs no base."""


@dataclass(frozen=True)
class Bindings:
    """Values that a call is bound to: distinct solutions of some of its variables."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term, ...], ...] = ((),)

    @property
    def too_many(self) -> bool:
        """Whether it is better to send the call as it is."""
        return len(self.rows) > MOST

    def of(self, variable: str, term: Term) -> "Bindings":
        """Return those where a variable has a value, without the variable."""
        at = self.variables.index(variable)
        rows = (row[:at] + row[at + 1 :] for row in self.rows if row[at] == term)
        return Bindings(self.variables[:at] + self.variables[at + 1 :], tuple(dict.fromkeys(rows)))

    def batches(self, size: int) -> Iterator["Bindings"]:
        """Yield them in parts."""
        rows = iter(self.rows)
        while part := tuple(islice(rows, size)):
            yield Bindings(self.variables, part)


def usable(found: Solutions, required: str = "") -> Bindings:
    """Return what a call can be bound to, of the solutions that are known where it stands.

    A variable that some of them leave unbound can't be sent. A blank node of ours is none of a
    peer's, and joins with nothing. The `required` variable stays, whatever its values are.
    """
    columns = dict(zip(found.variables, zip(*found.rows, strict=True), strict=False))
    kept = [
        name
        for name in found.variables
        if name == required or not any(term is None for term in columns.get(name, ()))
    ]
    places = [found.variables.index(name) for name in kept]
    rows = (tuple(row[at] for at in places) for row in found.rows)
    sent = (row for row in rows if not any(term and term.startswith(_BLANK) for term in row))
    return Bindings(tuple(kept), tuple(dict.fromkeys(sent)))


def variables_to_bind(call: Call) -> Variables:
    """Return the variables of a call whose values may be known where it stands.

    In EXISTS these are also variables that the call only tests.
    """
    group = call.element.groups[0]
    inside = group.mentioned if call.context.substituted else group.certain
    named = mentioned((call.element.name,)) if call.element.name else frozenset()
    names = frozenset(name for name in inside | named if not name.startswith(_BLANK))
    return names & call.context.variables


def question(
    pattern: Pattern, call: Call, names: Sequence[str], places: Places, limit: int = MOST + 1
) -> str:
    """Write the query for the values that some variables have where a call stands."""
    context = call.context.binding(frozenset(names)).write(places)
    selected = " ".join(f"?{name}" for name in names)
    return " ".join(
        (
            *(write(pattern.prologue, {}), "SELECT DISTINCT", selected),
            *(write(pattern.dataset, {}), "WHERE", context, f"LIMIT {limit}"),
        )
    )


def message(pattern: Pattern, call: Call, bound: Bindings, base: str) -> str:
    """Write the query that a peer is asked for a call: bound, if there is something to bind.

    It asks for the variables that are used outside the call, and has a BASE where it needs one.
    """
    group = call.element.groups[0]
    tokens = (*pattern.prologue, *group.tokens)
    based = f"BASE <{base}> " if base and any(map(_is_relative, tokens)) else ""
    names = " ".join(f"?{name}" for name in asked(pattern, call, bound)) or "*"
    return f"{based}{write(pattern.prologue, {})} SELECT {names} WHERE {_bound(call, bound)}"


def _is_relative(token: Token) -> bool:
    return token.kind is Kind.IRI and not ABSOLUTE.match(token.text)


def asked(pattern: Pattern, call: Call, bound: Bindings) -> list[str]:
    """Return the variables that a peer is asked for."""
    first, last = call.element.tokens[0].start, call.element.tokens[-1].start
    outside = mentioned(tuple(t for t in pattern.tokens if not first <= t.start <= last))
    inside = {name for name in call.element.groups[0].mentioned if not name.startswith(_BLANK)}
    wanted = call.element.groups[0].visible if pattern.star else outside
    used = inside & (wanted | set(bound.variables))
    return sorted(used or inside)


def _bound(call: Call, bound: Bindings) -> str:
    """Write the group of a call with VALUES in it where that says the same, else beside it."""
    group = call.element.groups[0]
    if not bound.variables:
        return write(group.tokens, {})
    given = values(bound.variables, written(bound.rows))
    within = call.context.substituted or set(bound.variables) <= _at_first(group)
    if group.projection is None and within:
        return f"{{ {given} {write(group.tokens[1:-1], {})} }}"
    return f"{{ {given} {write(group.tokens, {})} }}"


def _at_first(group: Group) -> Variables:
    """Return the variables that are bound before anything but joins comes in a group."""
    bound: Variables = frozenset()
    for element in group.elements:
        if element.form in JOINED:
            bound |= element.certain
        elif element.form is not Form.FILTER:
            break
    return bound
