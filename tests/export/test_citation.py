import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.errors import ResourceMissing
from reportedly.export import citation
from reportedly.export.citation import Citation
from reportedly.terms import REPORTS
from tests.web.submitting import REPORT, TURTLE, document, make_site, tag

SEED = f"{REPORTS}syria-2024-12-02"
DAY = date(2026, 11, 22)


def cited(title: str, *authors: str) -> Citation:
    return Citation(REPORT, title, "en", authors, "2", f"{REPORT}/versions/2", "2026-11-22", 7)


def test_what_is_shipped_is_cited_as_the_work_of_the_project() -> None:
    found = citation.cite(open_engine(None), SEED)
    assert found.text == (
        "The reportedly project (2026). Who says what in: Reported strikes, offensive and "
        "diplomacy around Aleppo, early December 2024 "
        "[Data set: the statements of a report, each with its source]. "
        f"Version 0.1.0. {SEED}"
    )


def test_the_author_of_the_report_is_not_the_author_of_its_record() -> None:
    assert "report’s author" not in citation.cite(open_engine(None), SEED).bibtex


def test_a_version_is_cited_with_all_who_have_worked_on_it(tmp_path: Path) -> None:
    site = make_site(tmp_path / "store")
    first = site.submit(document())
    site.send("PUT", "/report/rain", document(" X"), by="editor", If_Match=tag(first))
    found = citation.cite(site.engine, REPORT)
    assert (found.authors, found.version) == (("Alice", "editor"), "2")
    assert found.version_iri == f"{REPORT}/versions/2"
    assert f"This version is at {found.version_iri}." in found.bibtex


def test_where_and_when_it_was_read_is_told_if_that_is_known() -> None:
    engine = open_engine(None)
    found = citation.cite(engine, SEED, root="http://127.0.0.1:8000/", accessed=DAY)
    revision = f"Revision {engine.revision} of the data at http://127.0.0.1:8000/."
    assert found.text.endswith(f"(Retrieved 2026-11-22. {revision})")
    assert "urldate      = {2026-11-22}" in found.bibtex
    assert found.csl["accessed"] == {"date-parts": [[2026, 11, 22]]}
    assert found.csl["note"] == revision


def test_a_report_of_unknown_origin_has_no_author_and_no_date() -> None:
    engine = Embedded.in_memory()
    engine.replace(REPORT, document(), TURTLE)
    found = citation.cite(engine, REPORT)
    assert found.text == f"Who says what in: Rain in Damascus (n.d.) [{citation._KIND}]. {REPORT}"
    assert "author" not in found.csl
    assert "year" not in found.bibtex


def test_there_is_no_citation_of_what_is_not_there() -> None:
    with pytest.raises(ResourceMissing):
        citation.cite(open_engine(None), f"{REPORTS}none")


def test_signs_that_bibtex_takes_for_its_own_are_escaped() -> None:
    entry = cited(r"100% {of} R&D_x #1 $2 ~ ^ \y", "A & B").bibtex
    assert r"title        = {{100\% {\textbraceleft}of{\textbraceright} R\&D\_x \#1 \$2 " in entry
    assert r"author       = {{A \& B}}" in entry


@given(st.text(), st.text(min_size=1))
def test_an_entry_of_bibtex_ends_where_its_braces_say(title: str, author: str) -> None:
    entry = cited(title, author).bibtex
    depths, depth = [], 0
    for sign in re.findall(r"[{}]", entry):
        depth += 1 if sign == "{" else -1
        depths.append(depth)
    assert depths[-1] == 0
    assert min(depths[:-1]) >= 1


@given(st.text())
def test_a_citation_is_one_line(title: str) -> None:
    assert len(cited(title, "A").text.splitlines()) == 1
