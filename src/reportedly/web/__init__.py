"""The server's surface: decodes requests, has them answered, and responds."""

from flask import Flask, Response, request

from reportedly.engine.port import Engine
from reportedly.settings import Settings
from reportedly.web import (
    caching,
    compression,
    descriptions,
    graphs,
    home,
    operating,
    problems,
    sparql,
    update,
)
from reportedly.web.writing import Gate

_POLICY = "; ".join(
    (
        *("default-src 'none'", "style-src 'self'", "img-src 'self'", "form-action 'self'"),
        *("base-uri 'none'", "frame-ancestors 'none'"),
    )
)


def create_app(engine: Engine, settings: Settings) -> Flask:
    """Return the WSGI application that serves an engine's graphs to everybody.

    Raises SettingsError if the settings would let everybody write.
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
    problems.register(app)
    caching.register(app, engine)
    compression.register(app)
    app.after_request(_open_to_readers)
    return app


def _open_to_readers(response: Response) -> Response:
    """Let pages of other sites read what is served; keep ours from loading anything of theirs.

    See https://fetch.spec.whatwg.org/#http-cors-protocol.
    """
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
