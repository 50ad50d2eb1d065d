"""What search engines ask for first: what they may visit, and what there is."""

from typing import Final
from xml.etree import ElementTree

from flask import Blueprint, Response, request

from reportedly.engine.port import Engine
from reportedly.submission import listing
from reportedly.web.addresses import address
from reportedly.web.pages.home import DOORS

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST: Final = 49_000
"""Reports in the list, which may have 50,000 lines."""
_CLOSED: Final = ("/sparql?", "/graphs", "/update", "/queries/*?", "/statements?", "/figures?")
"""Where each of many questions would make the server work."""


def blueprint(engine: Engine) -> Blueprint:
    """Return the routes of robots.txt and the sitemap."""
    routes = Blueprint("crawlers", __name__)

    @routes.get("/robots.txt")
    def robots() -> Response:
        """See https://www.rfc-editor.org/rfc/rfc9309."""
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED)]
        text = "\n".join((*lines, f"Sitemap: {request.url_root}sitemap.xml", ""))
        return Response(text, content_type="text/plain; charset=utf-8")

    @routes.get("/sitemap.xml")
    def sitemap() -> Response:
        """See https://www.sitemaps.org/protocol.html."""
        entries = listing.entries(engine, _MOST)
        paths = dict.fromkeys(("/", *DOORS, "/ns", "/kind/", "/id/"), "")
        paths |= {address(entry.report): entry.at for entry in entries}
        return Response(_sitemap(request.host_url, paths), content_type="application/xml")

    return routes


def _sitemap(root: str, paths: dict[str, str]) -> bytes:
    """Write a sitemap of paths, each with the moment of its last change in UTC, or nothing."""
    urls = ElementTree.Element("urlset", xmlns=_NAMESPACE)
    for path, changed in paths.items():
        url = ElementTree.SubElement(urls, "url")
        ElementTree.SubElement(url, "loc").text = root.rstrip("/") + path
        if changed:
            ElementTree.SubElement(url, "lastmod").text = f"{changed}Z"
    written: bytes = ElementTree.tostring(urls, encoding="utf-8", xml_declaration=True)
    return written
