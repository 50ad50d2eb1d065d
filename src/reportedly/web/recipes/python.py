"""For Python."""

from reportedly.web.recipes.recipe import Offer, Recipe, quoted


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for packages of Python."""
    return (
        Recipe("httpx", _httpx(offer.json), "pip install httpx"),
        Recipe("pandas", f"import pandas\n\ntable = pandas.read_csv({quoted(offer.csv)})"),
    )


def _httpx(url: str) -> str:
    return (
        "import httpx\n\n"
        f"answer = httpx.get({quoted(url)}).raise_for_status().json()\n"
        'for row in answer["rows"]:\n    print(row)'
    )
