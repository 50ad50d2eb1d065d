"""The questions on more than the seed: how a second report changes the answers.

The second outlet quotes the same military with a number that excludes the first, lets the Kremlin
deny the strikes, and hears of the presidents' call from somebody else. Its events and one actor
are its own, and linked to those of the seed.
"""

from functools import cache

import pytest
from rdflib import Graph
from rdflib.namespace import RDFS, SKOS

from reportedly import shipped
from reportedly.terms import BASE, RPT

from .across import LOCAL as QUESTIONS
from .engines import ENGINES, Ask, oxigraph, seed
from .tables import narrowed, rows

SEED = BASE + "report/syria-2024-12-02"
SECOND = BASE + "report/another"
REPORT = f"""
PREFIX : <{SECOND}#>
PREFIX id: <https://w3id.org/reportedly/id/>
PREFIX kind: <https://w3id.org/reportedly/kind/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX rpt: <https://w3id.org/reportedly/ns#>
PREFIX seed: <{SEED}#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

<{SECOND}> a rpt:Report ; rpt:author :outlet .
:outlet a rpt:Organization ; rdfs:label "Another outlet"@en .
:army a rpt:Organization ; rdfs:label "Army of Syria"@en ; owl:sameAs wd:Q849180 .

:strikes a rpt:Event ; rdfs:label "Strikes"@en ; owl:sameAs seed:e-strikes .
:call a rpt:Event ; rdfs:label "Call"@en ; skos:exactMatch seed:e-call-1 .
:siege a rpt:Event ; rdfs:label "Siege"@en ; owl:sameAs seed:e-encirclement .

:s1 a rpt:Statement ; skos:notation "D01" ; rpt:source :army ; rpt:act kind:announce ;
  rpt:rendering kind:paraphrase ; rpt:within <{SECOND}> ; rpt:passage :p1 ;
  rpt:account :a1, :b1, :c1 .
:p1 oa:start 0 ; oa:end 9 .
:a1 rpt:ofEvent :strikes ; rpt:kind kind:airstrike ; rpt:status kind:happened ;
  rpt:actor id:syrian-armed-forces, id:state-of-russia ; rpt:target seed:a-insurgents ;
  rpt:figure :f1 ; rpt:timeWording "within a day"@en ;
  rpt:notBefore "2024-12-01T00:00:00"^^xsd:dateTime ;
  rpt:notAfter "2024-12-02T23:59:59"^^xsd:dateTime .
:f1 rpt:measure kind:killed ; rpt:population kind:militants ; rpt:lower 380 ; rpt:upper 380 .
:c1 rpt:ofEvent :strikes ; rpt:kind kind:airstrike ; rpt:status kind:happened ; rpt:actor :army .
:b1 rpt:ofEvent :siege ; rpt:kind kind:encirclement ; rpt:status kind:planned ; rpt:actor :army .

:s2 a rpt:Statement ; skos:notation "D02" ; rpt:source id:kremlin ; rpt:act kind:deny ;
  rpt:rendering kind:paraphrase ; rpt:within <{SECOND}> ; rpt:passage :p2 ; rpt:account :a2 .
:p2 oa:start 10 ; oa:end 19 .
:a2 rpt:ofEvent :strikes ; rpt:kind kind:airstrike ; rpt:status kind:happened ; rpt:denied true ;
  rpt:target id:hezbollah ; rpt:place id:hama ; rpt:figure :f2 .
:f2 rpt:measure kind:killed ; rpt:population kind:people ; rpt:lower 1 ; rpt:upper 1 .

:s3 a rpt:Statement ; skos:notation "D03" ; rpt:source id:hezbollah ; rpt:act kind:state ;
  rpt:rendering kind:paraphrase ; rpt:within <{SECOND}> ; rpt:passage :p3 ; rpt:account :a3 .
:p3 oa:start 20 ; oa:end 29 .
:a3 rpt:ofEvent :call ; rpt:kind kind:phone-call ; rpt:status kind:happened .
"""


@cache
def both(engine: str) -> Ask:
    """An engine over all that is shipped and the second report."""
    return ENGINES[engine](shipped.graphs() | {SECOND: REPORT.encode()})


EXPECTED = {
    "compare-figures": """
        notation1 | notation2 | verdict                  | scope   | independent
        D01       | C01       | cannot both be right     | same    | false
        D01       | C04       | can both be right        | unknown | true
        D01       | C05       | scope differs or unknown | unknown | true
        C01       | C04       | can both be right        | unknown | true
        C01       | C05       | scope differs or unknown | unknown | true
    """,
    "figures-that-differ": """
        notation | figure                 | ofWhom      | verdict              | scope
        D01      | 380 militants          |             | cannot both be right | varies
        C01      | at least 400 militants |             | cannot both be right | varies
        C04      | at least 25 people     | 10 children | can both be right    | unknown
    """,
    "independent-sources": """
        eventLabel                                | notations
        Call                                      | C06; D03
        Crossing of militias from Iraq into Syria | C14; C16
        Strikes                                   | C01; C03; C04; D01
    """,
    "denials": """
        notation | saidBy
        D02      | Army of Syria; Syrian Armed Forces; The report’s author; White Helmets
    """,
    "reported-about-a-place": """
        notation
        R04
        C03
        C13
    """,
}


@pytest.mark.parametrize("slug", EXPECTED)
@pytest.mark.parametrize("engine", ENGINES)
def test_answer_with_a_second_report(engine: str, slug: str) -> None:
    answer = both(engine)(QUESTIONS[slug].text)
    in_order = sorted(narrowed(answer, to=EXPECTED[slug]), key=str)
    assert in_order == sorted(rows(EXPECTED[slug]), key=str)


@pytest.mark.parametrize("slug", QUESTIONS)
def test_engines_agree_on_both_reports(slug: str) -> None:
    expected, *others = (both(engine)(QUESTIONS[slug].text) for engine in ENGINES)
    assert all(answer == expected for answer in others)


def test_a_party_in_one_report_is_none_in_another() -> None:
    parties = both("oxigraph")(QUESTIONS["statements-by-parties"].text)
    assert "D01" in {row["notation"] for row in parties}
    assert "D03" not in {row["notation"] for row in parties}


@pytest.mark.parametrize("slug", sorted(QUESTIONS.keys() - {"time-bounds"}))
def test_no_row_hangs_on_words_for_people(slug: str) -> None:
    assert len(wordless()(QUESTIONS[slug].text)) == len(seed("oxigraph")(QUESTIONS[slug].text))


@cache
def wordless() -> Ask:
    """An engine over the seed without labels, notations and glosses."""
    graph = Graph()
    for document in shipped.graphs().values():
        graph.parse(data=document, format="turtle")
    for predicate in (RDFS.label, SKOS.prefLabel, SKOS.notation, RPT.gloss):
        graph.remove((None, predicate, None))
    return oxigraph({SEED: graph.serialize(format="nt").encode()})
