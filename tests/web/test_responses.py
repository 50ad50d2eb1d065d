"""The headers of responses, as they are made and as they are sent."""

import http.client
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from reportedly import media
from reportedly.web.responses import content_type

from .conftest import Served

FORMATS = {*media.RESULT_FORMATS, *media.GRAPH_FORMATS}
NAMES = sorted({name for form in FORMATS for name in form.media_types})


@pytest.mark.parametrize("media_type", NAMES)
def test_text_and_xml_say_that_they_are_in_utf_8(media_type: str) -> None:
    said = media_type.startswith("text/") or "xml" in media_type
    assert content_type(media_type) == media_type + "; charset=utf-8" * said


@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK{}", "/sparql?query=no", "/id/hama.rdf"])
def test_the_header_that_tells_it_is_spelled_as_r_looks_for_it(server: Served, path: str) -> None:
    with closing(http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)) as connection:
        connection.request("GET", path)
        sent = connection.getresponse().getheaders()
    assert [name for name, _ in sent if name.lower() == "content-type"] == ["Content-Type"]
