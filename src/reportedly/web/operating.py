"""For the operator: whether the server answers, what it is busy with, who asked for what."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Final

from flask import Blueprint, Flask, Response, g, jsonify, request

from reportedly import __version__, media
from reportedly.engine.isolated import Isolated
from reportedly.engine.isolation.pool import Pool
from reportedly.engine.port import Caller, Engine, Query
from reportedly.errors import ReportedlyError
from reportedly.settings import Settings
from reportedly.web import metrics, problems
from reportedly.web.access_log import AccessLog
from reportedly.web.metrics import Metric, Requests, several, single

_PROBE: Final = Query("ASK {}", "text/csv", seconds=2)
_COUNT: Final = Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv", seconds=5)
_OPERATOR: Final = Caller("operator")
_TEXT: Final = "text/plain"
_JSON: Final = "application/json"


def register(app: Flask, engine: Engine, settings: Settings) -> None:
    """Add `/health` and `/metrics`, and have each request counted, and logged if that is set.

    To be called before all else that handles responses: what is registered first sees them last.
    """
    requests = Requests()
    log = (
        AccessLog(settings.access_log, clients=settings.log_clients)
        if settings.access_log
        else None
    )

    @app.before_request
    def start() -> None:
        g.started = perf_counter()

    @app.after_request
    def finish(response: Response) -> Response:
        seconds = perf_counter() - g.started
        route = request.url_rule.rule if request.url_rule else "none"
        requests.count(route, response.status_code, seconds)
        if log:
            log.write(response, seconds)
        return response

    app.register_blueprint(_blueprint(engine, requests))


def _blueprint(engine: Engine, requests: Requests) -> Blueprint:
    routes = Blueprint("operating", __name__)
    triples = _counting(engine)

    @routes.get("/health")
    def health() -> Response:
        return _uncached(_health(engine))

    @routes.get("/metrics")
    def measurements() -> Response:
        found = [*requests.metrics(), *_of_data(engine, triples()), *_of_queries(engine)]
        return _uncached(Response(metrics.render(found), content_type=metrics.MEDIA_TYPE))

    return routes


def _health(engine: Engine) -> Response:
    """Say whether a query is answered now; 503 with the reason if not."""
    try:
        revision = engine.evaluate(_PROBE, _OPERATOR).revision
    except ReportedlyError as error:
        return problems.respond(
            problems.Problem(503, error.code, "Not ready", error.detail, error.hint)
        )
    except (EOFError, OSError):
        return problems.respond(
            problems.Problem(503, "engine-died", "Not ready", "The engine has ended.")
        )
    if media.best(request.headers.get("Accept", ""), (_JSON, _TEXT)) == _JSON:
        return jsonify(status="ready", revision=revision)
    return Response(f"ready, at revision {revision}\n", content_type=f"{_TEXT}; charset=utf-8")


def _counting(engine: Engine) -> Callable[[], int | None]:
    """Return what counts the triples: once for each revision, and not while that takes too much."""
    known: dict[int, int] = {}

    def count() -> int | None:
        if engine.revision not in known:
            try:
                answer = engine.evaluate(_COUNT, _OPERATOR)
            except (ReportedlyError, EOFError, OSError):
                return None
            known.clear()
            known[answer.revision] = int(answer.read().split()[1])
        return known.get(engine.revision)

    return count


def _of_data(engine: Engine, triples: int | None) -> Iterator[Metric]:
    version = {__version__: 1.0}
    yield several("info", "gauge", "The version that runs.", "version", version)
    yield single("revision", "gauge", "Number of the data's revision.", engine.revision)
    if triples is not None:
        yield single("triples", "gauge", "Triples in the union of all graphs.", triples)


def _of_queries(engine: Engine) -> Iterator[Metric]:
    if isinstance(engine, Isolated):
        yield from _of_pool(engine.pool)


def _of_pool(pool: Pool) -> Iterator[Metric]:
    yield single("snapshots", "gauge", "Revisions that are still read.", len(pool.snapshots()))
    meaning = "Whether queries are answered from memory, not from disk."
    yield single("in_memory", "gauge", meaning, int(pool.in_memory()))
    states = {"running": pool.turns.held(), "waiting": pool.turns.waiting()}
    yield several("queries", "gauge", "Queries that run or wait now.", "state", states)
    kills = dict(sorted(pool.kills.items()))
    meaning = "Processes that were ended because of a query, by the code of the error."
    yield several("kills_total", "counter", meaning, "reason", kills)


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response
