"""Does in one go what comes in while something else is being done."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

from reportedly.errors import ReportedlyError

Order = TypeVar("Order")
Result = TypeVar("Result")


class Grouped(Generic[Order, Result]):
    """Has `do` carry out orders, group after group: those that wait are the next.

    A group has one order, and more as long as they `weigh` no more than `most` together.
    `do` is never called twice at once. It returns a result for each order, or the error that is to
    be raised where the order was given; an error that it raises itself is raised for all of them.
    """

    def __init__(
        self,
        do: Callable[[Sequence[Order]], Sequence[Result | ReportedlyError]],
        weigh: Callable[[Order], int],
        most: int,
    ) -> None:
        self._do = do
        self._weigh = weigh
        self._most = most
        self._waiting: deque[tuple[Order, Future[Result]]] = deque()
        self._working = Lock()

    def carry_out(self, order: Order) -> Result:
        """Return the result of an order when the group that it is in is done.

        Whoever comes first does it for the others.
        """
        future: Future[Result] = Future()
        self._waiting.append((order, future))
        with self._working:
            while not future.done():
                self._do_next()
        return future.result()

    def _do_next(self) -> None:
        group = self._take()
        try:
            results = self._do([order for order, _ in group])
            for (_, future), result in zip(group, results, strict=True):
                _settle(future, result)
        except (ReportedlyError, EOFError, OSError) as error:
            for _, future in group:
                future.set_exception(error)
        finally:
            for _, future in group:
                future.cancel()  # those that a fault of ours has left unanswered

    def _take(self) -> list[tuple[Order, Future[Result]]]:
        group = [self._waiting.popleft()]
        weight = self._weigh(group[0][0])
        while self._waiting and (weight := weight + self._weigh(self._waiting[0][0])) <= self._most:
            group.append(self._waiting.popleft())
        return group


def _settle(future: Future[Result], result: Result | ReportedlyError) -> None:
    if isinstance(result, ReportedlyError):
        future.set_exception(result)
    else:
        future.set_result(result)
