"""The headers of responses, apart from the servers that send them."""

import pytest

from reportedly import media
from reportedly.web.responses import content_type

FORMATS = {*media.RESULT_FORMATS, *media.GRAPH_FORMATS}
NAMES = sorted({name for form in FORMATS for name in form.media_types})


@pytest.mark.parametrize("media_type", NAMES)
def test_text_and_xml_say_that_they_are_in_utf_8(media_type: str) -> None:
    said = media_type.startswith("text/") or "xml" in media_type
    assert content_type(media_type) == media_type + "; charset=utf-8" * said
