"""What the template of a statement needs to word it."""

from flask import Flask

from reportedly.attribution import wording

_FILTERS = (
    wording.said,
    wording.spoken,
    wording.toward,
    wording.told_as,
    wording.at_hand,
    wording.word_for_role,
    wording.moment,
    wording.period,
)


def register(app: Flask) -> None:
    """Let templates word statements; each filter has the name of its function."""
    for each in _FILTERS:
        app.add_template_filter(each)
