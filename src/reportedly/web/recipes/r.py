"""For R."""

from reportedly.web.recipes.recipe import Offer, Recipe, quoted


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for R."""
    return (Recipe("R", _read_csv(offer.csv)),)


def _read_csv(url: str) -> str:
    return f'table <- read.csv({quoted(url)}, encoding = "UTF-8", na.strings = "")'
