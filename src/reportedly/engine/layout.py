"""Writes a query in the one way in which Oxigraph can't misread it.

Oxigraph's parser has no terminals: it reads `FILTER(?a<?b)SERVICE?x#>` as a comparison and a call
where the grammar has an IRI. Hence terminals are set apart, and each IRI starts with an escape,
which can start nothing else: the engine reads the terminals that were scanned.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from reportedly.tokens import Kind, Token

_GLUED: Final = {"BNODE", "COALESCE", "CONCAT"}
"""Functions after which Oxigraph 0.5 wants the bracket without a space."""


def lay_out(tokens: list[Token], rows: Mapping[str, str] = MappingProxyType({})) -> str:
    """Write the terminals of a query so that they can be read in one way only.

    `rows` are texts that take the places of IRIs.
    """
    return "".join(pieces(tokens, "\n", rows))


def pieces(
    tokens: list[Token], gap: str, rows: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Write each terminal, after a gap where there may be one."""
    before = ""
    for kind, text, _ in tokens:
        apart = text != "(" or before.upper() not in _GLUED
        escaped = kind is Kind.IRI and text[1] not in ">\\"
        written = f"<\\U{ord(text[1]):08X}{text[2:]}" if escaped else text
        written = rows.get(text, written)
        yield gap + written if apart else written
        before = text
