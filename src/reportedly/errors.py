"""Every error that reportedly raises, in one tree.

    ReportedlyError
    ├── SettingsError
    ├── ListenError
    ├── FileError
    │   ├── DocumentSyntaxError
    │   ├── SubmissionRefused
    │   └── ReportError
    ├── RequestError
    │   ├── ResourceMissing
    │   ├── UnsupportedContentType
    │   └── RequestTooLarge
    ├── NotAcceptable
    ├── AccessError
    │   ├── Unauthorised
    │   └── Forbidden
    ├── QueryError
    │   ├── QuerySyntaxError
    │   ├── QueryRefused
    │   ├── QueryTooComplex
    │   ├── ParameterError
    │   ├── GraphNameError
    │   ├── GraphMissing
    │   └── GraphExists
    ├── RemoteError
    ├── FederationError
    │   ├── PeerUnknown
    │   ├── PeerFailed
    │   ├── PeerTakesTime
    │   ├── PeerAnswerTooLarge
    │   └── TooManyCalls
    ├── LimitError
    │   ├── QueryTakesTime
    │   ├── QueryTakesMemory
    │   ├── AnswerTooLarge
    │   ├── WriteTakesTime
    │   ├── CheckTakesTooMuch
    │   ├── EngineDied
    │   ├── Overloaded
    │   └── ClientGone
    ├── PublishingError
    │   ├── ReportMissing
    │   ├── ReportWithdrawn
    │   ├── SlugTaken
    │   ├── TagMissing
    │   ├── TagOutdated
    │   └── NotTheSubmitter
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

from typing import Any, Final

LONGEST_LINE: Final = 1_000
"""How long a line of a document may be, in code points, to be told: no answer grows with it."""


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

    `line` and `column` count from 1, the column in code points; `source` is that line. `reason`
    and `cure` are what `detail` and `hint` say beside the place.
    """

    code = "document-syntax"
    title = "Not well-formed RDF"

    def __init__(
        self, *, name: str, reason: str, line: int, column: int, source: str, cure: str = ""
    ) -> None:
        super().__init__(f"{name}, line {line}, column {column}: {reason}.")
        self.hint = "\n".join(("Mend it here:", *pointer(source, column), *cure.splitlines()))
        self.reason = reason
        self.cure = cure
        self.line = line
        self.column = column
        self.source = source if len(source) <= LONGEST_LINE else ""


class SubmissionRefused(FileError):
    """RDF that is well-formed, but holds what nobody may submit.

    All is as in DocumentSyntaxError; `line` and `column` are None where it has no one place.
    """

    code = "submission-refused"
    title = "The submission is refused"

    def __init__(
        self,
        reason: str,
        *,
        hint: str,
        line: int | None = None,
        column: int | None = None,
        source: str = "",
    ) -> None:
        place = f"Line {line}, column {column}: " if line else ""
        caret = pointer(source, column) if source and column else ()
        super().__init__(f"{place}{reason}", hint="\n".join((*caret, hint)))
        self.reason = reason
        self.cure = hint
        self.line = line
        self.column = column
        self.source = source if len(source) <= LONGEST_LINE else ""


class ReportError(FileError):
    """A file that is RDF, but not the description of one report."""

    code = "not-a-report"
    title = "Not a report"


class RequestError(ReportedlyError):
    """A request that can't be understood."""

    code = "request"
    title = "The request can’t be understood"


class ResourceMissing(RequestError):
    """An IRI of which the data say nothing."""

    code = "resource-missing"
    title = "Nothing is said of this"


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
    """A query that asks for what is not done here."""

    code = "query-refused"
    title = "The query is refused"


class QueryTooComplex(QueryError):
    """A query that could bring the engine down."""

    code = "query-too-complex"
    title = "The query is too complex"


class ParameterError(QueryError):
    """A value that a named question can't be asked with, or a parameter that it has not."""

    code = "parameter"
    title = "The question can’t be asked like this"


class GraphNameError(QueryError):
    """A text that should name a graph, and can't."""

    code = "graph-name"
    title = "A graph can’t have this name"


class GraphMissing(QueryError):
    """A graph that is not there."""

    code = "graph-missing"
    title = "There is no such graph"


class GraphExists(QueryError):
    """A graph that is there already, and can't be made."""

    code = "graph-exists"
    title = "The graph is there already"


class RemoteError(ReportedlyError):
    """A server elsewhere that can't be reached, or that does not take what it is sent."""

    code = "remote"
    title = "The server can’t be used"


class FederationError(ReportedlyError):
    """A query whose calls of other datasets can't be answered.

    `peer` is the name of the peer that it failed at, or the IRI by which one was called.
    """

    code = "federation"
    title = "Another dataset can’t be asked"

    def __init__(self, detail: str, *, hint: str = "", peer: str = "") -> None:
        super().__init__(detail, hint=hint)
        self.peer = peer


class PeerUnknown(FederationError):
    """A call of an endpoint that the operator has not named."""

    code = "peer-unknown"
    title = "The endpoint is not one that is called from here"


class PeerFailed(FederationError):
    """A peer that can't be reached, or answers with something else than solutions."""

    code = "peer-failed"
    title = "Another dataset did not answer"


