"""Linked data for who said what happened."""

__version__ = "0.1.0"
