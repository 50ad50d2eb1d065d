"""The server's surface: decodes requests, has them answered, and responds."""

from flask import Flask, Response, request

from reportedly.engine.port import Engine
from reportedly.settings import Settings
from reportedly.submission import check
from reportedly.submission.archive import open_archive
from reportedly.submission.publishing import Desk
from reportedly.web import (
    caching,
    catalogue,
    compression,
    descriptions,
    graphs,
    home,
    operating,
    problems,
    reports,
    sparql,
    update,
    validation,
    versions,
)
from reportedly.web.reception import Checker, Reception
from reportedly.web.writing import Gate

_POLICY = "; ".join(
    (
        *("default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'"),
        *("base-uri 'none'", "frame-ancestors 'none'"),
    )
)


def create_app(engine: Engine, settings: Settings, checker: Checker = check) -> Flask:
    """Return the WSGI application that serves an engine's graphs to everybody.

    `checker` checks the reports that are sent in. Raises SettingsError if the settings would let
    everybody write.
    """
    gate = Gate.of(settings)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    operating.register(app, engine, settings)
    app.register_blueprint(home.blueprint(engine))
    described = descriptions.Descriptions(engine)
    app.register_blueprint(descriptions.blueprint(described))
    app.register_blueprint(sparql.blueprint(engine, described))
    app.register_blueprint(update.blueprint(engine, gate))
    app.register_blueprint(graphs.blueprint(engine, gate))
    _add_reports(app, engine, settings, gate, checker)
    problems.register(app)
    caching.register(app, engine)
    compression.register(app)
    app.after_request(_open_to_readers)
    return app


def _add_reports(
    app: Flask, engine: Engine, settings: Settings, gate: Gate, checker: Checker
) -> None:
    documents = open_archive(settings.store, "submissions")
    texts = open_archive(settings.store, "texts") if settings.keep_texts else None
    desk = Desk(engine, documents, texts)
    reception = Reception(checker, desk.shared, settings.max_write)
    app.register_blueprint(catalogue.blueprint(engine))
    app.register_blueprint(reports.blueprint(engine, desk, reception, gate))
    app.register_blueprint(versions.blueprint(engine, desk))
    app.register_blueprint(validation.blueprint(reception, gate))


def _open_to_readers(response: Response) -> Response:
    """Let pages of other sites read what is served; keep ours from loading anything of theirs.

    See https://fetch.spec.whatwg.org/#http-cors-protocol.
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Location, Retry-After"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
