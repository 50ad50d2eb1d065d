"""The groups of a query and what stands in them, as places among its terminals.

See https://www.w3.org/TR/sparql11-query/#rGroupGraphPattern.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from reportedly.tokens import Kind, Token

Variables = frozenset[str]
"""Names of variables, without question mark or dollar sign."""

_SIGILS: Final = "?$"
_FICKLE: Final = {"RAND", "NOW", "UUID", "STRUUID", "BNODE"}


class Form(StrEnum):
    """What an element of a group is; GROUP is one group, or several with UNION between them."""

    TRIPLES = "triples"
    GROUP = "group"
    GRAPH = "graph"
    VALUES = "values"
    OPTIONAL = "optional"
    LATERAL = "lateral"
    MINUS = "minus"
    BIND = "bind"
    FILTER = "filter"
    SERVICE = "service"


JOINED: Final = frozenset({Form.TRIPLES, Form.GROUP, Form.GRAPH, Form.VALUES})
"""What is simply joined with the rest of its group, so that its place does not matter."""


@dataclass(frozen=True, eq=False)
class Element:
    """A part of a group: terminals, of which some may be groups again.

    `name` is the variable or the IRI of GRAPH and SERVICE. `groups` of FILTER and BIND are those of
    EXISTS within.
    """

    form: Form
    tokens: tuple[Token, ...]
    groups: tuple["Group", ...] = ()
    name: Token | None = None
    silent: bool = False

    @cached_property
    def variables(self) -> Variables:
        """Those that it mentions."""
        return mentioned(self.tokens)

    @cached_property
    def is_plain(self) -> bool:
        """Whether it says the same wherever and whenever it is evaluated: no EXISTS, no RAND."""
        return not self.groups and not any(token.word in _FICKLE for token in self.tokens)

    @cached_property
    def certain(self) -> Variables:
        """The variables that are bound in each of its solutions."""
        if self.form is Form.TRIPLES:
            return self.variables
        if self.form is Form.GROUP:
            return frozenset.intersection(*(group.certain for group in self.groups))
        if self.form is Form.VALUES:
            return _always_given(self)
        if self.form is Form.GRAPH or (self.form is Form.SERVICE and not self.silent):
            named = mentioned((self.name,)) if self.name else frozenset()
            return self.groups[0].certain | named
        return frozenset()

    @cached_property
    def visible(self) -> Variables:
        """The variables that it gives: https://www.w3.org/TR/sparql11-query/#variableScope."""
        if self.form in (Form.FILTER, Form.MINUS):
            return frozenset()
        if self.form is Form.BIND:
            return mentioned(tuple(t for t in self.tokens if t.kind is Kind.VARIABLE)[-1:])
        if self.groups:
            named = mentioned((self.name,)) if self.name else frozenset()
            return named.union(*(group.visible for group in self.groups))
        return mentioned(tuple(token for token in self.tokens if token.kind is Kind.VARIABLE))

    def calls(self) -> Iterator["Element"]:
        """Yield the calls within that are not part of another call."""
        if self.form is Form.SERVICE:
            yield self
        else:
            for group in self.groups:
                yield from group.calls()


@dataclass(frozen=True, eq=False)
class Group:
    """A group: terminals from its opening to its closing brace, and what stands between them.

    `projection` are those of SELECT and its modifiers, if the group is a query by itself; its
    elements are then those of its WHERE clause.
    """

    tokens: tuple[Token, ...]
    elements: tuple[Element, ...]
    projection: tuple[Token, ...] | None = None

    @cached_property
    def mentioned(self) -> Variables:
        """The variables that it mentions."""
        return mentioned(self.tokens)

    @cached_property
    def certain(self) -> Variables:
        """The variables that are bound in each of its solutions."""
        joined: Variables = frozenset().union(*(each.certain for each in self.elements))
        return joined if self.projection is None else joined & _selected(self.projection, joined)

    @cached_property
    def visible(self) -> Variables:
        """The variables that it gives, as SELECT * would show them."""
        shown: Variables = frozenset().union(*(each.visible for each in self.elements))
        if self.projection is None:
            return shown
        return _selected(self.projection, shown, computed=True)

    def calls(self) -> Iterator[Element]:
        """Yield the calls within that are not part of another call."""
        for element in self.elements:
            yield from element.calls()


@dataclass(frozen=True)
class Pattern:
    """A query: what stands before its form, how it names its dataset, and its WHERE clause."""

    tokens: tuple[Token, ...]
    prologue: tuple[Token, ...]
    dataset: tuple[Token, ...]
    where: Group

    @cached_property
    def star(self) -> bool:
        """Whether all variables may be asked for, as SELECT * does."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        starting = {"SELECT", "DISTINCT", "REDUCED", "DESCRIBE"}
        return any(one.word in starting and two.text == "*" for one, two in pairs)


def mentioned(tokens: tuple[Token, ...]) -> Variables:
    """Return the variables among terminals, and blank nodes, which join as variables do."""
    kinds = (Kind.VARIABLE, Kind.BLANK_NODE)
    return frozenset(token.text.lstrip(_SIGILS) for token in tokens if token.kind in kinds)


def _always_given(values: Element) -> Variables:
    """Return the variables of VALUES if no row leaves one out."""
    if any(token.word == "UNDEF" for token in values.tokens):
        return frozenset()
    return values.variables


def _selected(
    projection: tuple[Token, ...], joined: Variables, *, computed: bool = False
) -> Variables:
    """Return the variables that SELECT passes on as they are; those of its expressions may fail.

    With `computed` these are returned, too.
    """
    found: set[str] = set()
    depth = 0
    before = ""
    for token in projection:
        if depth == 0 and token.text == "*":
            return joined
        if depth == 0 and token.word not in {"", "SELECT", "DISTINCT", "REDUCED"}:
            break
        depth += (token.text == "(") - (token.text == ")")
        if token.kind is Kind.VARIABLE and (depth == 0 or (computed and before == "AS")):
            found.add(token.text.lstrip(_SIGILS))
        before = token.word
    return frozenset(found)
