"""Asks every server every question, in turns, so that noise hits all of them alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from statistics import median
from time import perf_counter

from . import answers
from .answers import Answer
from .bursts import burst
from .client import Failed
from .questions import Question
from .server import Server

MOST = 100
"""How many requests a server gets in one turn at most."""


@dataclass(frozen=True)
class Mode:
    """How many clients ask at once, and whether the same text again or one never seen."""

    clients: int
    warm: bool


@dataclass(frozen=True)
class Plan:
    """How much is measured: `rounds` turns of each server, until it has had its `seconds`."""

    clients: tuple[int, ...] = (1, 8)
    rounds: int = 5
    seconds: float = 3.0

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The modes, those of fewer clients first."""
        return tuple(Mode(*mode) for mode in product(self.clients, (True, False)))

    def requests(self, expected: float, clients: int) -> int:
        """How many requests each client sends in a turn if one takes `expected` seconds."""
        in_time = round(self.seconds / self.rounds / expected)
        return max(1, min(MOST, in_time) // clients)


@dataclass
class Outcome:
    """What came of one question to one server; times are in seconds."""

    rows: int | None = None
    first: float = 0.0
    times: dict[Mode, list[float]] = field(default_factory=dict)
    difference: str = ""
    failure: str = ""

    def median(self, mode: Mode) -> float | None:
        """The median in a mode; nothing if it failed."""
        times = self.times.get(mode)
        return median(times) if times else None


Outcomes = dict[str, Outcome]
"""The outcomes of one question, by the name of the server; ours is the first."""


def measure(servers: Sequence[Server], question: Question, plan: Plan) -> Outcomes:
    """Ask every server once and compare the answers; then time them."""
    outcomes = _ask_once(servers, question)
    for mode in plan.modes:
        for server in _turns(servers, plan.rounds):
            _take_turn(server, question, mode, plan, outcomes[server.name])
    return outcomes


def _ask_once(servers: Sequence[Server], question: Question) -> Outcomes:
    """Ask every server, and say of each answer how it differs from the first that there is."""
    outcomes, expected = {}, None
    for server in servers:
        outcome, answer = _first(server, question)
        if answer is not None:
            expected = answer if expected is None else expected
            outcome.difference = answers.difference(expected, answer)
        outcomes[server.name] = outcome
    return outcomes


def _first(server: Server, question: Question) -> tuple[Outcome, Answer | None]:
    start = perf_counter()
    try:
        response = server.ask(question.text, question.accept)
        seconds = perf_counter() - start
        answer = answers.read(response)
    except Failed as failure:
        server.recover(failure)
        return Outcome(failure=str(failure)), None
    return Outcome(answer.total(), seconds), answer


def _turns(servers: Sequence[Server], rounds: int) -> Iterator[Server]:
    """Give every server a turn in each round, each time another one first."""
    for number in range(rounds):
        first = number % len(servers)
        yield from (*servers[first:], *servers[:first])


def _take_turn(
    server: Server, question: Question, mode: Mode, plan: Plan, outcome: Outcome
) -> None:
    times = outcome.times.setdefault(mode, [])
    if outcome.failure or sum(times) / mode.clients >= plan.seconds:
        return
    count = plan.requests(median(times or [outcome.first]), mode.clients)
    try:
        times += burst(server.address, _requests(server, question, mode, count), server.timeout)
    except Failed as failure:
        outcome.failure = str(failure)
        times.clear()
        server.recover(failure)


def _requests(server: Server, question: Question, mode: Mode, count: int) -> list[list[bytes]]:
    def request() -> bytes:
        text = question.text if mode.warm else question.unseen()
        return server.request(text, question.accept)

    return [[request() for _ in range(count)] for _ in range(mode.clients)]
