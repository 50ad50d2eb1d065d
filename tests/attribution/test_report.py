"""A report as pages need it: what it is, and all its statements in reading order."""

import pytest

from reportedly.attribution import report
from reportedly.attribution.report import Report
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.errors import ResourceMissing
from reportedly.terms import REPORTS

SEED = f"{REPORTS}syria-2024-12-02"


@pytest.fixture(scope="module")
def engine() -> Embedded:
    return open_engine(None)


@pytest.fixture(scope="module")
def seed(engine: Embedded) -> Report:
    return report.read(engine, SEED)


def test_a_date_that_the_text_does_not_give_is_told_as_assumed(seed: Report) -> None:
    assert (seed.issued, seed.issued_assumed) == ("2024-12-02T00:00:00", True)
    assert "bears no date" in str(seed.assumptions[0])


def test_statements_stand_in_the_order_of_the_text_the_longer_ones_first(seed: Report) -> None:
    names = [line.name for line in seed.outline]
    assert names[:5] == ["C01", "C02", "R01", "R02", "R03"]
    assert names.index("C12") < names.index("R07")
    assert len(names) == 33


def test_what_stands_within_a_statement_is_known(seed: Report) -> None:
    carried = seed.carried_by(f"{SEED}#s-reuters")
    assert [(line.name, line.own_voice) for line in carried] == [("C14", False), ("C15", False)]


def test_the_report_speaks_for_itself_where_it_names_nobody(seed: Report) -> None:
    assert {line.name[0] for line in seed.outline if line.own_voice} == {"R"}


def test_the_text_ends_where_the_data_says_or_where_the_last_passage_does(seed: Report) -> None:
    assert (seed.length, seed.end) == (3655, 3655)


def test_passages_have_digests(engine: Embedded, seed: Report) -> None:
    spans = [span.iri for line in seed.outline for span in line.spans]
    assert set(report.digests(engine, spans)) == set(spans)


@pytest.mark.parametrize("iri", [f"{REPORTS}nothing", f"{SEED}#s01"])
def test_what_is_no_report_is_missing(engine: Embedded, iri: str) -> None:
    with pytest.raises(ResourceMissing):
        report.read(engine, iri)
