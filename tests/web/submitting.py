"""The application in this process with who may submit to it, and what they submit."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reportedly.access.register import Register
from reportedly.access.token import Role
from reportedly.engine.embedded import Embedded
from reportedly.engine.opening import open_engine
from reportedly.engine.port import Query
from reportedly.settings import Settings
from reportedly.web import create_app

SMALLEST = Path(__file__).parents[1].joinpath("cases", "valid", "smallest.ttl").read_text("utf-8")
TEXT = "It rained in Damascus."
TURTLE = "text/turtle"
REPORT = "https://w3id.org/reportedly/report/rain"
PROV = "http://www.w3.org/ns/prov#"


def document(words: str = "", slug: str = "rain") -> bytes:
    """A valid report; `words` make it another one."""
    text = SMALLEST.replace("report/smallest", f"report/{slug}")
    return text.replace('"The author"', f'"The author{words}"').encode()


BROKEN = document().replace(b"kind:own-voice", b"kind:own-voise")


@dataclass(frozen=True)
class Site:
    """The application in this process, and who may submit to it."""

    client: FlaskClient
    engine: Embedded
    store: Path
    tokens: dict[str, str]

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> TestResponse:
        """Send a request; `by` is whose token goes with it."""
        by = headers.pop("by", "")
        named = {"Content-Type": TURTLE} | ({"Authorization": self.tokens[by]} if by else {})
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(path, method=method, data=body, headers=named)

    def submit(self, body: bytes, by: str = "Alice", **headers: str) -> TestResponse:
        return self.send("POST", "/reports", body, by=by, **headers)

    def state(self) -> tuple[int, int, list[str]]:
        """The revision, how many triples there are, and the files that were kept."""
        kept = [path.name for path in self.store.rglob("*") if path.parent != self.store]
        return self.engine.revision, len(self.engine), sorted(kept)

    def asks(self, pattern: str) -> bool:
        return self.engine.evaluate(Query(f"ASK {{ {pattern} }}", "text/csv")).body == b"true"


def make_site(store: Path, **chosen: Any) -> Site:
    store.mkdir()
    roles = {"Alice": Role.SUBMIT, "Bob": Role.SUBMIT, "editor": Role.WRITE}
    tokens = {
        name: f"Bearer {Register(store).create(role, name=name)[1]}" for name, role in roles.items()
    }
    engine = open_engine(None)
    app = create_app(engine, Settings(store=store, **chosen))
    return Site(app.test_client(), engine, store, tokens)


def tag(response: TestResponse) -> str:
    return str(response.headers["ETag"])


def form(**parts: tuple[str, bytes]) -> dict[str, Any]:
    """A form of files, each of a name and bytes, as a browser or curl sends it."""
    return {name: (io.BytesIO(body), filename) for name, (filename, body) in parts.items()}
