"""For other SPARQL stores, which ask this one with SERVICE."""

import re
from typing import Final

from reportedly.web.recipes import virtuoso
from reportedly.web.recipes.recipe import Offer, Recipe

_PREFIX: Final = re.compile(r"^PREFIX .*\n", re.MULTILINE)
_FEDERATED: Final = (
    "Ask this where your own data are, and join them. Oxigraph’s server, Apache Jena and rdflib "
    "take it as it is; a reportedly of yours has to be started with --federate there={}"
)


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the queries that other stores can be asked."""
    federated = Recipe("another SPARQL store", service(offer), _FEDERATED.format(offer.endpoint))
    return (federated, virtuoso.recipe(offer)) if offer.columns else (federated,)


def service(offer: Offer) -> str:
    """Return the query that has another store ask this one.

    The inner braces make it a subquery, which clients don't take for a query without prefixes. See
    https://www.w3.org/TR/sparql11-federated-query/.
    """
    prefixes = "".join(_PREFIX.findall(f"{offer.plain}\n"))
    asked = _PREFIX.sub("", offer.plain).strip().replace("\n", "\n    ")
    variables = " ".join(f"?{column}" for column in offer.columns) or "*"
    return (
        f"{prefixes}SELECT {variables}\nWHERE {{\n  SERVICE <{offer.endpoint}> {{ {{\n"
        f"    {asked}\n  }} }}\n}}"
    )
