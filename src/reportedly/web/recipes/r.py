"""For R."""

from typing import Final

from reportedly.web.recipes.recipe import Offer, Recipe, quoted

_PACKAGE: Final = (
    "Debian and Ubuntu: apt install r-cran-sparql. It leaves IRIs between < and >, texts in a "
    "language as SPARQL writes them, and makes numbers of dates."
)


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for R."""
    return (Recipe("R", _read_csv(offer.csv)), Recipe("R’s SPARQL", _sparql(offer), _PACKAGE))


def _read_csv(url: str) -> str:
    return f'table <- read.csv({quoted(url)}, encoding = "UTF-8", na.strings = "")'


def _sparql(offer: Offer) -> str:
    return (
        "library(SPARQL)\n\n"
        f'query <- paste(readLines({quoted(offer.rq)}, encoding = "UTF-8"), collapse = "\\n")\n'
        f"table <- SPARQL({quoted(offer.endpoint)}, query)$results"
    )
