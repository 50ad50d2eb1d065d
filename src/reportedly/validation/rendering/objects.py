"""Remarks as JSON objects, and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from reportedly.validation.outcome import Severity
from reportedly.validation.rendering.remarks import Remark

_KINDS: Final = {
    **dict.fromkeys(("message", "hint", "about", "rule", "source", "path", "meant"), str),
    **dict.fromkeys(("line", "column", "caret"), int),
    **dict.fromkeys(("focus", "value"), dict),
}
"""What the members of a remark are in JSON."""


def write(remarks: Sequence[Remark]) -> str:
    """Return a JSON document: whether there is no violation, and the remarks as findings."""
    document = {"conforms": conform(remarks), "findings": [*map(to_object, remarks)]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def conform(remarks: Iterable[Remark]) -> bool:
    """Say whether there is no violation among the remarks."""
    return all(remark.severity is not Severity.VIOLATION for remark in remarks)


def to_object(remark: Remark) -> dict[str, Any]:
    """Return a remark as a JSON object whose members are its fields.

    Nodes are as in SPARQL results, paths are SPARQL property paths, line and column are null where
    they are not known: https://www.w3.org/TR/sparql11-results-json/#select-encode-terms.
    """
    told = asdict(remark) | {
        "severity": str(remark.severity),
        "components": [*remark.components],
    }
    return told if remark.line else told | dict.fromkeys(("line", "column", "source", "caret"))


def from_object(told: Mapping[str, Any]) -> Remark:
    """Return the remark that a JSON object tells of; members that are not known are left out.

    Raises KeyError, TypeError or ValueError if it is not one.
    """
    given = {name: told[name] for name in _KINDS if told.get(name) is not None}
    wrong = [name for name, value in given.items() if type(value) is not _KINDS[name]]
    terms = [given[name] for name in ("focus", "value") if name in given]
    components = told.get("components", [])
    if wrong or not all(map(_is_term, terms)) or not _are_texts(components):
        raise TypeError("not a remark")
    return Remark(
        severity=Severity(told["severity"]),
        message=given.pop("message"),
        components=tuple(components),
        **given,
    )


def _is_term(told: Mapping[str, Any]) -> bool:
    return {"type", "value"} <= set(told) and _are_texts([*told.values()])


def _are_texts(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(each, str) for each in told)
