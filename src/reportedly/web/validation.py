"""The check of a report without publishing it, for everybody."""

from flask import Blueprint, Response, request

from reportedly.web import findings
from reportedly.web.pages import check
from reportedly.web.reception import Reception
from reportedly.web.writing import Gate


def blueprint(reception: Reception, gate: Gate) -> Blueprint:
    """Return the routes that check a report as a submission is checked, and keep nothing."""
    routes = Blueprint("validation", __name__)

    @routes.get("/validate")
    def form() -> str:
        return check.form(example="example" in request.args)

    @routes.post("/validate")
    def validate() -> Response:
        gate.widen()
        if findings.negotiate() == findings.PAGE:
            return findings.labelled(check.answer(reception, findings.language()))
        return findings.tell(reception.receive().checked)

    return routes
