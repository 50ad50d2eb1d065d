"""For Virtuoso, whose SQL can ask a query as it stands."""

from typing import Final

from reportedly.web.recipes.recipe import Offer, Recipe

_NOTE: Final = (
    "For isql, as dba. Virtuoso sends SERVICE too, once it may: GRANT SELECT ON "
    'DB.DBA.SPARQL_SINV_2 TO "SPARQL"; GRANT EXECUTE ON DB.DBA.SPARQL_SINV_IMP TO "SPARQL"; but '
    "in words of its own, which are wrong for GROUP_CONCAT, MINUS and NOT EXISTS. This sends the "
    "query as it is."
)
_SPECIAL: Final = str.maketrans({"'": "%27", "$": "%24"})
"""What means something in a string of SQL, and to isql."""


def recipe(offer: Offer) -> Recipe:
    """Return the recipe for Virtuoso; its answer can be joined with other tables."""
    texts = ", ".join(f'__ro2sq ("{name}") AS "{name}"' for name in offer.columns)
    declared = ", ".join(f'"{name}" ANY' for name in offer.columns)
    given = "service, query, dflt_graph, named_graphs, req_hdr, maxrows, bnode_dict"
    text = (
        f"SELECT {texts}\n"
        f"FROM DB.DBA.SPARQL_REXEC ({given})\n"
        f"  ({declared}) answer\n"
        f"WHERE service = {_quoted(offer.endpoint)}\n"
        f"  AND query = http_get ({_quoted(offer.rq)});"
    )
    return Recipe("Virtuoso", text, _NOTE)


def _quoted(url: str) -> str:
    return f"'{url.translate(_SPECIAL)}'"
