"""The rules on the page are those of the shapes."""

import pytest

from reportedly.terms import KIND, PREFIXES, RPT
from reportedly.vocabulary.rules import Rule, rules

RULES = {(rule.of.removeprefix(RPT), rule.path): rule for rule in rules()}


def rule(of: str, path: str) -> Rule:
    return RULES[of, str(RPT[path])]


@pytest.mark.parametrize(
    ("of", "path", "amount"),
    [
        ("Statement", "within", "exactly one"),
        ("Statement", "source", "at least one"),
        ("Statement", "passage", "exactly one"),
        ("Account", "passage", "at most one"),
        ("Account", "figure", "any number"),
        ("Comparison", "compares", "1 to 2"),
    ],
)
def test_a_rule_says_how_many(of: str, path: str, amount: str) -> None:
    assert rule(of, path).amount == amount


def test_several_shapes_of_one_property_are_one_rule() -> None:
    assert len(RULES) == len(rules())


def test_values_are_of_a_class_a_scheme_or_a_datatype() -> None:
    assert rule("Account", "actor").values == (str(RPT.Actor),)
    assert rule("Statement", "within").values == (str(RPT.Report), str(RPT.Statement))
    assert rule("Account", "kind").values == (str(KIND.kinds),)
    assert rule("Account", "notAfter").values == (PREFIXES["xsd"] + "dateTime",)


def test_properties_of_other_vocabularies_have_rules_too() -> None:
    start = RULES["Passage", PREFIXES["oa"] + "start"]
    assert (start.amount, start.several) == ("exactly one", False)
