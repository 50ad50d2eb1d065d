"""The page of an event: its accounts side by side, and how their words cast it."""

from typing import Final

from flask import render_template

from reportedly.attribution import event, independence, judgements
from reportedly.attribution.voices import Voice
from reportedly.engine.port import Engine
from reportedly.web.paging import Pager, page_number

_STATEMENTS: Final = 16
_ASPECTS: Final = {
    "gloss": "What is said",
    "words": "Words for it",
    "status": "Told as",
    "kind": "Kind",
    "roles": "Who",
    "places": "Where",
    "time": "When",
    "numbers": "How many",
    "order": "In what order",
    "carriers": "How it came",
    "assumptions": "Assumed here",
}
"""What is compared, and how it is called."""


def page(engine: Engine, iri: str) -> str:
    """Return the page of an event by its IRI. Raises ResourceMissing, RequestError."""
    number = page_number()
    shown = event.read(engine, iri, number, _STATEMENTS)
    return render_template(
        "event.html",
        event=shown,
        voices=shown.voices,
        aspects=[(key, name) for key, name in _ASPECTS.items() if _any(shown.voices, key)],
        strands=independence.strands(engine, shown.statements),
        judgements=judgements.read(engine, (account.iri for account in shown.accounts)),
        pager=Pager(number, _STATEMENTS, shown.total),
    )


def _any(voices: tuple[Voice, ...], aspect: str) -> bool:
    """Say whether any voice says something in one respect."""
    return any(voice.tells(aspect) for voice in voices)
