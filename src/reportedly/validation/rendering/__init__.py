"""Writes an outcome for people and for programs, in English, French or Arabic.

`remarks` puts findings in words; `text`, `objects` (JSON) and `sarif` write remarks, `graphs` the
W3C report. The functions here do both steps.
"""

from collections.abc import Callable, Mapping
from typing import Final

from reportedly.validation.outcome import Outcome
from reportedly.validation.rendering import graphs, objects, remarks, sarif, text
from reportedly.validation.rendering.phrases import LANGUAGES
from reportedly.validation.rendering.remarks import Remark

__all__ = ["FORMATS", "LANGUAGES", "Remark", "as_json", "as_sarif", "as_text", "as_turtle"]


def as_text(outcome: Outcome, language: str = "en", document: str = "") -> str:
    """Return the findings with their places and cures, and the verdict as the last line.

    `document` is the name of what was checked, for the start of each finding.
    """
    return text.write(remarks.of_outcome(outcome, language), language, document)


def as_json(outcome: Outcome, language: str = "en", document: str = "") -> str:  # noqa: ARG001
    """Return the findings as JSON: nodes as in SPARQL results, paths as SPARQL property paths."""
    return objects.write(remarks.of_outcome(outcome, language))


def as_sarif(outcome: Outcome, language: str = "en", document: str = "") -> str:
    """Return the findings for tools that review code: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""
    return sarif.write({document: remarks.of_outcome(outcome, language)}, language)


def as_turtle(outcome: Outcome, language: str = "en", document: str = "") -> str:  # noqa: ARG001
    """Return the W3C validation report, its messages in all languages, with the places."""
    return graphs.with_pointers(outcome).serialize(format="turtle")


FORMATS: Final[Mapping[str, Callable[[Outcome, str, str], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "turtle": as_turtle,
}
"""Name of each format to the function that writes it."""
