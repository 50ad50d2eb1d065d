"""The pages that people read; each module is one page, or one kind of page."""

from typing import Final

from flask import Flask

from reportedly.engine.port import Engine
from reportedly.web.pages import (
    events,
    figures,
    home,
    mentions,
    places,
    questions,
    resources,
    sources,
    statement,
    statements,
    timeline,
    vocabulary,
)

_NAVIGATION: Final = (
    *((path, word) for path, (word, _) in home.DOORS.items()),
    ("/sparql", "SPARQL"),
)
"""The paths of the pages that all others link to, and what they are called there."""


def register(app: Flask, engine: Engine) -> None:
    """Add the pages to an application."""
    app.jinja_env.globals["navigation"] = _NAVIGATION
    mentions.register(app)
    statement.register(app)
    for page in (
        home,
        events,
        figures,
        places,
        questions,
        resources,
        sources,
        statements,
        timeline,
        vocabulary,
    ):
        app.register_blueprint(page.blueprint(engine))
