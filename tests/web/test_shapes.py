import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from reportedly import media, resources
from reportedly.submission import provenance


def shapes(response_type: str, body: bytes) -> int:
    return len(list(ox.parse(body, ox.RdfFormat.from_media_type(response_type))))


@pytest.mark.parametrize("suffix", ["", *media.SUFFIXES])
def test_all_shapes_are_served_in_every_format(client: FlaskClient, suffix: str) -> None:
    response = client.get(f"/shapes{suffix}")
    files = resources.turtle_files(resources.shapes() / "data")
    shipped = sum(shapes("text/turtle", path.read_bytes()) for path in files)
    assert shapes(str(response.mimetype), response.data) == shipped


def test_the_version_that_reports_are_said_to_conform_to_is_served(client: FlaskClient) -> None:
    _, version = provenance.standards()
    path = version.removeprefix("https://w3id.org/reportedly")
    assert client.get(path).data == client.get("/shapes").data
    assert client.get("/shapes/0.0.0").status_code == 404


def test_a_format_that_there_is_not_is_told_from_those_that_there_are(client: FlaskClient) -> None:
    response = client.get("/shapes.pdf")
    assert response.status_code == 404
    assert "/shapes.ttl" in response.text
