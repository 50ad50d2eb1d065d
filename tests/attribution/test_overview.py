"""What a list says of each report."""

from reportedly import generation
from reportedly.attribution import overview
from reportedly.attribution.overview import Overview
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.terms import REPORTS

SEED = f"{REPORTS}syria-2024-12-02"


def test_a_report_has_a_day_its_statements_and_those_who_speak_most() -> None:
    seen = overview.read(open_engine(None), [SEED])[SEED]
    assert (seen.issued, seen.statements) == ("2024-12-02T00:00:00", 33)
    assert [each.label for each in seen.speakers] == [
        "The report’s author",
        "Masoud Pezeshkian",
        "Vladimir Putin",
        "Syrian Armed Forces",
    ]
    assert seen.more == 6


def test_each_report_has_its_own() -> None:
    engine = Embedded.in_memory()
    reports = list(generation.corpus(reports=3, seed=2))
    for report in reports:
        engine.replace(report.iri, report.turtle.encode(), "text/turtle")
    found = overview.read(engine, (report.iri for report in reports))
    assert found.keys() == {report.iri for report in reports}
    assert all(each.statements > 10 and each.speakers for each in found.values())


def test_nothing_is_known_of_what_is_not_there() -> None:
    assert overview.read(Embedded.in_memory(), [SEED]).get(SEED, Overview()) == Overview()
