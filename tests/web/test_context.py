from flask.testing import FlaskClient

from reportedly import resources


def test_the_context_is_served_to_every_site(client: FlaskClient) -> None:
    answer = client.get("/context.jsonld")
    assert answer.data == (resources.ontology() / "context.jsonld").read_bytes()
    assert answer.content_type == "application/ld+json"
    assert answer.cache_control.max_age
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
