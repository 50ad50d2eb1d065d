"""Queries that ask for too much, and how they may be refused."""

import itertools
from dataclasses import dataclass

VARIABLES = [f"?v{number}" for number in range(401)]


@dataclass(frozen=True)
class Attack:
    """A query and the statuses that are a clear answer to it."""

    query: str
    statuses: frozenset[int]


def _attack(query: str, *statuses: int) -> Attack:
    return Attack(query, frozenset(statuses))


ATTACKS = {
    "braces": _attack(f"SELECT * {{ {'{' * 3000}{'}' * 3000} }}", 413),
    "negations": _attack(f"ASK {{ FILTER({'!' * 10_000}true) }}", 413),
    "path": _attack(f"SELECT * {{ ?s {'/'.join(['!<a:a>'] * 800)} ?o }}", 413, 503, 504),
    "stars": _attack(f"ASK {{ ?s {'/'.join(['(<a:a>|!<a:a>)*'] * 90)} ?o }}", 200, 413, 503, 504),
    "join": _attack(
        "SELECT (COUNT(*) AS ?n) { "
        + " . ".join(f"{one} ?p{one[2:]} {two}" for one, two in itertools.pairwise(VARIABLES))
        + " }",
        *(413, 503, 504),
    ),
    "cross product": _attack("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 504),
    "ten million rows": _attack("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 10000000", 413, 504),
    "optionals": _attack(
        "SELECT * { ?v0 a ?t "
        + " ".join(f"OPTIONAL {{ {one} ?p {two} }}" for one, two in itertools.pairwise(VARIABLES))
        + " OPTIONAL { ?v0 ?p ?x }" * 100
        + " }",
        *(413, 503, 504),
    ),
    "memory": _attack("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c", 503, 504),
    "regex": _attack(
        'SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(x+x+)+y")) }', 504
    ),
    "long string": _attack(
        "SELECT (STRLEN(?z) AS ?n) { BIND('"
        + "x" * 1000
        + "' AS ?a0) "
        + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(40))
        + " BIND(?a40 AS ?z) }",
        *(413, 503, 504),
    ),
}
