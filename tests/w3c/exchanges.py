"""Requests and the answers that they should get, as the manifests describe them.

The protocol's manifest says how in its rdfs:comment, with terms of https://www.w3.org/TR/HTTP-in-RDF/.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from .client import Client, Response
from .comparison import difference
from .manifest import Entry
from .nodes import Node
from .results import Table, read_graph, read_results

STATUSES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}


@dataclass(frozen=True)
class Request:
    """One request of a test. `target` begins with a path that stands for that of the server."""

    method: str
    target: str
    headers: dict[str, str]
    body: str
    encoding: str


def run(client: Client, entry: Entry, address: Callable[[Request], str]) -> None:
    """Send the requests of a test one after the other, and check each answer.

    `address` says where a request goes. What one answer tells can stand in the next request.
    """
    told: dict[str, str] = {}
    for node in entry.node.one("mf:action").members("ht:requests"):
        request = _request(node, told)
        url = address(request)
        body = request.body.encode(request.encoding)
        response = client.send(request.method, url, request.headers, body)
        check(node.one("ht:resp"), response)
        for location in node.one("ht:resp").all("mf:expectedLocation"):
            told[location.text] = urljoin(url, response.headers["location"])


def _request(node: Node, told: dict[str, str]) -> Request:
    body = node.find("ht:body")
    return Request(
        node.one("ht:methodName").text,
        _filled_in(node.one("ht:absolutePath").text, told),
        _headers(node),
        _filled_in(body.one("cnt:chars").text, told) if body else "",
        body.one("cnt:characterEncoding").text if body else "utf-8",
    )


def _filled_in(text: str, told: dict[str, str]) -> str:
    for name, value in told.items():
        text = text.replace(name, value)
    return text


def _headers(message: Node) -> dict[str, str]:
    return {
        header.one("ht:fieldName").text: header.one("ht:fieldValue").text
        for header in message.members("ht:headers")
    }


def check(expected: Node, response: Response) -> None:
    """Compare an answer with all that is expected of it; raises AssertionError if it differs."""
    assert response.status in set(_statuses(expected)), response.summary
    for form in expected.all("mf:expectedFormat"):
        assert _form(response) == form.text
    for boolean in expected.all("mf:expectedBoolean"):
        assert read_results(response.body, response.media_type) is (boolean.text == "true")
    headers = _headers(expected)
    if "content-type" in headers:
        assert _plain(response.media_type) == _plain(headers["content-type"])
    for body in expected.all("ht:body"):
        graph = read_graph(body.one("cnt:chars").text.encode(), headers["content-type"])
        found = difference(graph, read_graph(response.body, response.media_type))
        assert found == ""


def _statuses(expected: Node) -> Iterator[int]:
    """Return the codes that are allowed.

    A class of codes leaves out 404: a server without the address would pass half of the tests.
    """
    for status in expected.all("mf:expectedStatus"):
        name = status.local_name
        if name.startswith("StatusCode"):
            first = int(name.removeprefix("StatusCode")[0]) * 100
            yield from (code for code in range(first, first + 100) if code != STATUSES["NotFound"])
        else:
            yield STATUSES[name]


def _form(response: Response) -> str:
    """Return in the manifest's words what an answer is."""
    answer = read_results(response.body, response.media_type)
    if isinstance(answer, bool):
        return "boolean"
    return "tabular" if isinstance(answer, Table) else "RDF"


def _plain(media_type: str) -> str:
    """Drop the one parameter that says what is so anyway."""
    return media_type.lower().replace(" ", "").removesuffix(";charset=utf-8")
