"""The pages that people read; each module is one page, or one kind of page."""

from flask import Flask

from reportedly.engine.port import Engine
from reportedly.settings import Settings
from reportedly.web.pages import statement


def register(app: Flask, engine: Engine, settings: Settings) -> None:
    """Add the pages to an application."""
    statement.register(app)
