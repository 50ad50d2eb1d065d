"""The redirect rules for w3id.org: each IRI of the data leads to a path that the server answers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urlsplit

import pytest

from reportedly import lookup, resources
from reportedly.terms import BASE

from .web.submitting import Site, document, make_site

RULES: Final = (resources.data() / "templates" / "w3id.htaccess").read_text(encoding="utf-8")
SERVER: Final = "https://reportedly.example.org"
RULE: Final = re.compile(r"RewriteRule (\S+) (\S+) \[(\S+)\]")
IRIS: Final = f"""
SELECT DISTINCT ?iri WHERE {{
  {{ GRAPH ?iri {{ ?s ?p ?o }} }} UNION {{ ?iri ?p ?o }} UNION {{ ?s ?iri ?o }}
  UNION {{ ?s ?p ?iri }}
  FILTER(ISIRI(?iri) && STRSTARTS(STR(?iri), "{BASE}"))
}}
"""


@dataclass(frozen=True)
class Rule:
    """A rule as Apache reads it: a pattern for the path below reportedly/, and where that leads.

    See https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html#rewriterule.
    """

    pattern: str
    target: str
    flags: str

    def apply(self, path: str) -> str:
        """Return where a path leads, or nothing if the pattern does not fit."""
        found = re.search(self.pattern, path)
        if not found:
            return ""
        groups = re.sub(r"\$(\d)", lambda each: found[int(each[1])] or "", self.target)
        return groups.replace("%{ENV:SERVER}", SERVER)


LEADING: Final = [Rule(*parts) for parts in RULE.findall(RULES) if "E=SERVER" not in parts[2]]


def lead(path: str, rules: Iterable[Rule] = LEADING) -> str:
    """Return where Apache sends who asks for a path: by the first rule that fits, quoted anew."""
    targets = (rule.apply(unquote(path)) for rule in rules)
    return quote(next(filter(None, targets), ""), safe="/:")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A server that also has a report that was submitted."""
    site = make_site(tmp_path_factory.mktemp("redirects") / "store")
    assert site.submit(document()).status_code == 201
    return site


@pytest.fixture(scope="module")
def paths(site: Site) -> set[str]:
    """The paths below https://w3id.org/reportedly/ of all documents whose IRIs the data have."""
    rows = lookup.solutions(site.engine, IRIS).rows
    found = {cell.text for row in rows for cell in row if cell}
    return {iri.removeprefix(BASE).partition("#")[0] for iri in found}


def answered(site: Site, paths: Iterable[str]) -> Iterator[tuple[str, int]]:
    for path in sorted(paths):
        url = urlsplit(lead(path))
        assert f"{url.scheme}://{url.netloc}" == SERVER, path
        headers = {"Accept": "text/turtle, application/ld+json;q=0.5, */*;q=0.1"}
        response = site.client.get(url.path, headers=headers, follow_redirects=True)
        yield path, response.status_code


@pytest.mark.slow
def test_each_iri_of_the_data_leads_to_a_path_that_is_answered(site: Site, paths: set[str]) -> None:
    assert len(paths) > 300
    assert [path for path, status in answered(site, paths) if status != 200] == []


def test_so_do_other_documents_that_have_an_iri(site: Site) -> None:
    report = "report/syria-2024-12-02"
    others = ["", "ns.ttl", "context.jsonld", "id.jsonld", "id/aleppo.nt", f"{report}.ttl"]
    others += [f"{report}/{name}" for name in ("annotations", "claims", "provenance.ttl", "s01")]
    assert {status for _, status in answered(site, others)} == {200}


def test_each_rule_is_of_use_and_leads_where_the_first_that_fits_does(paths: set[str]) -> None:
    for rule in LEADING:
        own = [path for path in {"", *paths} if rule.apply(path)]
        assert own, rule.pattern
        assert all(lead(path) == lead(path, [rule]) for path in own), rule.pattern


def test_the_path_stays_the_same(paths: set[str]) -> None:
    assert {lead(path) for path in paths} == {f"{SERVER}/{path}" for path in paths}


@pytest.mark.parametrize("path", ["other", "nsx", "ns/../x", "reports", "report/", "report//x"])
def test_nothing_else_is_led_anywhere(path: str) -> None:
    assert lead(path) == ""


@pytest.mark.parametrize("path", ["id/é", "id/a b", "submitter/A%20B", "id/%3Cx%3E"])
def test_signs_are_written_as_they_came(path: str) -> None:
    assert unquote(lead(path)) == f"{SERVER}/{unquote(path)}"


def test_redirects_can_change_and_their_place_stands_once() -> None:
    assert {rule.flags for rule in LEADING} == {"R=302,L"}
    assert RULES.count(SERVER) == 1
