"""Comunica answers a query by following links from the report, with no endpoint at all."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.web.conftest import Served

HERE: Final = Path(__file__).parent
REPORT: Final = "https://w3id.org/reportedly/report/syria-2024-12-02"
QUERY: Final = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?source ?act ?class WHERE {{
  <{REPORT}#s01> a ?type ; rpt:source ?speaker ; rpt:act ?manner .
  ?type rdfs:label ?class .
  ?speaker rdfs:label ?source .
  ?manner skos:prefLabel ?act .
  FILTER(LANG(?class) = "en" && LANG(?source) = "en" && LANG(?act) = "en")
}}"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("node"), reason="needs node"),
    pytest.mark.skipif(
        not (HERE / "node_modules").is_dir(), reason="needs: npm install --prefix tests/crawling"
    ),
]


def test_it_comes_from_the_report_to_actor_concept_and_ontology(site: Served) -> None:
    command = ("node", HERE / "traverse.mjs", site.url, REPORT)
    ran = subprocess.run(
        command, input=QUERY, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    expected = {"source": "Syrian Armed Forces", "act": "announce", "class": "statement"}
    assert told["rows"] == [expected]
    ends = ("report/syria-2024-12-02", "id/syrian-armed-forces", "kind/announce", "ns")
    assert set(told["asked"]) == {f"https://w3id.org/reportedly/{end}" for end in ends}
