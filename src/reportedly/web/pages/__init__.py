"""The pages that people read; each module is one page, or one kind of page."""

from typing import Final

from flask import Flask

from reportedly.engine.port import Engine
from reportedly.federation.calling.peers import Peers
from reportedly.web.pages import (
    events,
    figures,
    home,
    mentions,
    peers,
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


def register(app: Flask, engine: Engine, called: Peers) -> None:
    """Add the pages to an application; `called` are the peers that queries may call."""
    app.jinja_env.globals["navigation"] = _NAVIGATION
    app.jinja_env.globals["peers"] = [peer.name for peer in called.all]
    app.register_blueprint(peers.blueprint(called))
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
