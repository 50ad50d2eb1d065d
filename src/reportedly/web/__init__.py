"""The server's surface: decodes requests, has them answered, and responds."""

from dataclasses import dataclass
from functools import partial
from typing import Self

from flask import Flask, Response, request

from reportedly.engine.port import Engine
from reportedly.federation.calling.peers import Peers
from reportedly.federation.peering import Peering
from reportedly.settings import Settings
from reportedly.submission.archive import open_archive
from reportedly.submission.publishing import Desk
from reportedly.texts import Texts
from reportedly.web import (
    addresses,
    caching,
    catalogue,
    citing,
    compression,
    context,
    crawlers,
    descriptions,
    exports,
    graphs,
    journal,
    operating,
    pages,
    problems,
    reconciliation,
    reports,
    responses,
    shapes,
    sparql,
    timing,
    update,
    validation,
    versions,
)
from reportedly.web.caching import Tags
from reportedly.web.journal import Journal
from reportedly.web.pages import report
from reportedly.web.readers import for_readers
from reportedly.web.reception import Checker, Reception, check_here
from reportedly.web.writing import Gate


@dataclass(frozen=True)
class Shared:
    """What those who answer at the same address have in common."""

    journal: Journal
    tags: Tags
    peering: Peering

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return it for a server.

        Raises SettingsError if its log can't be written, or its peers can't be.
        """
        return cls(Journal.of(settings), Tags(), Peering.of(settings))


def create_app(
    engine: Engine, settings: Settings, checker: Checker = check_here, shared: Shared | None = None
) -> Flask:
    """Return the WSGI application that serves an engine's graphs to everybody.

    `checker` checks the reports that are sent in. Raises SettingsError if the settings would let
    everybody write, or the log can't be written, or the peers can't be.
    """
    shared = shared or Shared.of(settings)
    gate = Gate.of(settings)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    addresses.register(app)
    journal.register(app, shared.journal)
    app.register_blueprint(
        operating.blueprint(engine, shared.journal.requests, shared.peering.calls)
    )
    read = for_readers(timing.timed(engine))
    described = descriptions.Descriptions(read, calls=bool(shared.peering.peers.all))
    app.register_blueprint(descriptions.blueprint(described))
    app.register_blueprint(sparql.blueprint(timing.timed(engine), described))
    app.register_blueprint(update.blueprint(engine, gate))
    app.register_blueprint(graphs.blueprint(engine, gate))
    _add_reports(app, read, settings, gate, checker)
    _add_pages(app, read, shared.peering.peers)
    problems.register(app)
    caching.register(app, engine, shared.tags)
    compression.register(app)
    timing.register(app)
    app.after_request(_open_to_readers)
    return app


def _add_pages(app: Flask, engine: Engine, peers: Peers) -> None:
    app.register_blueprint(exports.blueprint(engine))
    app.register_blueprint(citing.blueprint(engine))
    app.register_blueprint(shapes.blueprint())
    app.register_blueprint(crawlers.blueprint(engine))
    app.register_blueprint(reconciliation.blueprint(engine))
    pages.register(app, engine, peers)


def _add_reports(
    app: Flask, engine: Engine, settings: Settings, gate: Gate, checker: Checker
) -> None:
    documents = open_archive(settings.store, "submissions")
    texts = open_archive(settings.store, "texts") if settings.keep_texts else None
    desk = Desk(engine, documents, texts)
    reception = Reception(checker, desk.shared, settings.max_write)
    app.register_blueprint(catalogue.blueprint(engine))
    app.register_blueprint(context.blueprint())
    page = partial(report.page, texts=Texts.of(settings.texts))
    app.register_blueprint(reports.blueprint(engine, desk, reception, gate, page))
    app.register_blueprint(versions.blueprint(engine, desk))
    app.register_blueprint(validation.blueprint(reception, gate))


def _open_to_readers(response: Response) -> Response:
    framed = responses.FRAMED if request.endpoint == reconciliation.PREVIEW else {}
    response.headers.update(responses.open_to_readers(request.method) | framed)
    return response
