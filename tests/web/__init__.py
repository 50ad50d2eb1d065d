"""Tests of the server's surface."""
