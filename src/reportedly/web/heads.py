"""What stands before the body of a request, as ASGI has it.

https://asgi.readthedocs.io/en/latest/specs/www.html
"""

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from werkzeug.sansio.utils import get_current_url, get_host

from reportedly.engine.port import Caller
from reportedly.errors import ClientGone
from reportedly.web.responses import GONE

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_GONE: Final = "The client has closed the connection."
_OWN: Final = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}
"""Headers whose names in WSGI have nothing before them."""


class Head:
    """The method, the address and the headers of a request.

    A header that is there several times has its values in one, with commas between them.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.query_string: bytes = scope["query_string"]
        self._headers: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            before = self._headers.get(name)
            self._headers[name] = value if before is None else before + b"," + value

    def header(self, name: bytes) -> str:
        """Return the value of a header, whose name is in lower case; empty without it."""
        return self._headers.get(name, b"").decode("latin-1")

    @property
    def accepted(self) -> str:
        """The encodings that the client accepts; none where it could not tell the end of them."""
        return "" if self.scope["http_version"] == "1.0" else self.header(b"accept-encoding")

    @property
    def length(self) -> int | None:
        """The length of the body in bytes, if that is known beforehand."""
        declared = self._headers.get(b"content-length")
        return None if declared is None else int(declared)

    @property
    def has_body(self) -> bool:
        """Whether a body follows."""
        return b"content-length" in self._headers or b"transfer-encoding" in self._headers

    @property
    def base(self) -> str:
        """The URL without the query string."""
        return _base(self.scope["scheme"], self.header(b"host"), self.scope["server"], self.path)

    @property
    def caller(self) -> Caller:
        """Who sends the request, and how to see whether the connection is still open."""
        return Caller(self.client, self.scope["state"].get(GONE, bool))

    def require_client(self) -> None:
        """Make sure that the connection is still open. Raises ClientGone."""
        if self.caller.gone():
            raise ClientGone(_GONE)

    @property
    def client(self) -> str:
        """The address of the client."""
        return str((self.scope["client"] or ("",))[0])

    def environment(self) -> dict[str, Any]:
        """Return it as WSGI has it, all but the body: https://peps.python.org/pep-3333/.

        Headers whose names could be taken for others' are left out.
        """
        host, port = self.scope["server"] or ("", None)
        path = unquote_to_bytes(self.scope["raw_path"]).decode("latin-1")
        headers = {
            _OWN.get(name, f"HTTP_{name.decode('latin-1').upper().replace('-', '_')}"): value
            for name, value in self._headers.items()
            if b"_" not in name
        }
        return {name: value.decode("latin-1") for name, value in headers.items()} | {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": self.query_string.decode("latin-1"),
            "SERVER_NAME": host,
            "SERVER_PORT": str(port or 80),
            "SERVER_PROTOCOL": f"HTTP/{self.scope['http_version']}",
            "REMOTE_ADDR": self.client,
            "HTTP_ACCEPT_ENCODING": self.accepted,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.scope["scheme"],
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            GONE: self.scope["state"].get(GONE, bool),
        }


async def pieces(receive: Receive) -> AsyncIterator[bytes]:
    """Return the pieces of a body as they come. Raises ClientGone if the end doesn't come."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone(_GONE)
        yield message.get("body", b"")
        more = message.get("more_body", False)


@lru_cache(maxsize=256)
def _base(scheme: str, host: str, server: tuple[str, int | None] | None, path: str) -> str:
    return get_current_url(scheme, get_host(scheme, host, server), path=path)
