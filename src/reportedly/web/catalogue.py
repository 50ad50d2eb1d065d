"""What reports there are: a list, and a feed of what is new."""

import json
from typing import Any, Final
from xml.etree import ElementTree

from flask import Blueprint, Response, render_template, request

from reportedly import media
from reportedly.attribution import overview
from reportedly.attribution.overview import Overview
from reportedly.engine.port import Engine
from reportedly.errors import NotAcceptable
from reportedly.submission import listing
from reportedly.submission.listing import Entry
from reportedly.submission.orders import path_of
from reportedly.web.paging import page_number, path_to

_JSON: Final = "application/json"
_PAGE: Final = "text/html"
_SIZE: Final = 50
"""Entries on a page, and in the feed."""
_ATOM: Final = "http://www.w3.org/2005/Atom"


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes that list reports."""
    routes = Blueprint("catalogue", __name__)

    @routes.get("/reports")
    def index() -> Response:
        form = media.best(request.headers.get("Accept", ""), (_JSON, _PAGE))
        if form is None:
            raise NotAcceptable(available=(_JSON, _PAGE))
        page, words = page_number(), request.args.get("words", "").strip()
        found = listing.entries(engine, _SIZE + 1, (page - 1) * _SIZE, words)
        more = path_to(page + 1) if len(found) > _SIZE else None
        if form == _JSON:
            return _document(found[:_SIZE], page, more)
        return _page(engine, found[:_SIZE], page, more)

    @routes.get("/reports.atom")
    def feed() -> Response:
        found = [*listing.entries(engine, _SIZE), *listing.withdrawals(engine, _SIZE)]
        dated = sorted((each for each in found if each.at), key=lambda each: each.at, reverse=True)
        written = _feed(dated[:_SIZE], request.url_root)
        return Response(written, content_type="application/atom+xml")

    return routes


def _document(entries: list[Entry], page: int, more: str | None) -> Response:
    reports = [_told(entry) for entry in entries]
    document = {"reports": reports, "page": page, "next": more}
    body = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    response = Response(body, content_type=_JSON)
    response.vary.add("Accept")
    return response


def _told(entry: Entry) -> dict[str, Any]:
    return {
        "report": entry.report,
        "slug": entry.slug,
        "url": path_of(entry.report),
        "title": entry.title,
        "version": entry.version or None,
        "submitted": f"{entry.at}Z" if entry.at else None,
        "submitter": entry.submitter or None,
    }


def _page(engine: Engine, entries: list[Entry], page: int, more: str | None) -> Response:
    overviews = overview.read(engine, (entry.report for entry in entries))
    listed = [(entry, overviews.get(entry.report, Overview())) for entry in entries]
    response = Response(render_template("reports.html", listed=listed, page=page, more=more))
    response.vary.add("Accept")
    return response


def _feed(entries: list[Entry], root: str) -> bytes:
    """Write a feed: https://www.rfc-editor.org/rfc/rfc4287."""
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _element(feed, "id", f"{root}reports")
    _element(feed, "title", "reportedly: reports, new, replaced and withdrawn")
    _element(
        feed, "updated", f"{max((each.at for each in entries), default='1970-01-01T00:00:00')}Z"
    )
    _element(feed, "link", rel="self", href=f"{root}reports.atom")
    for entry in entries:
        _add(feed, entry, root)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add(feed: ElementTree.Element, entry: Entry, root: str) -> None:
    item = ElementTree.SubElement(feed, "entry")
    version = f"{entry.report}/versions/{entry.version}"
    _element(item, "id", f"{version}#withdrawal" if entry.reason else version)
    _element(item, "title", f"Withdrawn: {entry.slug}" if entry.reason else entry.title)
    _element(item, "updated", f"{entry.at}Z")
    _element(ElementTree.SubElement(item, "author"), "name", entry.submitter)
    submitted = f"Version {entry.version}, submitted by {entry.submitter}."
    _element(item, "summary", entry.reason or submitted)
    _element(item, "link", rel="alternate", href=f"{root}report/{entry.slug}")


def _element(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
    """Add an element; what XML can't hold is left out."""
    held = "".join(each for each in text if each.isprintable() or each == "\n")
    ElementTree.SubElement(parent, name, attributes).text = held or None
