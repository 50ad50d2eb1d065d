"""What pages can be narrowed by: the values that are there, each by its name."""

from typing import Final

from reportedly import lookup
from reportedly.attribution import names
from reportedly.attribution.conditions import PROLOGUE
from reportedly.attribution.model import Ref
from reportedly.engine.port import Engine
from reportedly.terms import KIND

MOST_REPORTS: Final = 60
"""How many reports can be chosen from; of more, one has to be named."""

_MEASURES: Final = "SELECT DISTINCT ?measure WHERE { ?figure rpt:measure ?measure }"
_POPULATIONS: Final = "SELECT DISTINCT ?population WHERE { ?figure rpt:population ?population }"
_REPORTS: Final = f"SELECT ?report WHERE {{ ?report a rpt:Report }} LIMIT {MOST_REPORTS + 1}"
_STATUSES: Final = f"SELECT ?status WHERE {{ ?status skos:inScheme <{KIND.statuses}> }}"


def measures(engine: Engine) -> tuple[Ref, ...]:
    """Return what figures count."""
    return _named(engine, _MEASURES)


def populations(engine: Engine) -> tuple[Ref, ...]:
    """Return of whom or of what there are figures."""
    return _named(engine, _POPULATIONS)


def reports(engine: Engine) -> tuple[Ref, ...]:
    """Return the reports; nothing if there are more than `MOST_REPORTS`."""
    found = _named(engine, _REPORTS)
    return found if len(found) <= MOST_REPORTS else ()


def statuses(engine: Engine) -> tuple[Ref, ...]:
    """Return as what something can be told: happened, planned and so on."""
    return _named(engine, _STATUSES)


def _named(engine: Engine, query: str) -> tuple[Ref, ...]:
    found = lookup.solutions(engine, PROLOGUE + query).rows
    called = names.read(engine, {cell.text for (cell,) in found if cell and cell.kind == "uri"})
    return tuple(sorted(called.values(), key=lambda ref: (ref.label, ref.iri)))
