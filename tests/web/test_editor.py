"""The page that asks in SPARQL: examples, and an editor where there is one."""

from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from reportedly import questions
from reportedly.engine.embedded import Embedded
from reportedly.settings import Settings
from reportedly.web import create_app, editor

PAGE = {"Accept": "text/html"}


def page(client: FlaskClient, path: str = "/sparql") -> str:
    return unescape(client.get(path, headers=PAGE).text)


def test_every_question_is_an_example(client: FlaskClient) -> None:
    text = page(client)
    for question in questions.load():
        assert f"/sparql?question={question.slug}" in text


def test_an_example_is_in_the_form_and_not_asked_yet(client: FlaskClient) -> None:
    text = page(client, "/sparql?question=figures-that-differ")
    assert "kind:killed" in text
    assert 'id="answer"' not in text


def test_an_unknown_example_is_missing(client: FlaskClient) -> None:
    assert client.get("/sparql?question=nothing", headers=PAGE).status_code == 404


def test_programs_get_the_description_of_the_service_whatever_the_example(
    client: FlaskClient,
) -> None:
    answer = client.get("/sparql?question=nothing", headers={"Accept": "text/turtle"})
    assert answer.status_code == 200


def test_without_the_bundle_there_is_a_plain_form(
    shipped_engine: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor, "_BUNDLE", tmp_path / "editor.js")
    text = page(create_app(shipped_engine, Settings(store=None)).test_client())
    assert "<textarea" in text
    assert "editor/editor" not in text
