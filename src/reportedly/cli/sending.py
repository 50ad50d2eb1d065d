"""Sends reports to a server, and says what came of each."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import httpx

from reportedly import documents
from reportedly.cli.files import MEDIA_TYPES
from reportedly.cli.remote import Remote
from reportedly.cli.verdict import Result, Verdict
from reportedly.terms import REPORTS
from reportedly.validation.rendering import objects, remarks
from reportedly.validation.rendering.remarks import Remark

_PACKED_FROM: Final = 4096
"""Bytes from which it pays to compress a body."""

_TEXT: Final = "text/plain; charset=utf-8"
_DONE: Final = {"POST": Result.PUBLISHED, "PUT": Result.REPLACED}
_IN_THE_WAY: Final = {"slug-taken", "tag-outdated", "not-the-submitter", "report-missing"}
_NOT_RESTORED: Final = "The report was withdrawn, and is not restored"
_RESTORE: Final = "Its history says why. To publish it again, send it with --replace --restore."
_FACTS: Final = ("report", "summary", "textChecked", "version", "revision", "submitted")


@dataclass(frozen=True)
class Answer:
    """What a server answered to a report, and the JSON object in it."""

    response: httpx.Response
    told: Mapping[str, Any]

    def verdict(self, path: Path, digest: str) -> Verdict:
        """Return this as the verdict on a file."""
        facts = {name: self.told[name] for name in _FACTS if name in self.told}
        if "Location" in self.response.headers:
            facts["url"] = str(self.response.url.join(self.response.headers["Location"]))
        return Verdict(str(path), digest, self._result(), self._remarks(), facts)

    def _result(self) -> Result:
        if self.response.is_success:
            return _DONE[self.response.request.method] if self.told["new"] else Result.UNCHANGED
        if self.response.is_server_error:
            return Result.FAILED
        if "findings" in self.told:
            return Result.VIOLATES
        return Result.TAKEN if self.told.get("code") in _IN_THE_WAY else Result.UNUSABLE

    def _remarks(self) -> tuple[Remark, ...]:
        if "findings" in self.told:
            return tuple(map(objects.from_object, self.told["findings"]))
        return (remarks.of_problem(self.told),)


class _Withdrawn(Answer):
    """The answer that a report is in the way which was withdrawn, and is not to be restored."""

    def _result(self) -> Result:
        return Result.WITHDRAWN

    def _remarks(self) -> tuple[Remark, ...]:
        told = dict(self.told) | {"detail": _NOT_RESTORED, "hint": _RESTORE}
        return (remarks.of_problem(told),)


class Sender:
    """Sends reports to a server; `text` is that of the one report, and goes with it.

    With `replacing` a report whose IRI is taken becomes the next version of what is there, one
    that was withdrawn only with `restoring`.
    """

    def __init__(
        self,
        remote: Remote,
        *,
        text: Path | None = None,
        replacing: bool = False,
        restoring: bool = False,
    ) -> None:
        self._remote = remote
        self._text = text
        self._replacing = replacing
        self._restoring = restoring

    def send(self, files: Iterable[Path], jobs: int) -> Iterator[Verdict]:
        """Yield what came of each file, in their order; so many are on their way at a time.

        Raises FileError and RemoteError; then no more are sent.
        """
        return map(self._fate, files) if jobs == 1 else self._side_by_side(files, jobs)

    def _side_by_side(self, files: Iterable[Path], jobs: int) -> Iterator[Verdict]:
        with ThreadPoolExecutor(jobs) as pool:
            try:
                yield from pool.map(self._fate, files)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _fate(self, path: Path) -> Verdict:
        body = documents.read_bytes(path)
        content = self._content(path, body)
        try:
            answer = self._publish(content)
            return answer.verdict(path, sha256(body).hexdigest())
        except (KeyError, TypeError, ValueError) as error:
            raise self._remote.foreign() from error

    def _publish(self, content: Mapping[str, Any]) -> Answer:
        answer = self._send("POST", "/reports", content)
        if self._replacing and answer.told.get("code") == "slug-taken":
            return self._replace(answer, content)
        return answer

    def _replace(self, answer: Answer, content: Mapping[str, Any]) -> Answer:
        """Send a report as the next version of the one that is in its way."""
        path = f"/report/{answer.told['report'].removeprefix(REPORTS)}"
        history = self._send("GET", f"{path}/versions", {})
        if not history.response.is_success:
            return answer
        if history.told["withdrawn"] and not self._restoring:
            return _Withdrawn(answer.response, answer.told)
        tag = history.told["versions"][-1]["tag"]
        headers = {**content.get("headers", {}), "If-Match": f'"{tag}"'}
        return self._send("PUT", path, {**content, "headers": headers})

    def _send(self, method: str, path: str, content: Mapping[str, Any]) -> Answer:
        response = self._remote.ask(method, path, **content)
        return Answer(response, self._remote.document(response))

    def _content(self, path: Path, body: bytes) -> dict[str, Any]:
        """Return the body of the request for a report, alone or together with its text."""
        media_type = MEDIA_TYPES[path.suffix]
        if self._text:
            report = (path.name, body, media_type)
            text = (self._text.name, documents.read_bytes(self._text), _TEXT)
            return {"files": {"report": report, "text": text}}
        if len(body) < _PACKED_FROM:
            return {"content": body, "headers": {"Content-Type": media_type}}
        headers = {"Content-Type": media_type, "Content-Encoding": "gzip"}
        return {"content": gzip.compress(body), "headers": headers}
