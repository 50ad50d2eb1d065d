"""Links what definitions mention: terms such as `rpt:place`, concepts such as `kind:airstrike`."""

import re
from typing import Final

from flask import Flask
from markupsafe import Markup, escape

from reportedly.terms import PREFIXES
from reportedly.web.addresses import address

_MENTION: Final = re.compile(r"\b(rpt|kind):[A-Za-z](?:[\w-]*\w)?")
_LINK: Final = Markup('<a href="{}">{}</a>')


def mentions(text: str) -> Markup:
    """Return a text as HTML, in which each term and concept of ours leads to its page."""
    parts, end = [], 0
    for found in _MENTION.finditer(text):
        path = address(PREFIXES[found[1]] + found[0].partition(":")[2])
        parts += [escape(text[end : found.start()]), _LINK.format(path, found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def register(app: Flask) -> None:
    """Let templates use it as a filter."""
    app.add_template_filter(mentions)
