"""Counts requests, and writes what was counted in the text format of Prometheus.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from threading import Lock
from typing import Final

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds, each the upper end of a bucket of the histogram; the last bucket has none."""
_ENDS: Final = (*map(str, _BOUNDS), "+Inf")
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


@dataclass(frozen=True)
class Sample:
    """A value, with labels that tell it from others; `suffix` goes to the name of its metric."""

    value: float
    labels: Mapping[str, str]
    suffix: str = ""


@dataclass(frozen=True)
class Metric:
    """Values of one kind: `counter`, `gauge`, `histogram` or `summary`."""

    name: str
    kind: str
    meaning: str
    samples: Iterable[Sample]


def single(name: str, kind: str, meaning: str, value: float) -> Metric:
    """Return a metric of one value."""
    return Metric(name, kind, meaning, [Sample(value, {})])


def several(name: str, kind: str, meaning: str, label: str, values: Mapping[str, float]) -> Metric:
    """Return a metric of several values, which one label tells apart."""
    return Metric(name, kind, meaning, [Sample(values[key], {label: key}) for key in values])


def render(metrics: Iterable[Metric]) -> str:
    """Write metrics as Prometheus reads them."""
    return "".join(f"{line}\n" for metric in metrics for line in _lines(metric))


class Requests:
    """How many requests there were, with what outcome, and how long they took.

    Safe to share between threads.
    """

    def __init__(self) -> None:
        self._outcomes: Counter[tuple[str, int]] = Counter()
        self._buckets: dict[str, list[int]] = {}
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._lock = Lock()

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count a request by the route that took it and the status of the response."""
        with self._lock:
            self._outcomes[route, status] += 1
            buckets = self._buckets.setdefault(route, [0] * len(_ENDS))
            buckets[bisect_left(_BOUNDS, seconds)] += 1
            self._seconds[route] += seconds

    def metrics(self) -> list[Metric]:
        """Return what was counted until now."""
        with self._lock:
            outcomes = [
                Sample(count, {"route": route, "status": str(status)})
                for (route, status), count in sorted(self._outcomes.items())
            ]
            times = [each for route in sorted(self._buckets) for each in self._times(route)]
        return [
            Metric("requests_total", "counter", "Requests by route and status.", outcomes),
            Metric("request_seconds", "histogram", "Time from request to response.", times),
        ]

    def _times(self, route: str) -> Iterator[Sample]:
        counts = list(accumulate(self._buckets[route]))
        for end, count in zip(_ENDS, counts, strict=True):
            yield Sample(count, {"route": route, "le": end}, "_bucket")
        yield Sample(self._seconds[route], {"route": route}, "_sum")
        yield Sample(counts[-1], {"route": route}, "_count")


def _lines(metric: Metric) -> Iterator[str]:
    name = f"reportedly_{metric.name}"
    yield f"# HELP {name} {metric.meaning}"
    yield f"# TYPE {name} {metric.kind}"
    for sample in metric.samples:
        yield f"{name}{sample.suffix}{_braced(sample.labels)} {sample.value}"


def _braced(labels: Mapping[str, str]) -> str:
    written = ",".join(f'{key}="{labels[key].translate(_ESCAPES)}"' for key in labels)
    return f"{{{written}}}" if written else ""
