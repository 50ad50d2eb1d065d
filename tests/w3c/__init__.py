"""The W3C test suites for SPARQL 1.1, run over HTTP against a server in a process of its own.

The suites are not part of this repository: without the folder ../shared the tests skip. Another
server can be tested instead of ours by naming its three addresses, for queries, updates and graphs:

    REPORTEDLY_W3C_ENDPOINT="http://… http://… http://…" pytest -m slow tests/w3c

Whom another server calls is not ours to choose: the tests of federation skip then.
"""

import pytest

pytest.register_assert_rewrite(f"{__name__}.contents", f"{__name__}.exchanges")
