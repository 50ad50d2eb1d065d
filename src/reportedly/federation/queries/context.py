"""What is known where a call stands: the part of the query that its solutions are joined with.

A call may be bound to the solutions of any pattern that leaves out none that count. What is simply
joined with the call, in its group or around that, is such a pattern, wherever it stands. So is what
stands before OPTIONAL, MINUS and EXISTS, for a call inside; but not what stands around their group:
in `{ A OPTIONAL { call } } B`, a solution of A alone would appear where B kept the call's away.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from reportedly.federation.queries.pattern import (
    JOINED,
    Element,
    Form,
    Group,
    Pattern,
    Variables,
    mentioned,
)
from reportedly.federation.queries.writing import Places, write

_EXTENDING: Final = {Form.OPTIONAL, Form.LATERAL, Form.BIND}
_CORRELATED: Final = {*_EXTENDING, Form.MINUS, Form.FILTER}
"""Elements whose groups are evaluated for each solution of what stands before them."""
_SUBSTITUTING: Final = {Form.FILTER, Form.BIND}
"""Those in whose groups variables stand for the values that they have in the solution."""


@dataclass(frozen=True)
class Context:
    """The groups around a call, the innermost of which has these elements before and after it.

    `graph` is the element GRAPH that opens that one, if it is no plain brace; `filters` are those
    of the group. With `substituted` the call sees the values that its variables have around it, as
    in EXISTS, and is not only joined with them.
    """

    outer: "Context | None" = None
    graph: Element | None = None
    before: tuple[Element, ...] = ()
    after: tuple[Element, ...] = ()
    filters: tuple[Element, ...] = ()
    substituted: bool = False

    @property
    def variables(self) -> Variables:
        """All that are mentioned around the call."""
        names = (each.graph.name for each in self._groups() if each.graph and each.graph.name)
        return _mentioned(self.elements()) | mentioned(tuple(names))

    def elements(self) -> Iterator[Element]:
        """Yield what stands around the call, but for filters."""
        for group in self._groups():
            yield from (*group.before, *group.after)

    def binding(self, names: Variables) -> "Context":
        """Return of this what decides of the values of some variables, directly or through others.

        What is left out can only have made the solutions fewer.
        """
        return self._with(_deciding(self.elements(), names))

    def bare(self) -> "Context":
        """Return the same groups with nothing in them: GRAPH still says which graph is meant."""
        return self._with(frozenset())

    def alone(self) -> "Context":
        """Return the innermost group, as it is up to the call, without what stands around it."""
        return replace(self, outer=self.outer.bare() if self.outer else None, after=())

    def write(self, places: Places, inner: str = "") -> str:
        """Write the groups inside each other, with `inner` in the place of the call."""
        opening = f"GRAPH {self.graph.name.text} {{" if self.graph and self.graph.name else "{"
        before, after, filters = (
            [write(each.tokens, places) for each in part]
            for part in (self.before, self.after, self.filters)
        )
        content = " . ".join(filter(None, (*before, inner, *after)))
        group = " ".join((opening, content, *filters, "}"))
        return self.outer.write(places, group) if self.outer else group

    def _groups(self) -> Iterator["Context"]:
        if self.outer:
            yield from self.outer._groups()
        yield self

    def _with(self, kept: frozenset[Element]) -> "Context":
        """Return the same groups with the elements that are kept, and filters that these decide."""
        before, after = (
            tuple(filter(kept.__contains__, part)) for part in (self.before, self.after)
        )
        known = frozenset().union(*(each.certain for each in (*before, *after)))
        filters = tuple(each for each in self.filters if each.variables <= known)
        outer = self.outer._with(kept) if self.outer else None
        filters = filters if known else ()
        return replace(self, outer=outer, before=before, after=after, filters=filters)


@dataclass(frozen=True)
class Call:
    """A call, and what is known where it stands."""

    element: Element
    context: Context


def calls(pattern: Pattern) -> Iterator[Call]:
    """Yield the calls of a query in the order in which they are to be answered.

    Those in the filters of a group come after the others in it.
    """
    yield from _in_group(pattern.where, Context())


def _in_group(group: Group, around: Context) -> Iterator[Call]:
    for element in sorted(group.elements, key=lambda each: each.form is Form.FILTER):
        if any(element.calls()):
            yield from _in_element(element, _surroundings(element, group, around))


def _surroundings(element: Element, group: Group, around: Context) -> Context:
    """Return what is known where an element of a group stands; a filter stands at the end."""
    filters = tuple(each for each in group.elements if each.form is Form.FILTER)
    others = [each for each in group.elements if each.form is not Form.FILTER]
    at = others.index(element) if element in others else len(others)
    before, after = others[:at], (each for each in others[at + 1 :] if _is_known(each))
    plain = tuple(each for each in filters if each.is_plain)
    return replace(around, before=tuple(before), after=tuple(after), filters=plain)


def _is_known(element: Element) -> bool:
    return element.form in JOINED and not any(element.calls())


def _in_element(element: Element, here: Context) -> Iterator[Call]:
    if element.form is Form.SERVICE:
        yield Call(element, here)
        return
    around = here.alone() if element.form in _CORRELATED else here
    graph = element if element.form is Form.GRAPH else None
    substituted = here.substituted or element.form in _SUBSTITUTING
    for group in element.groups:
        outer = around if group.projection is None else around.bare()
        yield from _in_group(group, Context(outer, graph, substituted=substituted))


def _deciding(elements: Iterable[Element], names: Variables) -> frozenset[Element]:
    """Return the elements that decide of some variables; see `Context.binding`."""
    by_variable = _by_variable(elements)
    kept: set[Element] = set()
    known, waiting = set(names), list(names)
    while waiting:
        for element in by_variable[waiting.pop()]:
            if element not in kept:
                kept.add(element)
                waiting += element.variables - known
                known |= element.variables
    return frozenset(kept)


def _by_variable(elements: Iterable[Element]) -> defaultdict[str, list[Element]]:
    """Return, for each variable, the elements that decide of its values.

    OPTIONAL and BIND decide of those that are not there before.
    """
    found: defaultdict[str, list[Element]] = defaultdict(list)
    before: set[str] = set()
    for element in elements:
        for name in _decided(element, before):
            found[name].append(element)
        before |= element.variables
    return found


def _decided(element: Element, before: set[str]) -> Variables:
    if element.form in JOINED or element.form is Form.SERVICE:
        return element.variables
    return element.variables - before if element.form in _EXTENDING else frozenset()


def _mentioned(elements: Iterable[Element]) -> Variables:
    return frozenset(chain.from_iterable(each.variables for each in elements))
