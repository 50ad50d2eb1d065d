"""For the operator: whether the server answers, and what it is busy with."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from flask import Blueprint, Response, jsonify, request

from reportedly import __version__, media
from reportedly.engine.isolation.pool import Pool
from reportedly.engine.isolation.turns import Turns
from reportedly.engine.port import Caller, Engine, Query
from reportedly.errors import ReportedlyError
from reportedly.federation.evaluation import Federated
from reportedly.federation.peering import Serving
from reportedly.federation.tally import Calls, Total
from reportedly.web import metrics, problems
from reportedly.web.metrics import Metric, Requests, Sample, several, single

_PROBE: Final = Query("ASK {}", "text/csv", seconds=2)
_COUNT: Final = Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv", seconds=5)
_OPERATOR: Final = Caller("operator")
_TEXT: Final = "text/plain"
_JSON: Final = "application/json"


def blueprint(engine: Engine, requests: Requests, calls: Calls) -> Blueprint:
    """Return the routes `/health` and `/metrics`."""
    routes = Blueprint("operating", __name__)
    triples = _counting(engine)

    @routes.get("/health")
    def health() -> Response:
        return _uncached(_health(engine))

    @routes.get("/metrics")
    def measurements() -> Response:
        found = [*requests.metrics(), *_of_data(engine, triples()), *_of_queries(engine)]
        found += _of_calls(calls.totals())
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
    if isinstance(engine, Serving):
        yield from _of_pool(engine.pool)
    if isinstance(engine, Federated):
        meaning = "Queries with calls of peers that run or wait now."
        yield several("federated_queries", "gauge", meaning, "state", _states(engine.turns))


def _of_pool(pool: Pool) -> Iterator[Metric]:
    yield single("snapshots", "gauge", "Revisions that are still read.", len(pool.snapshots()))
    meaning = "Whether queries are answered from memory, not from disk."
    yield single("in_memory", "gauge", meaning, int(pool.in_memory()))
    meaning = "Queries that run or wait now."
    yield several("queries", "gauge", meaning, "state", _states(pool.turns))
    kills = dict(sorted(pool.kills.items()))
    meaning = "Processes that were ended because of a query, by the code of the error."
    yield several("kills_total", "counter", meaning, "reason", kills)


def _of_calls(totals: Mapping[str, Total]) -> Iterator[Metric]:
    outcomes = [
        Sample(count, {"peer": peer, "outcome": outcome})
        for peer, total in totals.items()
        for outcome, count in sorted(total.outcomes.items())
    ]
    meaning = "Calls of peers, by the code of the error if one was raised."
    yield Metric("peer_calls_total", "counter", meaning, outcomes)
    times = [each for peer, total in totals.items() for each in _times(peer, total)]
    yield Metric("peer_seconds", "summary", "Time of calls that were made.", times)
    running = {peer: total.running for peer, total in totals.items()}
    yield several("peer_calls_running", "gauge", "Calls that run now.", "peer", running)


def _times(peer: str, total: Total) -> Iterator[Sample]:
    yield Sample(total.seconds, {"peer": peer}, "_sum")
    yield Sample(total.made, {"peer": peer}, "_count")


def _states(turns: Turns) -> dict[str, float]:
    return {"running": turns.held(), "waiting": turns.waiting()}


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Accept")
    return response
