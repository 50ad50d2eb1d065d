"""For R."""

import re
from typing import Final

from reportedly.web.recipes.recipe import Offer, Recipe, quoted

_PACKAGE: Final = (
    "Debian and Ubuntu: apt install r-cran-sparql. It leaves IRIs between < and >, texts in a "
    "language as SPARQL writes them, and makes numbers of dates."
)
_ENCODED: Final = re.compile(r"%(?=[0-9A-Fa-f]{2})")
"""What makes R take a query for one that is ready to stand in a URL."""


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for R."""
    return (Recipe("R", _read_csv(offer.csv)), Recipe("R’s SPARQL", _sparql(offer), _PACKAGE))


def _read_csv(url: str) -> str:
    return f'table <- read.csv({quoted(url)}, encoding = "UTF-8", na.strings = "")'


def _sparql(offer: Offer) -> str:
    """Return lines with the query as a raw string, which ends with signs that no query has.

    See https://stat.ethz.ch/R-manual/R-devel/library/base/html/Quotes.html.
    """
    query = _ENCODED.sub(r"\\u0025", offer.plain)
    return (
        "library(SPARQL)\n\n"
        f'query <- r"---({query})---"\n'
        f"table <- SPARQL({quoted(offer.endpoint)}, query)$results"
    )
