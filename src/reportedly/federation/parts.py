"""Solutions of several answers, made to fit each other and the query."""

from collections.abc import Sequence

from reportedly.federation.queries.pattern import Variables
from reportedly.federation.solutions import Solutions, Term


def only(found: Solutions, names: Sequence[str]) -> Solutions:
    """Return solutions without variables of the peer’s own, which may be others here."""
    kept = [at for at, name in enumerate(found.variables) if name in names]
    if len(kept) == len(found.variables):
        return found
    rows = tuple(tuple(row[at] for at in kept) for row in found.rows)
    return Solutions(tuple(found.variables[at] for at in kept), rows)


def apart(found: Solutions, prefix: str) -> Solutions:
    """Return solutions whose blank nodes are no others' of the same label."""
    rows = (
        tuple(f"_:{prefix}{term[2:]}" if term and term.startswith("_:") else term for term in row)
        for row in found.rows
    )
    return Solutions(found.variables, tuple(rows))


def with_value(found: Solutions, variable: str, term: Term) -> Solutions:
    """Return solutions in which a variable has a value, but for those where it has another."""
    if variable not in found.variables:
        rows = tuple((*row, term) for row in found.rows)
        return Solutions((*found.variables, variable), rows)
    at = found.variables.index(variable)
    fitting = (row for row in found.rows if row[at] in (None, term))
    return Solutions(found.variables, tuple((*row[:at], term, *row[at + 1 :]) for row in fitting))


def together(parts: Sequence[Solutions]) -> Solutions:
    """Return the solutions of several answers, which may have other variables each."""
    variables = tuple(dict.fromkeys(name for part in parts for name in part.variables))
    rows = []
    for part in parts:
        places = [
            part.variables.index(name) if name in part.variables else None for name in variables
        ]
        rows += [tuple(None if at is None else row[at] for at in places) for row in part.rows]
    return Solutions(variables, tuple(rows))


def with_gaps(found: Solutions, names: Variables) -> Solutions:
    """Return solutions that have all of some variables, so that SELECT * shows them."""
    missing = tuple(sorted(names - set(found.variables)))
    gaps = (None,) * len(missing)
    return Solutions((*found.variables, *missing), tuple(row + gaps for row in found.rows))
