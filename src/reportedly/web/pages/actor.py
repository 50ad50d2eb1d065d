"""The page of an actor: what they say, what is said of them and by whom, for whom they speak."""

from functools import partial
from typing import Final

from flask import render_template

from reportedly import outside
from reportedly.attribution import actor, statements
from reportedly.attribution.model import Selection, Statement
from reportedly.engine.port import Engine
from reportedly.web import selections

_SAID: Final = 8
_PASSED_ON: Final = 4
_MOST: Final = 12
"""How many of those who are bound by the actor, or tell of it, are named."""


def page(engine: Engine, iri: str) -> str:
    """Return the page of an actor by its IRI. Raises ResourceMissing."""
    said, told, passed = (
        statements.find(engine, selection, size=size)
        for selection, size in (
            (Selection(source=iri), _SAID),
            (Selection(about=iri), _SAID),
            (Selection(through=iri), _PASSED_ON),
        )
    )
    return render_template(
        "actor.html",
        actor=actor.read(engine, iri),
        most=_MOST,
        said=statements.read(engine, said.iris),
        told=statements.read(engine, told.iris),
        passed=statements.read(engine, passed.iris),
        totals={"said": said.total, "told": told.total, "passed": passed.total},
        tellers=actor.tellers(engine, iri),
        words=actor.words(engine, iri),
        about=lambda statement: _about(statement, iri),
        elsewhere=outside.called,
        path=partial(selections.path, "/statements", Selection()),
    )


def _about(statement: Statement, iri: str) -> tuple[str, ...]:
    """Return the accounts of a statement in which an actor has a role."""
    return tuple(
        account.iri
        for account in statement.accounts
        if any(ref.iri == iri for _, refs in account.roles for ref in refs)
    )
