"""Ways to use the answer to a question elsewhere, each ready to be pasted."""

import json
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_COMMENT: Final = re.compile(r"^\s*#.*\n", re.MULTILINE)
_PREFIX: Final = re.compile(r"^PREFIX .*\n", re.MULTILINE)


@dataclass(frozen=True)
class Recipe:
    """A text for one tool, and what must be known beside it."""

    tool: str
    text: str
    note: str = ""


def recipes(
    *, csv: str, json: str, endpoint: str, query: str, columns: Sequence[str]
) -> tuple[Recipe, ...]:
    """Return the recipes for an answer: the URLs of its two files, of the endpoint, and the query.

    `columns` are the variables that the query answers with.
    """
    return (
        Recipe("curl", _curl(csv)),
        Recipe("Python", _python(json), "With httpx: pip install httpx"),
        Recipe("pandas", f"import pandas\n\ntable = pandas.read_csv({_quoted(csv)})"),
        Recipe("R", f'table <- read.csv({_quoted(csv)}, encoding = "UTF-8", na.strings = "")'),
        Recipe("Google Sheets", f"=IMPORTDATA({_quoted(csv)})", _REACHABLE),
        Recipe("Excel and Power BI", _power_query(csv), "Data › Get Data › Blank Query"),
        Recipe("another SPARQL store", service(endpoint, query, columns), _FEDERATED),
    )


_REACHABLE: Final = "Google must be able to reach this server. Copies of the cell stay up to date."
_FEDERATED: Final = "Ask this where your own data are, and join them."


def service(endpoint: str, query: str, columns: Sequence[str]) -> str:
    """Return the query that has another store ask this one.

    The inner braces make it a subquery, which clients don't take for a query without prefixes. See
    https://www.w3.org/TR/sparql11-federated-query/.
    """
    plain = _COMMENT.sub("", query).strip()
    prefixes = "".join(_PREFIX.findall(f"{plain}\n"))
    asked = _PREFIX.sub("", plain).strip().replace("\n", "\n    ")
    variables = " ".join(f"?{column}" for column in columns) or "*"
    return (
        f"{prefixes}SELECT {variables}\nWHERE {{\n  SERVICE <{endpoint}> {{ {{\n"
        f"    {asked}\n  }} }}\n}}"
    )


def _curl(url: str) -> str:
    return f"curl -sS --fail {shlex.quote(url)}"


def _python(url: str) -> str:
    return (
        "import httpx\n\n"
        f"answer = httpx.get({_quoted(url)}).raise_for_status().json()\n"
        'for row in answer["rows"]:\n    print(row)'
    )


def _power_query(url: str) -> str:
    return (
        "let\n"
        f"  Source = Web.Contents({_quoted(url)}),\n"
        '  Lines = Csv.Document(Source, [Delimiter = ",", Encoding = 65001, '
        "QuoteStyle = QuoteStyle.Csv]),\n"
        "  Answer = Table.PromoteHeaders(Lines, [PromoteAllScalars = true])\n"
        "in\n  Answer"
    )


def _quoted(url: str) -> str:
    """Return a URL as a string; it has no sign that would mean something else in one."""
    return json.dumps(url)
