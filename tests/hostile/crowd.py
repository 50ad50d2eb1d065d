"""People with normal queries, who must not notice what others do."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from .site import Reply, Site

QUERIES = (
    "SELECT * { ?s a ?type } LIMIT 20",
    "SELECT ?type (COUNT(*) AS ?n) { ?s a ?type } GROUP BY ?type",
    "PREFIX rpt: <https://w3id.org/reportedly/ns#>"
    " SELECT ?source ?gloss { ?s rpt:source ?source ; rpt:account/rpt:gloss ?gloss } LIMIT 50",
    "ASK { ?s ?p 'nothing like it' }",
)
SIZE = 8
PAUSE = 0.05
"""Seconds between two queries of one client."""
ADDRESSES = ("127.0.0.2", "127.0.0.3")
"""Where they come from."""


@dataclass
class Crowd:
    """What its members saw: the slowest answer in seconds, and what went wrong."""

    answers: int = 0
    slowest: float = 0
    failures: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def note(self, reply: Reply) -> None:
        self.answers += 1
        self.slowest = max(self.slowest, reply.seconds)
        if reply.status != 200:
            self.failures.append(str(reply))


@contextmanager
def asking(site: Site) -> Iterator[Crowd]:
    """Have eight clients ask until this is left."""
    crowd = Crowd()
    members = [
        threading.Thread(target=_ask, args=(site, crowd, ADDRESSES[number % len(ADDRESSES)]))
        for number in range(SIZE)
    ]
    for member in members:
        member.start()
    try:
        yield crowd
    finally:
        crowd.over.set()
        for member in members:
            member.join()


def quiet(site: Site, seconds: float) -> Crowd:
    """Return what a crowd sees that has the server for itself."""
    with asking(site) as crowd:
        time.sleep(seconds)
    return crowd


def unharmed(crowd: Crowd, usual: float) -> bool:
    """Say whether normal queries were answered, none of them a second later than usual."""
    assert crowd.failures == []
    assert crowd.slowest < usual + 1
    return crowd.answers > 0


def _ask(site: Site, crowd: Crowd, source: str) -> None:
    number = 0
    while not crowd.over.is_set():
        try:
            crowd.note(site.ask(QUERIES[number % len(QUERIES)], source))
        except OSError as error:
            crowd.failures.append(repr(error))
        number += 1
        time.sleep(PAUSE)
