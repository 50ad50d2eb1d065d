"""For shells."""

import shlex
from typing import Final

from reportedly.web.recipes.recipe import Offer, Recipe

_JENA: Final = "rsparql comes with Apache Jena. It answers in text, JSON and XML too."
_REDLAND: Final = "Debian and Ubuntu: apt install rasqal-utils. It answers in XML and TSV too."


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for programs that are run in a shell."""
    csv, query, endpoint = map(shlex.quote, (offer.csv, offer.rq, offer.endpoint))
    return (
        Recipe("curl", f"curl -sS --fail {csv}"),
        Recipe("Apache Jena", f"rsparql --results csv --service {endpoint} --query {query}", _JENA),
        Recipe("Redland", f"roqet -q -r csv -p {endpoint} {query}", _REDLAND),
    )
