"""What peers are sent, and what becomes of calls that fail."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from reportedly import media
from reportedly.engine.embedded import Embedded
from reportedly.engine.isolation.loop import Loop
from reportedly.engine.port import Caller, Query
from reportedly.errors import (
    ClientGone,
    PeerAnswerTooLarge,
    PeerFailed,
    PeerUnknown,
    QueryRefused,
    QuerySyntaxError,
    QueryTakesTime,
    QueryTooComplex,
    TooManyCalls,
)
from reportedly.federation.calling.client import Found
from reportedly.federation.calling.peers import Peer, Peers
from reportedly.federation.evaluation import Federated
from reportedly.federation.limits import Limits
from reportedly.federation.solutions import Solutions

from .oracle import World

ONE, TWO, DOWN = "http://one/", "http://two/", "http://down/"
CALL = f"SERVICE <{ONE}>"


def world(number: int = 5, batch: int = 2) -> World:
    """Things with numbers here, of which each has a name at a peer, as have many others."""
    here = " ".join(f":{n} :number {n} ." for n in range(number))
    there = " ".join(f':{n} :name "name {n}" .' for n in range(200))
    prefix = "@prefix : <http://x/> . "
    return World(prefix + here, {ONE: prefix + there, TWO: prefix, DOWN: None}, batch)


def ask(asked: World, pattern: str, limits: Limits | None = None) -> int:
    """How many solutions a pattern has."""
    text = f"PREFIX : <http://x/> SELECT * {{ {pattern} }}"
    return asked.answer(text, limits).total()


def sent(asked: World) -> list[int]:
    """How many values each call was sent."""
    return [text.count("(<http://x/") for _, text in asked.asked]


@pytest.mark.parametrize(
    "pattern",
    [
        f"?a :number ?n {CALL} {{ ?a :name ?m }}",
        f"{CALL} {{ ?a :name ?m }} ?a :number ?n",
        f"?a :number ?n {{ {CALL} {{ ?a :name ?m }} }}",
        f"?a :number ?n OPTIONAL {{ {CALL} {{ ?a :name ?m }} }}",
        f"?a :number ?n BIND(?a AS ?b) {CALL} {{ ?b :name ?m }}",
        f"?a :number ?n {CALL} {{ ?a :name ?m OPTIONAL {{ ?a :z ?z }} }}",
        f"?a :number ?n {CALL} {{ ?a :name ?m FILTER(STRLEN(?m) > 0) }}",
        f"?a :number ?n VALUES ?s {{ <{ONE}> }} SERVICE ?s {{ ?a :name ?m }}",
        f"?a :number ?n FILTER EXISTS {{ {CALL} {{ ?a :name ?m }} }}",
        f"GRAPH ?g {{ ?a :number ?n {CALL} {{ ?a :name ?m }} }}",
        f"GRAPH ?g {{ ?a :number ?n OPTIONAL {{ {CALL} {{ ?a :name ?m }} }} }}",
    ],
)
def test_a_call_is_sent_what_is_known_in_batches(pattern: str) -> None:
    asked = world()
    assert ask(asked, pattern) == 5
    assert sent(asked) == [2, 2, 1]


def test_filters_make_what_is_sent_less() -> None:
    asked = world()
    ask(asked, f"?a :number ?n {CALL} {{ ?a :name ?m }} FILTER(?n > 3)")
    assert sent(asked) == [1]


def test_what_has_nothing_to_do_with_the_call_is_not_evaluated_for_it() -> None:
    asked = world(200, batch=500)
    ask(asked, f"?a :number 3 {CALL} {{ ?a :name ?m }} ?x :number ?y . ?y ^:number ?z")
    assert sent(asked) == [1]


def test_of_too_many_bindings_those_of_one_variable_are_sent() -> None:
    asked = world(150, batch=500)
    pattern = f"?a :number ?n . ?b :number ?m . {CALL} {{ ?a :name ?x . ?b :name ?y }}"
    ask(asked, f"{{ SELECT * {{ {pattern} FILTER(?n = 1) }} }}")
    assert sent(asked) == [150]


def test_a_peer_is_not_asked_for_what_joins_with_nothing() -> None:
    asked = world()
    assert ask(asked, f"?a :none ?n {CALL} {{ ?a :name ?m }}") == 0
    assert asked.asked == []


def test_a_peer_is_asked_for_what_is_used() -> None:
    asked = world()
    text = f"SELECT ?a {{ {CALL} {{ ?a <http://x/name> ?m ; <http://x/name> ?o }} }}"
    asked.answer(text)
    assert [text.split("WHERE")[0].split() for _, text in asked.asked] == [["SELECT", "?a"]]


def test_prefixes_and_the_base_go_with_a_call() -> None:
    asked = world()
    text = f"BASE <http://x/> PREFIX x: <> SELECT * {{ {CALL} {{ <3> x:name ?m }} }}"
    assert asked.answer(text).total() == 1


@pytest.mark.parametrize("name", ["x:", "<>", r"<http\u003A//one/>"])
def test_an_endpoint_is_known_however_it_is_written(name: str) -> None:
    asked = world()
    text = f"BASE <{ONE}> PREFIX x: <{ONE}> SELECT * {{ SERVICE {name} {{ ?a ?b ?c }} }}"
    assert asked.answer(text).total() == 200


@pytest.mark.parametrize("silent", [DOWN, "http://unknown/", "urn:x"])
def test_a_silent_call_that_fails_leaves_what_it_is_joined_with(silent: str) -> None:
    assert ask(world(), f"?a :number ?n SERVICE SILENT <{silent}> {{ ?a :name ?m }}") == 5


def test_of_variable_endpoints_those_that_answer_do_if_the_call_is_silent() -> None:
    values = f"VALUES ?s {{ <{ONE}> <{DOWN}> 1 <http://unknown/> }}"
    assert ask(world(), f"{values} SERVICE SILENT ?s {{ :1 :name ?m }}") == 4


@pytest.mark.parametrize(
    ("pattern", "error", "told"),
    [
        (f"SERVICE <{DOWN}> {{ ?a ?b ?c }}", PeerFailed, "p2"),
        ("SERVICE <http://unknown/> { ?a ?b ?c }", PeerUnknown, "<http://unknown/>"),
        ("SERVICE ?s { ?a ?b ?c }", PeerUnknown, "?s"),
        ("VALUES ?s { 1 } SERVICE ?s { ?a ?b ?c }", PeerUnknown, "no IRI"),
        ("?a :number ?n OPTIONAL { ?a :z ?s } SERVICE ?s { ?a ?b ?c }", PeerUnknown, "no value"),
        (f"{CALL} {{ ?a ?b }}", QuerySyntaxError, "column"),
        (f"?a :number ?n FILTER(?n > 0 {CALL} {{ ?a ?b ?c }}", QuerySyntaxError, "column"),
    ],
)
def test_a_call_that_fails_is_told(pattern: str, error: type[Exception], told: str) -> None:
    asked = world()
    with pytest.raises(error) as raised:
        ask(asked, pattern)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT (EXISTS {{ {CALL} {{ ?a ?b ?c }} }} AS ?x) {{ }}",
        f"SELECT * {{ ?a ?b ?c }} ORDER BY (EXISTS {{ {CALL} {{ ?a ?b ?c }} }})",
        f"SELECT * {{ {{ SELECT (EXISTS {{ {CALL} {{ ?a ?b ?c }} }} AS ?x) {{ }} }} }}",
    ],
)
def test_a_call_in_an_expression_of_a_query_is_refused(text: str) -> None:
    asked = world()
    with pytest.raises(QueryRefused, match="Line 1, column"):
        asked.answer(text)
    assert asked.asked == []


@pytest.mark.parametrize("glued", ["SERVICESILENT<u:x>", "SERVICE:x", "SERVICESILENT:x"])
def test_a_call_that_only_some_would_read_as_one_is_refused(glued: str) -> None:
    asked = world()
    with pytest.raises(QueryRefused, match="can be read"):
        ask(asked, f"FILTER EXISTS {{ {CALL} {{ ?a ?b ?c }} }} {glued} {{ ?a ?b ?c }}")
    assert asked.asked == []


def test_a_query_that_has_too_many_calls_makes_none_of_the_last() -> None:
    asked = world(batch=1)
    with pytest.raises(TooManyCalls, match="more than 4 times"):
        ask(asked, f"?a :number ?n SERVICE SILENT <{ONE}> {{ ?a :name ?m }}", Limits(calls=4))
    assert asked.asked == []


def test_a_query_with_very_many_calls_is_refused_before_any_is_made() -> None:
    asked = world()
    with pytest.raises(TooManyCalls):
        ask(asked, f"SERVICE SILENT <{ONE}> {{ ?a :name ?m }} " * 101)
    assert asked.asked == []


def test_a_query_whose_calls_have_too_many_solutions_is_given_up() -> None:
    with pytest.raises(PeerAnswerTooLarge, match="more than 150 solutions"):
        ask(world(), f"{CALL} {{ ?a :name ?m }}", Limits(rows=150))
    with pytest.raises(PeerAnswerTooLarge, match="more than 900 characters"):
        ask(world(), f"{CALL} {{ ?a :name ?m }}", Limits(size=900))


def test_a_query_with_calls_that_is_very_long_is_refused() -> None:
    with pytest.raises(QueryTooComplex, match="1,000 characters"):
        ask(world(), f"{CALL} {{ ?a :name ?m }} {' ' * 1000}", Limits(length=1000))


def test_the_word_alone_calls_nobody() -> None:
    asked = world()
    assert ask(asked, '?a :number ?n FILTER(STR(?n) != "SERVICE <x> {")') == 5
    assert asked.asked == []


@pytest.mark.parametrize(
    ("form", "accept", "told"),
    [
        ("ASK", media.CSV.media_type, b"true"),
        (
            "CONSTRUCT { ?a ?b ?c } WHERE",
            media.N_TRIPLES.media_type,
            b'/3> <http://x/name> "name 3"',
        ),
        ("DESCRIBE ?a WHERE", media.N_TRIPLES.media_type, b'/3> <http://x/number> "3"'),
    ],
)
def test_every_form_of_query_may_call(form: str, accept: str, told: bytes) -> None:
    text = f"{form} {{ {CALL} {{ ?a ?b ?c FILTER(?c = 'name 3') }} }}"
    assert told in world().evaluate(text, accept)


def test_blank_nodes_of_peers_are_blank_and_each_its_own() -> None:
    there = "@prefix : <http://x/> . [] :name 1 . [] :name 2 ; :knows [ :name 3 ] ."
    asked = World("@prefix : <http://x/> . :a :n 1 , 2 , 3 .", {ONE: there}, batch=1)
    text = f"""SELECT (COUNT(DISTINCT ?x) AS ?n) (MIN(isBlank(?x)) AS ?blank) {{
        ?a <http://x/n> ?m {CALL} {{ ?x <http://x/name> ?m }} }}"""
    [(row, _)] = asked.answer(text).items()
    assert [value.split("^^")[0] for _, value in row] == ['"true"', '"3"']


def test_blank_nodes_of_two_calls_are_never_the_same() -> None:
    data = "@prefix : <http://x/> . [] :name 1 ."
    asked = World("", {ONE: data, TWO: data})
    call = "{{ SERVICE <{}> {{ ?x <http://x/name> 1 }} }}"
    union = f"{call.format(ONE)} UNION {call.format(TWO)}"
    [(row, _)] = asked.answer(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {union} }}").items()
    assert [value.split("^^")[0] for _, value in row] == ['"2"']


def test_solutions_count_each_time_that_they_are_used() -> None:
    asked = world()
    with pytest.raises(PeerAnswerTooLarge, match="more than 500 solutions"):
        ask(asked, " UNION ".join(["{ SERVICE <http://one/> { ?a ?b ?c } }"] * 3), Limits(rows=500))
    assert len(asked.asked) == 1


@pytest.fixture
def loop() -> Iterator[Loop]:
    with closing(Loop()) as loop:
        yield loop


async def never(_peer: Peer, _query: str) -> Found:
    await asyncio.sleep(60)
    raise AssertionError


PEERS = Peers([Peer("one", ONE, frozenset({ONE}))])
QUERY = Query(f"ASK {{ {CALL} {{ ?a ?b ?c }} }}", media.JSON.media_type)


def test_a_query_has_a_time(loop: Loop) -> None:
    limits = Limits(seconds=0.2)
    engine = Federated.over_embedded(Embedded.in_memory(), loop, PEERS, never, limits)
    with pytest.raises(QueryTakesTime, match=r"after 0.2 seconds"):
        engine.evaluate(QUERY)


def test_a_call_that_fails_when_it_is_broken_off_is_no_news(
    loop: Loop, caplog: pytest.LogCaptureFixture
) -> None:
    async def ask(_peer: Peer, _query: str) -> Found:
        try:
            await asyncio.sleep(60)
        finally:
            raise PeerFailed("It was closed.", peer="one")

    limits = Limits(seconds=0.2)
    engine = Federated.over_embedded(Embedded.in_memory(), loop, PEERS, ask, limits)
    with pytest.raises(QueryTakesTime):
        engine.evaluate(QUERY)
    loop.run(asyncio.sleep(0.01))
    gc.collect()
    assert caplog.records == []


def test_a_client_may_give_it_less(loop: Loop) -> None:
    engine = Federated.over_embedded(Embedded.in_memory(), loop, PEERS, never, Limits())
    with pytest.raises(QueryTakesTime, match=r"after 0.2 seconds"):
        engine.evaluate(replace(QUERY, seconds=0.2))


def test_the_graphs_that_a_query_names_are_those_of_its_bindings(loop: Loop) -> None:
    engine, sent = Embedded.in_memory(), []

    async def ask(_peer: Peer, query: str) -> Found:
        sent.append(query)
        return Found(Solutions(("a",), ()), 0)

    for name in ("x", "y"):
        engine.replace(f"urn:{name}", f"<urn:{name}> <urn:p> 1 .".encode(), "text/turtle")
    federated = Federated.over_embedded(engine, loop, PEERS, ask, Limits())
    pattern = f"{{ ?a <urn:p> ?b {CALL} {{ ?a ?p ?o }} }}"
    federated.evaluate(Query(f"SELECT * FROM <urn:x> {pattern}"))
    federated.evaluate(Query(f"SELECT * {pattern}", default_graphs=("urn:y",)))
    assert ["<urn:x>" in text for text in sent] == [True, False]
    assert ["<urn:y>" in text for text in sent] == [False, True]


def test_a_query_ends_when_its_client_goes(loop: Loop) -> None:
    engine = Federated.over_embedded(Embedded.in_memory(), loop, PEERS, never, Limits())
    with pytest.raises(ClientGone):
        engine.evaluate(QUERY, Caller("a", gone=lambda: True))


def test_a_query_is_answered_anew_if_the_data_change_meanwhile(loop: Loop) -> None:
    engine = Embedded.in_memory()
    asked = []

    async def ask(_peer: Peer, query: str) -> Found:
        asked.append(query)
        if len(asked) == 1:
            engine.replace("urn:g", b"<urn:b> <urn:p> 1 .", media.TURTLE.media_type)
        return Found(Solutions(("a",), (("<urn:a>",), ("<urn:b>",))), 0)

    engine.replace("urn:g", b"<urn:a> <urn:p> 1 .", media.TURTLE.media_type)
    federated = Federated.over_embedded(engine, loop, PEERS, ask, Limits(calls=1))
    query = Query(f"SELECT ?a {{ ?a <urn:p> ?b {CALL} {{ ?a ?p ?o }} }}", media.CSV.media_type)
    answer = federated.evaluate(query)
    assert answer.body.split() == [b"a", b"urn:b"]
    assert answer.revision == engine.revision
    assert [spent.calls for spent in answer.spent] == [2]


def test_variables_that_a_peer_was_not_asked_for_are_left_out(loop: Loop) -> None:
    """They could be others here, such as that of a BIND, which may not be bound before."""

    async def ask(_peer: Peer, _query: str) -> Found:
        return Found(Solutions(("a", "x"), (("<urn:a>", '"more"'),)), 0)

    federated = Federated.over_embedded(Embedded.in_memory(), loop, PEERS, ask, Limits())
    text = f"SELECT ?a ?x {{ {CALL} {{ ?a ?p ?o }} BIND(1 AS ?x) }}"
    answer = federated.evaluate(Query(text, media.CSV.media_type))
    assert answer.body.split() == [b"a,x", b"urn:a,1"]


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        (f"SERVICE SILENT <{DOWN}> {{ ?a :name ?m }}", b"a,m"),
        (f"?a :none ?n {CALL} {{ ?a :name ?m }}", b"a,n,m"),
        (f"?a :none ?n OPTIONAL {{ {CALL} {{ ?a :name ?m }} }}", b"a,n,m"),
        (f"SERVICE SILENT <{DOWN}> {{ SELECT ?a (?m AS ?x) {{ ?a :name ?m }} }}", b"a,x"),
        (f"{CALL} {{ ?a :name ?m FILTER(?m = 1 || BOUND(?z)) }}", b"a,m"),
        (f"{CALL} {{ ?a :name ?m MINUS {{ ?a :number ?n }} BIND(1 AS ?x) }}", b"a,m,x"),
        (f"{CALL} {{ {{ SELECT ?a {{ ?a :name ?m }} }} }}", b"a"),
    ],
)
def test_all_variables_of_a_call_are_shown_whatever_it_comes_to(pattern: str, shown: bytes) -> None:
    text = f"PREFIX : <http://x/> SELECT * {{ {pattern} }}"
    head = world().evaluate(text, media.CSV.media_type).splitlines()[0]
    assert sorted(head.split(b",")) == sorted(shown.split(b","))


def test_batches_do_not_wait_for_each_other_in_their_own_time(loop: Loop) -> None:
    running = most = 0

    async def ask(_peer: Peer, _query: str) -> Found:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1
        return Found(Solutions(("a",), ()), 0)

    engine = Embedded.in_memory()
    engine.replace(
        "urn:g", b"".join(b"<urn:a> <urn:p> %d ." % n for n in range(1200)), "text/turtle"
    )
    federated = Federated.over_embedded(engine, loop, PEERS, ask, Limits())
    federated.evaluate(Query(f"ASK {{ <urn:a> <urn:p> ?b {CALL} {{ ?a <urn:q> ?b }} }}"))
    assert most == 4