class PeerTakesTime(FederationError):
    """A peer that did not answer in its time."""

    code = "peer-takes-time"
    title = "Another dataset takes too long"


class PeerAnswerTooLarge(FederationError):
    """A peer whose answer is longer than the limit."""

    code = "peer-answer-too-large"
    title = "The answer of another dataset is too large"


class TooManyCalls(FederationError):
    """A query that would call other datasets more often than it may."""

    code = "too-many-calls"
    title = "The query calls other datasets too often"


class LimitError(ReportedlyError):
    """A query that was given up because of what it takes, or of what all take together."""

    code = "limit"
    title = "A limit was reached"


class QueryTakesTime(LimitError):
    """A query that was not answered within its time; `seconds` is the limit."""

    code = "query-takes-time"
    title = "The query takes too long"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The query was stopped after {seconds:g} seconds.",
            hint="Ask for less: bind more variables, add a LIMIT, or split the query. "
            "The operator can raise --query-seconds.",
        )
        self.seconds = seconds


class QueryTakesMemory(LimitError):
    """A query that took too much memory; `bytes` is the limit."""

    code = "query-takes-memory"
    title = "The query takes too much memory"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The query was stopped when it took more than {limit:,} bytes of memory.",
            hint="Ask for less: bind more variables, and sort or group fewer solutions. "
            "The operator can raise --query-memory.",
        )
        self.limit = limit


class AnswerTooLarge(LimitError):
    """A query whose answer is too long; `limit` is in bytes."""

    code = "answer-too-large"
    title = "The answer is too large"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The answer is longer than {limit:,} bytes.",
            hint="Ask for it in parts with LIMIT and OFFSET, or for fewer columns. "
            "The operator can raise --max-answer.",
        )
        self.limit = limit


class WriteTakesTime(LimitError):
    """An update that took longer than it may; it was done as a whole or not at all."""

    code = "write-takes-time"
    title = "The update takes too long"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The update was stopped after {seconds:g} seconds: all of it was done, or nothing.",
            hint="See which, and write less at once. The operator can raise --write-seconds.",
        )
        self.seconds = seconds


class CheckTakesTooMuch(LimitError):
    """A report whose check was given up; nothing was stored."""

    code = "check-takes-too-much"
    title = "The check takes too much"

    def __init__(
        self,
        detail: str,
        *,
        hint: str = "Mend first what reportedly validate finds, which takes its time. "
        "The operator can raise --query-seconds and --query-memory.",
    ) -> None:
        super().__init__(detail, hint=hint)


class EngineDied(LimitError):
    """A query that the engine could not bear."""

    code = "engine-died"
    title = "The engine could not bear the query"


class Overloaded(LimitError):
    """Too many queries at once; `retry_after` is in seconds."""

    code = "overloaded"
    title = "Too many queries at once"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail, hint=f"Ask again in {retry_after} seconds.")
        self.retry_after = retry_after


class ClientGone(LimitError):
    """The client has closed the connection, so that nobody waits for the answer."""

    code = "client-gone"
    title = "The client has gone"


class PublishingError(ReportedlyError):
    """A report that can't be published, replaced, withdrawn or shown."""

    code = "publishing"
    title = "This can’t be done with the report"


class ReportMissing(PublishingError):
    """A report, or a version of one, that is not there."""

    code = "report-missing"
    title = "There is no such report"


class ReportWithdrawn(PublishingError):
    """A report that was there; `tag` is that of its last version."""

    code = "report-withdrawn"
    title = "The report was withdrawn"

    def __init__(self, detail: str, *, hint: str = "", tag: str) -> None:
        super().__init__(detail, hint=hint)
        self.tag = tag


class SlugTaken(PublishingError):
    """A report under the IRI of another one; `report` is that IRI."""

    code = "slug-taken"
    title = "There is a report of this name already"

    def __init__(self, detail: str, *, hint: str = "", report: str) -> None:
        super().__init__(detail, hint=hint)
        self.report = report


class TagMissing(PublishingError):
    """A change that does not say which version it is to change."""

    code = "tag-missing"
    title = "The request must name the version that it is about"


class TagOutdated(PublishingError):
    """A change of a version that is not the newest; `tag` is that of the newest."""

    code = "tag-outdated"
    title = "The report has changed meanwhile"

    def __init__(self, detail: str, *, hint: str = "", tag: str) -> None:
        super().__init__(detail, hint=hint)
        self.tag = tag


class NotTheSubmitter(PublishingError):
    """A change of somebody else's report."""

    code = "not-the-submitter"
    title = "The report is somebody else’s"


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
    """Return a source line, or of a long one what is near a column, and below it a caret there.

    The column counts from 1.
    """
    shown, caret = excerpt(source, column)
    return f"  {shown}", f"  {' ' * caret}^"


def excerpt(source: str, column: int) -> tuple[str, int]:
    """Return a source line, without tabs, and where in it a column is, which counts from 1.

    Of a line of more than 120 characters the 60 on either side are returned.
    """
    start = max(0, column - 61) if len(source) > 120 else 0
    return source[start : start + 120].replace("\t", " "), column - 1 - start
