"""Talks to a server: tries again where that is safe, follows nothing, and reads what it answers."""

import re
import time
from collections.abc import Callable
from random import SystemRandom
from typing import Any, Final

import click
import httpx

from reportedly import __version__
from reportedly.cli.address import is_here
from reportedly.errors import RemoteError

_DELAYS: Final = (0.5, 1, 2, 4, 8)
"""Seconds before each further try."""
_LONGEST_DELAY: Final = 60
_BUSY: Final = {429, 502, 503, 504}
_NO_ENTRY: Final = {"unauthorised", "forbidden"}
_NOWHERE: Final = {"not-found", "method-not-allowed"}
_TIMEOUT: Final = httpx.Timeout(120, connect=10)
_ERRNO: Final = re.compile(r"^\[Errno -?\d+\] ")
_CHANCE: Final = SystemRandom()


def connect(url: str, token: str = "", language: str = "en") -> httpx.Client:
    """Return a client of the server at a URL, which sends a token with every request."""
    headers = {
        "Accept": "application/json, application/problem+json",
        "Accept-Language": language,
        "User-Agent": f"reportedly/{__version__}",
    }
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return httpx.Client(
        base_url=url,
        headers=headers,
        timeout=_TIMEOUT,
        follow_redirects=False,
        trust_env=not is_here(url),
    )


class Remote:
    """A server that is asked until it has answered.

    Everything that is sent must be safe to be sent twice: an answer may be lost on its way back.
    """

    def __init__(self, client: httpx.Client, pause: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._pause = pause

    def ask(self, method: str, path: str, **content: Any) -> httpx.Response:
        """Return the answer to a request; `content` is as for `httpx.Client.request`.

        Raises RemoteError if the server does not answer, is something else, or lets nobody in with
        the token.
        """
        for delay in _DELAYS:
            response = self._try(method, path, content)
            if isinstance(response, httpx.Response) and response.status_code not in _BUSY:
                return self._usable(response)
            self._wait(response, delay)
        return self._usable(self._insist(method, path, content))

    def document(self, response: httpx.Response) -> dict[str, Any]:
        """Return the JSON object in an answer. Raises RemoteError if there is none."""
        try:
            document = response.json()
        except ValueError:
            document = None
        if not isinstance(document, dict) or document.get("code") in _NOWHERE:
            raise self.foreign()
        return document

    def _try(
        self, method: str, path: str, content: dict[str, Any]
    ) -> httpx.Response | httpx.TransportError:
        try:
            return self._client.request(method, path, **content)
        except httpx.TransportError as error:
            return error

    def _insist(self, method: str, path: str, content: dict[str, Any]) -> httpx.Response:
        """Return the answer to the last try. Raises RemoteError if there is none."""
        response = self._try(method, path, content)
        if isinstance(response, httpx.Response) and response.status_code not in _BUSY:
            return response
        raise RemoteError(
            f"{self._client.base_url} does not answer: {_reason(response)}.",
            hint="Try again later; with --journal what is done stays done.",
        )

    def _wait(self, response: httpx.Response | httpx.TransportError, delay: float) -> None:
        seconds = max(delay * _CHANCE.uniform(1, 1.5), _asked_for(response))
        click.echo(f"{_reason(response)}; trying again in {seconds:.1f} s", err=True)
        self._pause(seconds)

    def _usable(self, response: httpx.Response) -> httpx.Response:
        if response.is_redirect:
            raise RemoteError(
                f"{self._client.base_url} sends you on to {response.headers.get('Location')}",
                hint="If you trust that address, name it with --to; a token is not sent on.",
            )
        if response.status_code in (401, 403):
            problem = self.document(response)
            if problem.get("code") in _NO_ENTRY:
                raise RemoteError(str(problem.get("detail")), hint=str(problem.get("hint", "")))
        return response

    def foreign(self) -> RemoteError:
        """Return the error of a server that does not answer as ours do."""
        return RemoteError(
            f"What answers at {self._client.base_url} is no server of reports.",
            hint="Name with --to the address of the home page of one.",
        )


def _asked_for(response: httpx.Response | httpx.TransportError) -> float:
    """Return how many seconds a server asks to wait."""
    if not isinstance(response, httpx.Response):
        return 0
    asked = response.headers.get("Retry-After", "")
    return min(int(asked), _LONGEST_DELAY) if asked.isdecimal() and len(asked) < 9 else 0


def _reason(response: httpx.Response | httpx.TransportError) -> str:
    if isinstance(response, httpx.Response):
        return f"it is busy ({response.status_code})"
    return _ERRNO.sub("", str(response)) or type(response).__name__
