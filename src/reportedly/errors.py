"""Every error that reportedly raises, in one tree.

    ReportedlyError
    ├── SettingsError
    ├── FileError
    │   └── DocumentSyntaxError
    ├── QueryError
    │   └── QuerySyntaxError
    ├── StoreError
    │   ├── StoreLocked
    │   ├── StoreNotWritable
    │   └── StoreVersionMismatch
    └── TextMismatch

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
