"""The versions of reports, as the store tells of them.

`provenance` writes what is read here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote, unquote

from reportedly import lookup
from reportedly.engine.port import Engine
from reportedly.errors import ReportMissing
from reportedly.results import Cell
from reportedly.submission.guards import SLUG
from reportedly.terms import BASE, PREFIXES, REPORTS

SUBMITTERS: Final = f"{BASE}submitter/"
"""The graph of submitters, and the start of the IRI of each."""

DCAT: Final = "http://www.w3.org/ns/dcat#"
SPDX: Final = "http://spdx.org/rdf/terms#"
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"

_VERSIONS: Final = f"""
PREFIX prov: <{PREFIXES["prov"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX dcat: <{DCAT}>
PREFIX spdx: <{SPDX}>
SELECT ?report ?version ?digest ?type ?size ?submitter ?at ?text ?until ?by ?reason WHERE {{
  {{
    VALUES (?report ?history) {{ %(pairs)s }}
    GRAPH ?history {{
      ?version prov:specializationOf ?report ;
        spdx:checksum/spdx:checksumValue ?digest ; dcat:mediaType ?type ; dcat:byteSize ?size ;
        prov:wasAttributedTo ?submitter ; prov:generatedAtTime ?at .
      OPTIONAL {{
        ?version prov:wasGeneratedBy/prov:used/spdx:checksum/spdx:checksumValue ?text
      }}
      OPTIONAL {{
        ?version prov:invalidatedAtTime ?until ; prov:wasInvalidatedBy ?withdrawal .
        ?withdrawal prov:wasAssociatedWith ?by ; rdfs:comment ?reason .
      }}
    }}
  }}
  UNION
  {{ VALUES ?report {{ %(reports)s }} FILTER EXISTS {{ GRAPH ?report {{ ?s ?p ?o }} }} }}
}}
"""


@dataclass(frozen=True)
class Withdrawal:
    """When a report was withdrawn, in UTC, by the submitter of which name, and why."""

    at: str
    by: str
    reason: str


@dataclass(frozen=True)
class Version:
    """One version of a report, as it was accepted.

    `digest` is the SHA-256 of its bytes, `size` their number; `submitter` is a name; `at` the
    moment in UTC, without zone; `text` the digest of the text that it was checked against, if so.
    """

    report: str
    number: int
    digest: str
    media_type: str
    size: int
    submitter: str
    at: str
    text: str = ""
    withdrawal: Withdrawal | None = None

    @property
    def iri(self) -> str:
        """The IRI of the version, at whose path the bytes are served."""
        return f"{self.report}/versions/{self.number}"

    @property
    def tag(self) -> str:
        """What tells this version from all others of the report, for ETag and If-Match."""
        return f"{self.number}-{self.digest[:32]}"


@dataclass(frozen=True)
class History:
    """What is known of a report: its versions, the oldest first.

    `there` says whether its graph has any content, by whatever way it came.
    """

    report: str
    versions: tuple[Version, ...] = ()
    there: bool = False

    @property
    def last(self) -> Version | None:
        """The newest version."""
        return self.versions[-1] if self.versions else None

    @property
    def current(self) -> Version | None:
        """The newest version, unless it was withdrawn."""
        return self.last if self.last and not self.last.withdrawal else None


def report_of(slug: str) -> str:
    """Return the IRI of the report that has a slug. Raises ReportMissing if there can't be one."""
    if not SLUG.fullmatch(slug):
        raise ReportMissing(
            f"There is no report “{slug[:40]}”.", hint="GET /reports lists those that there are."
        )
    return REPORTS + slug


def graph_of(report: str) -> str:
    """Return the IRI of the graph that tells of the versions of a report."""
    return f"{report}/versions"


def submitter_iri(name: str) -> str:
    """Return the IRI of a submitter."""
    return SUBMITTERS + quote(name, safe="")


def submitter_of(iri: str) -> str:
    """Return the name of a submitter that has an IRI."""
    return unquote(iri.removeprefix(SUBMITTERS))


def now() -> str:
    """Return this moment in UTC, as xsd:dateTime without zone."""
    return moment(datetime.now(UTC))


def moment(time: datetime) -> str:
    """Write a time as xsd:dateTime without zone in its canonical form, which a store keeps.

    See https://www.w3.org/TR/xmlschema-2/#dateTime-canonical-representation.
    """
    written = time.replace(tzinfo=None).isoformat(timespec="milliseconds")
    return written.rstrip("0").rstrip(".")


def read(engine: Engine, reports: Iterable[str]) -> dict[str, History]:
    """Return the history of each report; one without versions where nothing is known of it."""
    found = dict.fromkeys(reports)
    names = {
        "reports": " ".join(f"<{report}>" for report in found),
        "pairs": " ".join(f"(<{report}> <{graph_of(report)}>)" for report in found),
    }
    rows = lookup.solutions(engine, _VERSIONS % names).rows
    versions = sorted(map(_version, (row for row in rows if row[1])), key=lambda v: v.number)
    there = {_text(row[0]) for row in rows if not row[1]}
    return {
        report: History(
            report, tuple(v for v in versions if v.report == report), there=report in there
        )
        for report in found
    }


def _version(row: tuple[Cell | None, ...]) -> Version:
    report, iri, digest, kind, size, submitter, at, text, until, by, reason = map(_text, row)
    return Version(
        report=report,
        number=int(iri.rpartition("/")[2]),
        digest=digest,
        media_type=kind.removeprefix(MEDIA_TYPES),
        size=int(size),
        submitter=submitter_of(submitter),
        at=at,
        text=text,
        withdrawal=Withdrawal(until, submitter_of(by), reason) if until else None,
    )


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""
