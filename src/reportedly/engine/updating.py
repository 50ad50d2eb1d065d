"""Writes an update in the way in which Oxigraph does what the protocol asks.

See https://www.w3.org/TR/sparql11-protocol/#update-operation.
"""

from reportedly.engine.layout import lay_out
from reportedly.engine.port import Update
from reportedly.tokens import scan


def arrange(update: Update) -> str:
    """Return the text of an update, laid out for the engine, with the dataset of the request."""
    return lay_out(scan(update.text).tokens)
