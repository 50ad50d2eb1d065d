"""In whose name an engine is asked for pages."""

import pytest

from reportedly import shipped
from reportedly.engine.embedded import Embedded
from reportedly.engine.port import NOBODY, Answer, Caller, Content, Query
from reportedly.settings import Settings
from reportedly.web import create_app

READER = "203.0.113.5"
REPORT = "/report/syria-2024-12-02"


class Listening(Embedded):
    """An engine that remembers who has asked it."""

    callers: list[str]

    def evaluate(self, query: Query, caller: Caller = NOBODY) -> Answer:
        self.callers.append(caller.name)
        return super().evaluate(query, caller)

    def content(self, request: Content, caller: Caller = NOBODY) -> Answer | None:
        self.callers.append(caller.name)
        return super().content(request, caller)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/reports", "/statements", "/events", "/figures", "/timeline", "/places"),
        *("/sources", "/queries/all-figures", "/sitemap.xml", "/ns.html", "/kind/airstrike.html"),
        *("/id/aleppo.html", "/id/white-helmets.html", f"{REPORT}/e-strikes.html"),
        *(
            "/.well-known/void",
            "/reconcile/preview?id=aleppo",
            "/reconcile/suggest/entity?prefix=a",
        ),
        *(REPORT, f"{REPORT}/claims", f"{REPORT}/provenance", f"{REPORT}/citation.txt"),
    ],
)
def test_a_page_is_asked_for_in_the_name_of_its_reader(path: str) -> None:
    engine = Listening.in_memory()
    engine.bring_up_to_date(shipped.graphs())
    client = create_app(engine, Settings(store=None)).test_client()
    engine.callers = []
    response = client.get(
        path, headers={"Accept": "text/html, */*;q=0.1"}, environ_base={"REMOTE_ADDR": READER}
    )
    assert response.status_code == 200, response.text
    assert set(engine.callers) == {READER}
