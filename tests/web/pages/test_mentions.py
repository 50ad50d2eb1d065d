"""Terms and concepts in a text become links, and nothing else becomes HTML."""

import pytest

from reportedly.web.pages.mentions import mentions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("See rpt:place.", 'See <a href="/ns#place">rpt:place</a>.'),
        (
            "kind:drone-strike, kind:a",
            '<a href="/kind/drone-strike">kind:drone-strike</a>, <a href="/kind/a">kind:a</a>',
        ),
        ("mankind:x kind:", "mankind:x kind:"),
        ("<b> & rpt:to", '&lt;b&gt; &amp; <a href="/ns#to">rpt:to</a>'),
    ],
)
def test_mentions_are_linked(text: str, expected: str) -> None:
    assert mentions(text) == expected
