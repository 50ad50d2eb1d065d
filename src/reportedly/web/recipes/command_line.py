"""For shells."""

import shlex

from reportedly.web.recipes.recipe import Offer, Recipe


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for programs that are run in a shell."""
    return (Recipe("curl", f"curl -sS --fail {shlex.quote(offer.csv)}"),)
