"""Reports: submitted, read, replaced and withdrawn."""

from typing import Final

from flask import Blueprint, Response, g, request

from reportedly.access.token import Role
from reportedly.engine.port import Engine
from reportedly.errors import PublishingError, ReportMissing, RequestError
from reportedly.submission.history import History, report_of
from reportedly.submission.orders import (
    Replace,
    Submit,
    Submitter,
    Withdraw,
    path_of,
    require_current,
)
from reportedly.submission.publishing import Desk
from reportedly.terms import PREFIXES
from reportedly.web import caching, findings, linked
from reportedly.web.linked import Page, Resource
from reportedly.web.reception import Reception
from reportedly.web.responses import done
from reportedly.web.writing import Gate

_LONGEST_REASON: Final = 1_000
_HAS_PROVENANCE: Final = f"{PREFIXES['prov']}has_provenance"


def blueprint(
    engine: Engine, desk: Desk, reception: Reception, gate: Gate, page: Page
) -> Blueprint:
    """Return the routes by which a report is read and, by those who may, published.

    `page` writes the page on a report.
    """
    routes = Blueprint("reports", __name__)

    @routes.post("/reports")
    def submit() -> Response:
        submitter = _enter(gate)
        findings.negotiate()
        received = reception.receive()
        if not received.checked.accepted:
            return findings.tell(received.checked)
        receipt = desk.carry_out(Submit(received.accept(submitter)))
        return findings.tell(received.checked, receipt)

    @routes.get("/report/<slug>")
    def show(slug: str) -> Response:
        stem, suffix = linked.split(slug)
        return _show(engine, desk.history(report_of(stem)), page, suffix)

    @routes.get("/report/<slug>.csv", defaults={"form": "csv"})
    @routes.get("/report/<slug>.json", defaults={"form": "json"})
    def table(slug: str, form: str) -> Response:
        return done(303, location=f"/statements.{form}?report={report_of(slug)}")

    @routes.put("/report/<slug>")
    def replace(slug: str) -> Response:
        submitter = _enter(gate)
        findings.negotiate()
        received = reception.receive()
        _require_same(report_of(slug), received.checked.report)
        if not received.checked.accepted:
            return findings.tell(received.checked)
        tags = caching.versions(request.if_match)
        receipt = desk.carry_out(Replace(received.accept(submitter), tags))
        return findings.tell(received.checked, receipt)

    @routes.delete("/report/<slug>")
    def withdraw(slug: str) -> Response:
        submitter = _enter(gate)
        tags = caching.versions(request.if_match)
        desk.carry_out(Withdraw(report_of(slug), submitter, _reason(), tags))
        return done(204)

    return routes


def _show(engine: Engine, history: History, page: Page, suffix: str) -> Response:
    if not history.there:
        raise _absence(history)
    report = Resource(history.report, page, graph=history.report)
    return _shown(history, linked.tell(engine, report, suffix))


def _enter(gate: Gate) -> Submitter:
    """Let this request pass, and return who sends it. Raises AccessError."""
    token = gate.enter(Role.SUBMIT)
    return Submitter(token.name, everywhere=token.role is Role.WRITE)


def _shown(history: History, response: Response) -> Response:
    """Say of a report that is shown which version this is, where the others are, and what to cite.

    See https://www.rfc-editor.org/rfc/rfc5829, https://www.rfc-editor.org/rfc/rfc8574 and
    https://www.w3.org/TR/prov-aq/#resource-accessed-by-http.
    """
    path = path_of(history.report)
    response.headers.add("Link", f'<{history.report}>; rel="cite-as"')
    response.headers.add("Link", f'<{path}/provenance>; rel="{_HAS_PROVENANCE}"')
    if history.last:
        g.version = history.last.tag
        response.headers.add("Link", f'<{path}/versions>; rel="version-history"')
    return response


def _absence(history: History) -> PublishingError:
    """Return the error of a report that can't be read."""
    try:
        require_current(history)
    except PublishingError as error:
        return error
    return ReportMissing(f"<{history.report}> is not there any more.", hint="Ask again.")


def _require_same(asked: str, described: str) -> None:
    if asked != described:
        raise RequestError(
            f"The request is about <{asked}>, but the document describes <{described}>.",
            hint="Send it to the path of the report that it describes.",
        )


def _reason() -> str:
    """Return why a report is to be withdrawn: from the body, which is text, or a parameter."""
    sent = request.get_data() or request.args.get("reason", "").encode()
    try:
        reason = " ".join(sent.decode().split())
    except UnicodeDecodeError as error:
        raise RequestError("The reason is not in UTF-8.", hint="Send it as UTF-8.") from error
    if not reason or len(reason) > _LONGEST_REASON or not reason.isprintable():
        raise RequestError(
            "A report is withdrawn for a reason, which its readers are told.",
            hint=f"Send it as the body, in one to {_LONGEST_REASON:,} characters that can be "
            "printed, or as ?reason=…",
        )
    return reason
