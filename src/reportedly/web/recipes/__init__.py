"""Ways to use the answer to a question elsewhere, each ready to be pasted.

Each module has the recipes of one group of tools. Tests take them from the page of a question, run
them as they are, and compare what they get with the answer: `tests/clients`.
"""

from reportedly.web.recipes import command_line, javascript, python, r, spreadsheets, stores
from reportedly.web.recipes.recipe import Group, Offer, Recipe

__all__ = ["Group", "Offer", "Recipe", "recipes"]


def recipes(offer: Offer) -> tuple[Group, ...]:
    """Return the recipes for an answer, by the group of tools that they are for."""
    return (
        Group("Command line", command_line.recipes(offer)),
        Group("Python", python.recipes(offer)),
        Group("R", r.recipes(offer)),
        Group("JavaScript", javascript.recipes(offer)),
        Group("Spreadsheets", spreadsheets.recipes(offer)),
        Group("Other SPARQL stores", stores.recipes(offer)),
    )
