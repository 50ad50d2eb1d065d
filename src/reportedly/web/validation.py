"""The check of a report without publishing it, for everybody."""

from flask import Blueprint, Response

from reportedly.web import findings
from reportedly.web.reception import Reception
from reportedly.web.writing import Gate


def blueprint(reception: Reception, gate: Gate) -> Blueprint:
    """Return the route that checks a report as a submission is checked, and keeps nothing."""
    routes = Blueprint("validation", __name__)

    @routes.post("/validate")
    def validate() -> Response:
        gate.widen()
        findings.negotiate()
        return findings.tell(reception.receive().checked)

    return routes
