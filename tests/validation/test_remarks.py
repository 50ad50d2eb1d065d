"""What holds of every remark, whatever a document has in it."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import excerpt
from reportedly.validation import Severity
from reportedly.validation.rendering import objects, sarif, text
from reportedly.validation.rendering.phrases import LANGUAGES
from reportedly.validation.rendering.remarks import Remark

ANY = st.text(st.characters())
TERMS = st.fixed_dictionaries({"type": ANY, "value": ANY}, optional={"datatype": ANY})
PLACES = st.fixed_dictionaries(
    {"line": st.integers(1), "column": st.integers(1), "source": ANY, "caret": st.integers(0, 200)}
)
REMARKS = st.builds(
    lambda place, **rest: Remark(**rest, **place),
    place=st.one_of(st.just({}), PLACES),
    severity=st.sampled_from(Severity),
    **dict.fromkeys(("message", "hint", "about", "rule"), ANY),
    **dict.fromkeys(("focus", "value"), st.none() | TERMS),
    **dict.fromkeys(("path", "meant"), st.none() | ANY),
    components=st.lists(ANY).map(tuple),
)
STEERING = {"Cc", "Zl", "Zp", "Cs"}
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(REMARKS)
def test_a_remark_is_read_from_json_as_it_was_written(remark: Remark) -> None:
    assert objects.from_object(json.loads(json.dumps(objects.to_object(remark)))) == remark


@pytest.mark.parametrize(
    "members",
    [
        {"severity": "grave"},
        {"message": None},
        {"line": "3"},
        {"line": True},
        {"focus": {"type": "uri"}},
        {"components": "shape"},
        {"components": [1]},
    ],
    ids=str,
)
def test_what_is_no_remark_is_not_read_as_one(members: dict[str, Any]) -> None:
    told = objects.to_object(Remark(Severity.INFO, "…", line=1, column=1, source="x"))
    assert objects.from_object(told).line == 1
    with pytest.raises((KeyError, TypeError, ValueError)):
        objects.from_object(told | members)


@given(REMARKS, st.sampled_from(list(LANGUAGES)), ANY)
def test_no_remark_steers_a_terminal_or_turns_its_text_around(
    remark: Remark, language: str, document: str
) -> None:
    written = text.told(remark, language, document).replace("\n", "")
    assert not STEERING & {unicodedata.category(each) for each in written}
    assert not TURNING & {unicodedata.bidirectional(each) for each in written}


@given(st.text(st.characters(exclude_characters="\t")), st.data())
def test_an_excerpt_has_the_place_where_it_says(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, max(1, len(line))))
    shown, caret = excerpt(line, column)
    assert len(shown) <= 120
    assert shown[caret : caret + 1] == line[column - 1 : column]


def required(value: Any, *names: str) -> Any:
    assert set(names) <= set(value)
    return value


@given(st.lists(REMARKS, max_size=3))
def test_a_sarif_log_has_what_the_standard_asks_for(told: list[Remark]) -> None:
    log = required(json.loads(sarif.write({"a.ttl": told, "b.ttl": ()})), "version", "runs")
    (run,) = log["runs"]
    rules = required(run["tool"]["driver"], "name", "rules")["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        required(result["message"], "text")
        for location in result["locations"]:
            place = location["physicalLocation"]
            index = place["artifactLocation"]["index"]
            assert run["artifacts"][index]["location"]["uri"] == place["artifactLocation"]["uri"]
            assert place.get("region", {"startLine": 1})["startLine"] > 0


@pytest.mark.parametrize("severities", [[], [Severity.INFO], [Severity.WARNING, Severity.INFO]])
def test_only_violations_keep_a_document_from_conforming(severities: list[Severity]) -> None:
    told = [Remark(severity, "…") for severity in severities]
    assert text.verdict(told).startswith("Conforms")
    assert text.verdict([*told, Remark(Severity.VIOLATION, "…")]).startswith("Does not conform")
