"""For spreadsheets."""

from typing import Final

from reportedly.web.recipes.recipe import Offer, Recipe, quoted

_REACHABLE: Final = "Google must be able to reach this server. Copies of the cell stay up to date."


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for cells and for Power Query."""
    return (
        Recipe("Google Sheets", f"=IMPORTDATA({quoted(offer.csv)})", _REACHABLE),
        Recipe("Excel and Power BI", _power_query(offer.csv), "Data › Get Data › Blank Query"),
    )


def _power_query(url: str) -> str:
    return (
        "let\n"
        f"  Source = Web.Contents({quoted(url)}),\n"
        '  Lines = Csv.Document(Source, [Delimiter = ",", Encoding = 65001, '
        "QuoteStyle = QuoteStyle.Csv]),\n"
        "  Answer = Table.PromoteHeaders(Lines, [PromoteAllScalars = true])\n"
        "in\n  Answer"
    )
