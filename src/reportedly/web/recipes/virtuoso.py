"""For Virtuoso, whose SQL can ask a query as it stands."""

import re
from typing import Final

from reportedly.web.recipes.recipe import Offer, Recipe

_SPECIAL: Final = re.compile(r"[^\x00-\x23\x25-\x7f]")
"""What isql takes for a macro, and what isn’t ASCII."""
_NOTE: Final = (
    "For isql, as dba. Virtuoso sends SERVICE too, once it may: GRANT SELECT ON "
    'DB.DBA.SPARQL_SINV_2 TO "SPARQL"; GRANT EXECUTE ON DB.DBA.SPARQL_SINV_IMP TO "SPARQL"; but '
    "in words of its own, which are wrong for GROUP_CONCAT, MINUS and NOT EXISTS. This sends the "
    "query as it is."
)


def recipe(offer: Offer) -> Recipe:
    """Return the recipe for Virtuoso; its answer can be joined with other tables."""
    texts = ", ".join(f'__ro2sq ("{name}") AS "{name}"' for name in offer.columns)
    declared = ", ".join(f'"{name}" ANY' for name in offer.columns)
    given = "service, query, dflt_graph, named_graphs, req_hdr, maxrows, bnode_dict"
    text = (
        f"SELECT {texts}\n"
        f"FROM DB.DBA.SPARQL_REXEC ({given})\n"
        f"  ({declared}) answer\n"
        f"WHERE service = {_quoted(offer.endpoint)} AND query = {_quoted(offer.plain)};"
    )
    return Recipe("Virtuoso", text, _NOTE)


def _quoted(text: str) -> str:
    """Return a text as a string of SQL; what is special in it is written as SPARQL may have it.

    See https://www.w3.org/TR/sparql11-query/#codepointEscape.
    """
    plain = _SPECIAL.sub(lambda sign: f"\\U{ord(sign[0]):08X}", text)
    return "'" + plain.replace("\\", "\\\\").replace("'", "''") + "'"
