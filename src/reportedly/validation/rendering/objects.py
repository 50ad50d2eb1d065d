"""Remarks as JSON objects, and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from reportedly.validation.outcome import Severity
from reportedly.validation.rendering.remarks import Remark


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
    told = asdict(remark) | {"severity": str(remark.severity)}
    return told if remark.line else told | dict.fromkeys(("line", "column", "source", "caret"))


def from_object(told: Mapping[str, Any]) -> Remark:
    """Return the remark that a JSON object tells of; members that are not known are left out.

    Raises KeyError, TypeError or ValueError if it is not one.
    """
    known = {field.name for field in fields(Remark)} - {"severity", "components"}
    given = {name: told[name] for name in known if told.get(name) is not None}
    return Remark(
        severity=Severity(told["severity"]), components=tuple(told.get("components", ())), **given
    )
