"""How to cite the record of a report: as a line, for BibTeX, and for citation managers.

What is cited is the encoding, a data set by whoever encoded it; the report that it was made from
is another work, and somebody else’s.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from reportedly.attribution import report as reading
from reportedly.attribution.report import Report
from reportedly.engine.port import Engine
from reportedly.export import edition, sentences
from reportedly.export.edition import Edition

_KIND: Final = "Data set: the statements of a report, each with its source"
_ESCAPES: Final = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)


@dataclass(frozen=True)
class Citation:
    """A citation of the record of a report.

    `version` and `on`, a day as in ISO 8601, are those of the edition, empty where there is none.
    `revision` is that of all data at `root`, the URL of the server, if that is given; `accessed`
    the day on which it was read.
    """

    iri: str
    title: str
    language: str
    authors: tuple[str, ...]
    version: str
    version_iri: str
    on: str
    revision: int
    root: str = ""
    accessed: date | None = None

    @property
    def text(self) -> str:
        """The citation in one line."""
        names = ", ".join(self.authors)
        year = self.on[:4] or "n.d."
        head = f"{names} ({year}). {self.title}" if names else f"{self.title} ({year})"
        version = f" Version {self.version}." if self.version else ""
        return f"{_line(head)} [{_KIND}].{version} {self.iri}{self._suffix}"

    @property
    def bibtex(self) -> str:
        """The citation as an entry of BibTeX, in UTF-8: https://www.ctan.org/pkg/biblatex."""
        authors = " and ".join(f"{{{_escaped(name)}}}" for name in self.authors)
        fields = {
            "author": authors and f"{{{authors}}}",
            "title": f"{{{{{_escaped(self.title)}}}}}",
            "year": self.on[:4] and f"{{{self.on[:4]}}}",
            "month": self.on[5:7] and _MONTHS[int(self.on[5:7]) - 1],
            "howpublished": f"{{{_KIND}}}",
            "version": self.version and f"{{{_escaped(self.version)}}}",
            "url": f"{{{self.iri}}}",
            "urldate": self.accessed and f"{{{self.accessed}}}",
            "note": self._note and f"{{{_escaped(self._note)}}}",
        }
        lines = "".join(f"  {name:<12} = {value},\n" for name, value in fields.items() if value)
        return f"@misc{{reportedly-{self.iri.rpartition('/')[2]},\n{lines}}}\n"

    @property
    def csl(self) -> dict[str, Any]:
        """The citation as an item of CSL-JSON: https://github.com/citation-style-language/schema."""
        item = {
            "id": self.iri,
            "type": "dataset",
            "title": self.title,
            "author": [{"literal": name} for name in self.authors],
            "issued": _parts(self.on),
            "version": self.version,
            "genre": _KIND,
            "URL": self.iri,
            "language": self.language,
            "accessed": _parts(self.accessed.isoformat()) if self.accessed else None,
            "note": self._note,
        }
        return {name: value for name, value in item.items() if value}

    @property
    def _note(self) -> str:
        """Where exactly these data are, as far as that is known."""
        exact = f"This version is at {self.version_iri}." if self.version_iri else ""
        state = f"Revision {self.revision} of the data at {self.root}." if self.root else ""
        return " ".join(filter(None, (exact, state)))

    @property
    def _suffix(self) -> str:
        told = f"Retrieved {self.accessed.isoformat()}." if self.accessed else ""
        notes = " ".join(filter(None, (told, self._note)))
        return f" ({notes})" if notes else ""


def cite(engine: Engine, report: str, *, root: str = "", accessed: date | None = None) -> Citation:
    """Return the citation of a report’s record, read at a server of that URL on that day.

    Raises ResourceMissing if there is no such report.
    """
    found, revision = reading.read(engine, report), engine.revision
    return of(found, edition.read(engine, report), revision, root=root, accessed=accessed)


def of(
    report: Report, current: Edition, revision: int, *, root: str = "", accessed: date | None = None
) -> Citation:
    """Return the citation of a report and its edition, read at a revision."""
    return Citation(
        iri=report.iri,
        title=sentences.work(report.title.label),
        language=report.title.language,
        authors=tuple(encoder.label for encoder in current.encoders),
        version=current.number,
        version_iri=current.iri,
        on=current.on,
        revision=revision,
        root=root,
        accessed=accessed,
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Write a text for BibTeX, which counts braces whatever stands before them."""
    return re.sub(r"[\\{}~^&%$#_]", lambda found: _ESCAPES[found[0]], _line(text))


def _parts(day: str) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None
