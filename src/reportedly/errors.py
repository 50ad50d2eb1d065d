"""Every error that reportedly raises, in one tree.

    ReportedlyError
    ├── SettingsError
    ├── FileError
    │   ├── DocumentSyntaxError
    │   └── ReportError
    ├── QueryError
    │   └── QuerySyntaxError
    └── StoreError
        ├── StoreLocked
        ├── StoreNotWritable
        └── StoreVersionMismatch

Each class has a `code` (stable, for programs) and a `title` (for people); each error says what
happened in `detail` and how to mend it in `hint`.
"""


class ReportedlyError(Exception):
    """Anything that reportedly refuses or fails to do."""

    code = "error"
    title = "Something went wrong"

    def __init__(self, detail: str, *, hint: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.hint = hint


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


def pointer(source: str, column: int) -> tuple[str, str]:
    """Return a source line and below it a caret at a column, which counts from 1.

    Long lines are cut to the 60 characters on either side of the caret.
    """
    start = max(0, column - 61)
    shown = source[start : column + 59].replace("\t", " ")
    return f"  {shown}", f"  {' ' * (column - 1 - start)}^"
