"""For JavaScript."""

from reportedly.web.recipes.recipe import Offer, Recipe, quoted


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for browsers, notebooks and Node.js."""
    return (Recipe("fetch", _fetch(offer.json), "In browsers, Observable and Node.js alike."),)


def _fetch(url: str) -> str:
    return (
        f"const answer = await fetch({quoted(url)});\n"
        "const { rows } = await answer.json();\n"
        "console.table(rows);"
    )
