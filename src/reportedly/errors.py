"""Every error that reportedly raises, in one tree.

    ReportedlyError
    ├── SettingsError
    ├── ListenError
    ├── FileError
    │   ├── DocumentSyntaxError
    │   └── ReportError
    ├── RequestError
    │   ├── UnsupportedContentType
    │   └── RequestTooLarge
    ├── NotAcceptable
    ├── AccessError
    │   ├── Unauthorised
    │   └── Forbidden
    ├── QueryError
    │   ├── QuerySyntaxError
    │   └── QueryRefused
    └── StoreError
        ├── StoreMissing
        ├── StoreForeign
        ├── StoreLocked
        ├── StoreNotWritable
        └── StoreVersionMismatch

Each class has a `code` (stable, for programs) and a `title` (for people); each error says what
happened in `detail` and how to mend it in `hint`. All of them survive pickling, so that an error
raised in another process arrives whole.
"""

from typing import Any


class ReportedlyError(Exception):
    """Anything that reportedly refuses or fails to do."""

    code = "error"
    title = "Something went wrong"

    def __init__(self, detail: str, *, hint: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).__new__, (type(self), *self.args), vars(self)


class SettingsError(ReportedlyError):
    """Settings that don't go together, or that would not be safe."""

    code = "settings"
    title = "The settings can’t be used"


class ListenError(ReportedlyError):
    """The server can't listen on the address that it was given."""

    code = "listen"
    title = "The address can’t be used"


class FileError(ReportedlyError):
    """A file that can't be read, or holds something else than it should."""

    code = "unreadable-file"
    title = "A file can’t be read"


class DocumentSyntaxError(FileError):
    """RDF that breaks the rules of its format, at a known place.

    `line` and `column` count from 1, the column in code points; `source` is that line.
    """

    code = "document-syntax"
    title = "Not well-formed RDF"

    def __init__(self, *, name: str, reason: str, line: int, column: int, source: str) -> None:
        super().__init__(f"{name}, line {line}, column {column}: {reason}.")
        self.hint = "\n".join(("Mend it here:", *pointer(source, column)))
        self.line = line
        self.column = column
        self.source = source


class ReportError(FileError):
    """A file that is RDF, but not the description of one report."""

    code = "not-a-report"
    title = "Not a report"


class RequestError(ReportedlyError):
    """A request that can't be understood."""

    code = "request"
    title = "The request can’t be understood"


class UnsupportedContentType(RequestError):
    """A request whose body is of a media type that is not read here."""

    code = "unsupported-content-type"
    title = "The body is of a type that is not read here"


class RequestTooLarge(RequestError):
    """A request, or the query in it, that is longer than the limit."""

    code = "too-large"
    title = "The request is too large"


class NotAcceptable(ReportedlyError):
    """None of the accepted media types can be written; `available` lists those that can."""

    code = "not-acceptable"
    title = "There is no such representation"

    def __init__(self, *, available: tuple[str, ...]) -> None:
        super().__init__(
            "The answer can’t be written in any of the media types that you accept.",
            hint=f"There are: {', '.join(available)}.",
        )
        self.available = available


class AccessError(ReportedlyError):
    """A request that may not be done with the token that it has, or has not.

    `challenge` is the value of the header WWW-Authenticate that the answer needs:
    https://www.rfc-editor.org/rfc/rfc6750#section-3.
    """

    code = "access"
    title = "Not everybody may do this"

    def __init__(self, detail: str, *, hint: str = "", challenge: str) -> None:
        super().__init__(detail, hint=hint)
        self.challenge = challenge


class Unauthorised(AccessError):
    """A request without a token that is good here."""

    code = "unauthorised"
    title = "A token is needed"


class Forbidden(AccessError):
    """A request whose token is good, but has not the role that is needed."""

    code = "forbidden"
    title = "The token does not allow this"


class QueryError(ReportedlyError):
    """A query that can't be answered."""

    code = "query"
    title = "The query can’t be answered"


class QuerySyntaxError(QueryError):
    """A query that breaks the grammar, at a known place.

    `line` and `column` count from 1, the column in code points; `source` is that line.
    """

    code = "query-syntax"
    title = "The query has a syntax error"

    def __init__(self, *, reason: str, line: int, column: int, source: str, hint: str = "") -> None:
        super().__init__(f"Line {line}, column {column}: {reason}.")
        self.hint = "\n".join(filter(None, (*pointer(source, column), hint)))
        self.line = line
        self.column = column
        self.source = source


class QueryRefused(QueryError):
    """A query that asks for what is not done here, or that could bring the engine down."""

    code = "query-refused"
    title = "The query is refused"


class StoreError(ReportedlyError):
    """A store that can't be used."""

    code = "store"
    title = "The store can’t be used"


class StoreMissing(StoreError):
    """There is no store in the directory."""

    code = "store-missing"
    title = "There is no store"


class StoreForeign(StoreError):
    """The directory holds files that are not a store's."""

    code = "store-foreign"
    title = "The directory is not a store"


class StoreLocked(StoreError):
    """Another process has the store open."""

    code = "store-locked"
    title = "The store is in use"


class StoreNotWritable(StoreError):
    """The directory of the store can't be made or written."""

    code = "store-not-writable"
    title = "The store can’t be written"


class StoreVersionMismatch(StoreError):
    """The store was laid out by another version of reportedly."""

    code = "store-version"
    title = "The store is of another version"


def pointer(source: str, column: int) -> tuple[str, str]:
    """Return a source line and below it a caret at a column, which counts from 1.

    Long lines are cut to the 60 characters on either side of the caret.
    """
    start = max(0, column - 61)
    shown = source[start : column + 59].replace("\t", " ")
    return f"  {shown}", f"  {' ' * (column - 1 - start)}^"
