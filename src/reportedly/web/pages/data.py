"""The page that says what is here as data, for people who come to where programs look."""

from typing import Final

from flask import render_template, request

from reportedly.attribution import names
from reportedly.description import Contents
from reportedly.engine.port import Engine
from reportedly.web.paging import Pager, page_number

_SIZE: Final = 50


def page(engine: Engine, contents: Contents) -> str:
    """Return the page on what an engine holds. Raises RequestError for a page that is none."""
    pager = Pager(page_number(), _SIZE, len(contents.graphs))
    graphs = dict(pager.part(list(contents.graphs.items())))
    called = names.read(engine, graphs.keys() | contents.classes.keys())
    return render_template(
        "data.html",
        contents=contents,
        graphs=[(called[graph], size) for graph, size in graphs.items()],
        classes=[(called[each], count) for each, count in contents.classes.items()],
        pager=pager,
        root=request.url_root,
    )
