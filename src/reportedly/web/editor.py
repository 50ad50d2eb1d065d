"""What the page that asks in SPARQL offers, besides the query: examples, and an editor."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from reportedly.errors import ResourceMissing
from reportedly.questions import THEMES, Question
from reportedly.terms import PREFIXES

_BUNDLE: Final = Path(__file__).parent / "static" / "editor" / "editor.js"


@dataclass(frozen=True)
class Editor:
    """The examples by theme, and whether there is an editor besides the plain form.

    There is one if the package was built where npm is.
    """

    examples: dict[str, tuple[Question, ...]]
    bundled: bool

    @classmethod
    def of(cls, questions: Iterable[Question]) -> Self:
        """Return what is offered with these questions as examples."""
        known = tuple(questions)
        by_theme = {theme: tuple(q for q in known if q.theme == theme) for theme in THEMES}
        return cls(by_theme, _BUNDLE.is_file())

    def text(self, slug: str) -> str:
        """Return the query of a question, or none for no slug. Raises ResourceMissing."""
        if slug and slug not in self._texts:
            detail = f"There is no question “{slug}”."
            raise ResourceMissing(detail, hint="/queries lists them all.")
        return self._texts.get(slug, "")

    @property
    def prefixes(self) -> str:
        """The prefixes that can be completed, as JSON."""
        return json.dumps(PREFIXES)

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {q.slug: q.text for questions in self.examples.values() for q in questions}
