"""The page of a place: where it lies, and what is said to happen there, and by whom."""

from typing import Final

from flask import render_template

from reportedly import outside
from reportedly.attribution import places, statements
from reportedly.attribution.model import Selection, Statement
from reportedly.attribution.places import Gazetteer, Place
from reportedly.drawing.map import Map, draw
from reportedly.engine.port import Engine
from reportedly.web.paging import Pager, page_number

_STATEMENTS: Final = 10
_PARTS: Final = 40
_ENOUGH: Final = 6
"""How many located places show where another lies."""


def page(engine: Engine, iri: str) -> str:
    """Return the page of a place by its IRI. Raises ResourceMissing, RequestError."""
    gazetteer = places.read(engine)
    place = gazetteer.find(iri)
    inside = gazetteer.inside(place)
    number = page_number()
    found = statements.find(engine, Selection(place=iri), number, _STATEMENTS)
    return render_template(
        "place.html",
        place=place,
        wider=gazetteer.wider(place),
        parts=gazetteer.parts(place)[:_PARTS],
        more=len(gazetteer.parts(place)[_PARTS:]),
        details=places.details(engine, place),
        tallies=places.statuses(engine, inside),
        placed=lambda statement: _placed(statement, frozenset(inside)),
        elsewhere=outside.called,
        statements=statements.read(engine, found.iris),
        pager=Pager(number, _STATEMENTS, found.total),
        drawn_at=gazetteer.nearest(place),
        map=_map(gazetteer, place),
    )


def _placed(statement: Statement, inside: frozenset[str]) -> tuple[str, ...]:
    """Return the accounts of a statement that are placed in one of some places."""
    return tuple(
        account.iri
        for account in statement.accounts
        if any(ref.iri in inside for _, refs in account.places for ref in refs)
    )


def _map(gazetteer: Gazetteer, place: Place) -> Map | None:
    subject = gazetteer.nearest(place)
    if subject is None:
        return draw(gazetteer.around(place, 1))
    return draw(gazetteer.around(subject, _ENOUGH), subject)
