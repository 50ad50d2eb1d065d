"""The twelve questions: three that are shipped, and nine in the folder `queries`."""

import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from reportedly import resources

JSON = "application/sparql-results+json"
CSV = "text/csv"
TURTLE = "text/turtle"

_OWN = Path(__file__).with_name("queries")
_SHIPPED = resources.data() / "queries"
_numbers = count(1)


@dataclass(frozen=True)
class Question:
    """A query in a file, what it stands for, and the media type that is asked for.

    `hidden` is a variable, without its question mark, whose name shows in no answer.
    """

    path: Path
    kind: str
    hidden: str
    accept: str = JSON

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def unseen(self) -> str:
        """Return the query with a variable renamed as it never was, so that no cache knows it.

        Raises ValueError if the query has no such variable.
        """
        name = f"?{self.hidden}_{next(_numbers)}"
        text, found = re.subn(rf"\?{self.hidden}\b", name, self.text)
        if not found:
            raise ValueError(f"{self.path.name} has no variable ?{self.hidden}")
        return text


QUESTIONS = (
    Question(_OWN / "statements-of-a-report.rq", "lookup", "passage"),
    Question(_OWN / "statements-of-an-actor.rq", "lookup", "account"),
    Question(_OWN / "who-has-a-label.rq", "lookup", "actor"),
    Question(_SHIPPED / "compare-figures.rq", "figures", "sameEvent"),
    Question(_OWN / "conflicting-counts.rq", "figures, join", "account1"),
    Question(_SHIPPED / "who-speaks-most.rq", "group-by", "rendering"),
    Question(_SHIPPED / "chains.rq", "join", "nearest"),
    Question(_OWN / "independently-told.rq", "join", "otherAccount"),
    Question(_OWN / "one-report.rq", "construct", "property", TURTLE),
    Question(_OWN / "is-anything-denied-and-stated.rq", "ask", "denial"),
    Question(_OWN / "search-in-glosses.rq", "search", "statement"),
    Question(_OWN / "ninety-reports.rq", "big result", "report", CSV),
)
