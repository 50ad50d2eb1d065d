"""Reads JSON and keeps the place of every value: https://www.rfc-editor.org/rfc/rfc8259.

It is stricter than JSON has to be: no key twice in an object, no null, no number but whole ones
that every program reads alike, and no text that is not Unicode.
"""

import json
import re
from typing import Final, NamedTuple, TypeAlias

from reportedly import documents
from reportedly.errors import DocumentSyntaxError, SubmissionRefused
from reportedly.submission.source import refusal


class Value(NamedTuple):
    """A value, and where it starts, in code points from 0."""

    content: "Content"
    start: int


class Member(NamedTuple):
    """A member of an object: where its key starts, and its value."""

    start: int
    value: Value


Content: TypeAlias = str | int | bool | list[Value] | dict[str, Member]

_DEEPEST: Final = 100
_MOST_VALUES: Final = 50_000
_MOST_DIGITS: Final = 15
_TERMINAL: Final = re.compile(
    r"[ \t\n\r]*+(?:"
    r'(?P<string>"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+")'
    r"|(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)"
    r"|(?P<word>true|false|null)"
    r"|(?P<sign>[][{},:])"
    r"|(?P<end>\Z)|(?P<fault>.))",
    re.DOTALL,
)
_NAMES: Final = {",": "a comma", ":": "a colon", "end": "the end of the document"}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def read(text: str) -> Value:
    """Return the value that a JSON text is.

    Raises DocumentSyntaxError where it is not JSON, and SubmissionRefused where it nests more than
    100 deep, has more than 50,000 values, or is not as strict as said above.
    """
    reader = _Reader(text)
    value = reader.value(0)
    reader.take("end")
    return value


class _Reader:
    """One pass over a text: `_next` is what comes next, a sign or the name of another terminal."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._terminals = _TERMINAL.finditer(text)
        self._values = 0
        self._advance()

    def value(self, depth: int) -> Value:
        """Read the value that comes next."""
        start = self._start
        self._values += 1
        if depth > _DEEPEST:
            raise self._refusal(f"This is nested more than {_DEEPEST} deep.", "Nest less.")
        if self._values > _MOST_VALUES:
            raise self._refusal(
                f"There are more than {_MOST_VALUES:,} values.", "Send less at once."
            )
        if self._next == "{":
            return Value(self._object(depth + 1), start)
        if self._next == "[":
            return Value(self._array(depth + 1), start)
        return Value(self._scalar(), start)

    def take(self, token: str) -> None:
        """Pass the terminal that must come next."""
        if self._next != token:
            raise self._fault(f"{_NAMES[token]} is expected here")
        self._advance()

    def _advance(self) -> None:
        match = next(self._terminals, None)
        if match is not None:
            group = match.lastgroup or "end"
            self._word, self._start = match[group], match.start(group)
            self._next = self._word if group == "sign" else group

    def _array(self, depth: int) -> list[Value]:
        items: list[Value] = []
        self._advance()
        while self._next != "]":
            if items:
                self.take(",")
            items.append(self.value(depth))
        self._advance()
        return items

    def _object(self, depth: int) -> dict[str, Member]:
        members: dict[str, Member] = {}
        self._advance()
        while self._next != "}":
            if members:
                self.take(",")
            key, start = self._key(members)
            self.take(":")
            members[key] = Member(start, self.value(depth))
        self._advance()
        return members

    def _key(self, members: dict[str, Member]) -> tuple[str, int]:
        start = self._start
        if self._next != "string":
            raise self._fault("a key in quotation marks is expected here")
        key = self._string()
        if key in members:
            raise self._refusal(
                "This key stands in the object already.", "Give the values as an array."
            )
        self._advance()
        return key, start

    def _scalar(self) -> str | int | bool:
        match self._next:
            case "string":
                value: str | int | bool = self._string()
            case "number":
                value = self._number()
            case "word":
                value = self._truth()
            case _:
                raise self._fault("a value is expected here")
        self._advance()
        return value

    def _string(self) -> str:
        if "\\" not in self._word:
            return self._word[1:-1]
        value: str = json.loads(self._word)
        if _SURROGATE.search(value):
            raise self._refusal(
                "There is half of a surrogate pair in this text.", "Write both halves."
            )
        return value

    def _number(self) -> int:
        if len(self._word) > _MOST_DIGITS or not self._word.lstrip("-").isdigit():
            raise self._refusal(
                "Programs do not read this number alike.",
                f"Write all but whole numbers of up to {_MOST_DIGITS - 1} digits as text:"
                ' "2.5" for 2.5.',
            )
        return int(self._word)

    def _truth(self) -> bool:
        if self._word == "null":
            raise self._refusal("JSON-LD drops null in silence.", "Remove it, and its key.")
        return self._word == "true"

    def _fault(self, reason: str) -> DocumentSyntaxError:
        if self._word == '"':
            reason = "this text never ends, or has a line end or an escape that is none in it"
        place = documents.position(self._text, self._start)
        return DocumentSyntaxError(
            name="The document",
            reason=reason,
            line=place.line,
            column=place.column,
            source=documents.line_of(self._text, self._start),
        )

    def _refusal(self, reason: str, hint: str) -> SubmissionRefused:
        return refusal(self._text, self._start, reason, hint)
