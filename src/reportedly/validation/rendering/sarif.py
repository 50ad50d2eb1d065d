"""Remarks as SARIF, which editors and code review tools show at their lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from reportedly import __version__
from reportedly.terms import BASE, SHAPE
from reportedly.validation.outcome import Severity
from reportedly.validation.rendering.remarks import Remark

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: Final = {
    Severity.VIOLATION: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def write(remarks: Mapping[str, Sequence[Remark]], language: str = "en") -> str:
    """Return a log of one run over some documents: the name of each to the remarks on it.

    Names are paths, relative to where the tool that reads the log stands, or absolute.
    """
    examples = {remark.rule: remark for each in remarks.values() for remark in each}
    rules = sorted(examples)
    run = {
        "tool": {"driver": _driver([examples[rule] for rule in rules])},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(name)}} for name in remarks],
        "results": [
            _result(remark, name, index, rules)
            for index, (name, each) in enumerate(remarks.items())
            for remark in each
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver(examples: Iterable[Remark]) -> dict[str, Any]:
    return {
        "name": "reportedly",
        "version": __version__,
        "informationUri": BASE,
        "rules": [_rule(example) for example in examples],
    }


def _rule(example: Remark) -> dict[str, Any]:
    """Return the description of a rule, from a remark: what a shape says is always the same."""
    told = {"text": example.message if example.rule.startswith(SHAPE) else example.about}
    return {
        "id": example.rule,
        "name": _name(example.rule),
        "shortDescription": told,
        "fullDescription": told,
        "help": told,
        "defaultConfiguration": {"level": _LEVELS[example.severity]},
    }


def _result(remark: Remark, document: str, index: int, rules: list[str]) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(document), "index": index}}
    if remark.line:
        location["region"] = _region(remark)
    return {
        "ruleId": remark.rule,
        "ruleIndex": rules.index(remark.rule),
        "level": _LEVELS[remark.severity],
        "message": {"text": _message(remark)},
        "locations": [{"physicalLocation": location, **_logical(remark)}],
    }


def _region(remark: Remark) -> dict[str, Any]:
    return {
        "startLine": remark.line,
        "startColumn": remark.column,
        "snippet": {"text": remark.source},
    }


def _logical(remark: Remark) -> dict[str, Any]:
    if remark.focus is None:
        return {}
    return {"logicalLocations": [{"fullyQualifiedName": remark.focus["value"], "kind": "resource"}]}


def _message(remark: Remark) -> str:
    what = f"{remark.about}: " if remark.about else ""
    return " ".join(filter(None, (what + remark.message, remark.hint)))


def _name(rule: str) -> str:
    return rule.rpartition("#")[2].rpartition("/")[2]


def _uri(name: str) -> str:
    """Return the name of a file as a URI reference: https://www.rfc-editor.org/rfc/rfc3986."""
    return Path(name).as_uri() if Path(name).is_absolute() else quote(Path(name).as_posix())
