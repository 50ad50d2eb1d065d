"""Comparisons as judgements of those who made them."""

from reportedly.attribution import judgements
from reportedly.engine.embedded import Embedded

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02#"


def test_a_judgement_names_its_judge_its_finding_and_its_reason(seeded: Embedded) -> None:
    (judged,) = judgements.read(seeded, [f"{SEED}s14-a"])
    assert judged.finding.label == "corroborates"
    assert [judge.label for judge in judged.judges] == ["The reportedly project"]
    assert [each.notation for each in judged.compared] == ["C14", "C16"]
    assert judged.reasons[0].language == "en"
    assert judged.outside == ()


def test_an_outside_work_is_named(seeded: Embedded) -> None:
    found = judgements.read(seeded, [f"{SEED}r02-a"])
    assert len(found) == 3
    (dated,) = (each for each in found if each.finding.label == "dates differ")
    assert [each.notation for each in dated.compared] == ["R02"]
    assert dated.outside[0].startswith("https://en.wikipedia.org/")


def test_what_nobody_compared_has_no_judgement(seeded: Embedded) -> None:
    assert judgements.read(seeded, [f"{SEED}r11-a"]) == ()
    assert judgements.read(seeded, []) == ()
