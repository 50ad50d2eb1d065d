"""Answers the queries of programs on the event loop, and has Flask answer everything else.

The way of a query is the same in both, and told by the same functions: `protocol`, `problems`,
`responses`, `caching`, `compression`. Here none takes a thread, and answers are kept.
"""

import asyncio
import os
from dataclasses import replace
from time import perf_counter
from typing import Final

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from reportedly import media
from reportedly.engine.port import Answer, Query
from reportedly.errors import ClientGone, Overloaded, ReportedlyError
from reportedly.federation.peering import Serving
from reportedly.settings import Settings
from reportedly.web import Shared, caching, compression, problems, protocol, responses, timing
from reportedly.web.access_log import Line
from reportedly.web.bridge import Bridge
from reportedly.web.heads import Head, Receive, Scope, Send, pieces
from reportedly.web.kept import LONGEST, Answers, Kept, Question
from reportedly.web.public import Public
from reportedly.web.responses import Reply
from reportedly.web.sending import read, send_body, send_head, send_pieces
from reportedly.web.sparql import wants_page
from reportedly.web.timing import Spending

PATH: Final = "/sparql"
_BOTH: Final = {"Vary": "Accept, Accept-Encoding"}
_LONG: Final = 1 << 14
"""Bytes that take long enough to compress for others to notice."""


class Front:
    """The server as an ASGI application; `bridge` leads to Flask."""

    def __init__(self, engine: Serving, bridge: Bridge, shared: Shared, settings: Settings) -> None:
        self._engine = engine
        self._bridge = bridge
        self._shared = shared
        self._public = Public.of(settings.public_url)
        self._longest = settings.max_request
        self._answers = Answers(settings.cache_memory)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        head = Head(self._public.put(scope))
        try:
            if _is_ours(head):
                await self._answer(head, receive, send)
            else:
                await self._pass_on(head, receive, send)
        except ClientGone:
            while (await receive())["type"] != "http.disconnect":
                pass

    async def _answer(self, head: Head, receive: Receive, send: Send) -> None:
        started = perf_counter()
        text, reply = await self._reply(head, receive)
        seconds = perf_counter() - started
        await _send(reply, head, send)
        await self._note(PATH, head, reply, seconds, text)

    async def _pass_on(self, head: Head, receive: Receive, send: Send) -> None:
        """Have Flask answer, or tell a client that it asks for too much at once."""
        started = perf_counter()
        try:
            await self._bridge.answer(head, receive, send)
        except Overloaded as error:
            reply = problems.reply(problems.of_ours(error), problems.TEXT)
            await _send(reply, head, send)
            await self._note("none", head, reply, perf_counter() - started)

    async def _note(
        self, route: str, head: Head, reply: Reply, seconds: float, text: str | None = None
    ) -> None:
        told = head.method, head.path, reply.status, reply.size or 0, seconds, text, head.client
        line = Line(*told, peers=reply.peers)
        if self._shared.journal.log:
            await asyncio.to_thread(self._shared.journal.note, route, line)
        else:
            self._shared.journal.note(route, line)

    async def _reply(self, head: Head, receive: Receive) -> tuple[str | None, Reply]:
        """Return the query, if there is one, and the response."""
        text = None
        try:
            query = await self._query(head, receive)
            text = query.text
            return text, await self._reply_to(head, query)
        except ReportedlyError as error:
            problem = problems.of_ours(error)
        except HTTPException as error:
            problem = problems.of_http(error, PATH)
        return text, problems.reply(problem, head.header(b"accept"))

    async def _query(self, head: Head, receive: Receive) -> Query:
        if head.method != "POST":
            found = protocol.read_get(head.query_string)
        else:
            body = await self._body(head, receive)
            content_type = head.header(b"content-type")
            found = protocol.read_post(head.query_string, content_type, body)
        accept = found.accept or head.header(b"accept")
        return replace(found, accept=accept, base=head.base, guarded=True)

    async def _body(self, head: Head, receive: Receive) -> bytes:
        """Receive a body. Raises RequestEntityTooLarge, and ClientGone."""
        body = b""
        if (head.length or 0) > self._longest:
            raise RequestEntityTooLarge
        async for piece in pieces(receive):
            body += piece
            if len(body) > self._longest:
                raise RequestEntityTooLarge
        return body

    async def _reply_to(self, head: Head, query: Query) -> Reply:
        tag = self._tag(head)
        if tag and caching.find(tag, head.header(b"if-none-match")):
            return Reply(304, caching.tagged(tag))
        reply = await self._find(head, query)
        return replace(reply, headers=reply.headers | _dated(head, tag))

    def _tag(self, head: Head) -> str:
        """Return the tag of what is there now; nothing for what can't have one."""
        if head.method == "POST" or caching.changes_at(head.query_string):
            return ""
        accept = head.header(b"accept")
        revision, base = self._engine.revision, head.base
        return self._shared.tags.tag(revision, base, head.query_string, accept, head.accepted)

    async def _find(self, head: Head, query: Query) -> Reply:
        """Return the response with an answer that is kept, or with a new one."""
        question = _question(query, compression.encoding_by(head.accepted))
        kept = self._answers.find(self._engine.revision, question)
        if kept is None or head.header(b"authorization"):
            return await self._ask(head, query, question)
        found = responses.reply(Answer(kept.body, kept.media_type), kept.encoding)
        return replace(found, headers=found.headers | timing.KEPT)

    async def _ask(self, head: Head, query: Query, question: Question) -> Reply:
        started = perf_counter()
        answer = await self._engine.answer(query, head.caller)
        spent = Spending.since(started, answer)
        reply = await self._pack(head, query, question, answer)
        return replace(reply, headers=reply.headers | spent.headers, peers=spent.on_peers)

    async def _pack(self, head: Head, query: Query, question: Question, answer: Answer) -> Reply:
        """Return the response with an answer, and keep that if others may ask the same."""
        encoding = compression.chosen(head.accepted, 200, answer.size)
        if answer.size > LONGEST:
            return responses.reply(answer, encoding)
        body = await _read(answer)
        sent = await _packed(body) if encoding else body
        if not caching.changes(query.text) and not head.header(b"authorization"):
            self._answers.keep(answer.revision, question, Kept(answer.media_type, encoding, sent))
        if answer.file and not encoding:
            return responses.reply(answer)  # so that a slow client holds no memory
        return responses.reply(Answer(sent, answer.media_type), encoding)


def _is_ours(head: Head) -> bool:
    """Say whether a program sends a query; the rest is for Flask, as are browsers."""
    if head.path != PATH or not _has_query(head):
        return False
    accept = head.header(b"accept")
    return not wants_page(accept) and problems.form(accept) != problems.PAGE


def _has_query(head: Head) -> bool:
    if head.method in caching.READING:
        return head.query_string.startswith(b"query=") or b"&query=" in head.query_string
    return head.method == "POST"


def _dated(head: Head, tag: str) -> dict[str, str]:
    """Return the headers that say how long an answer is good."""
    passing = caching.PASSING if head.method in caching.READING else {}
    return caching.tagged(tag) if tag else passing


def _question(query: Query, encoding: str) -> Question:
    graphs = query.default_graphs, query.named_graphs
    return Question(query.text, *graphs, query.base, media.choices(query.accept), encoding)


async def _read(answer: Answer) -> bytes:
    """Return the body of an answer, and leave its file as it was."""
    if answer.file is None:
        return answer.body
    return await asyncio.to_thread(os.pread, answer.file.fileno(), answer.size, 0)


async def _packed(body: bytes) -> bytes:
    if len(body) < _LONG:
        return compression.whole(body)
    return await asyncio.to_thread(compression.whole, body)


async def _send(reply: Reply, head: Head, send: Send) -> None:
    headers = responses.open_to_readers(head.method) | reply.headers | _BOTH
    if reply.size is not None:
        headers["Content-Length"] = str(reply.size)
    await send_head(send, reply.status, headers.items())
    if reply.file is None:
        await send_body(send, reply.body)
        return
    with reply.file as file:
        content = () if head.method == "HEAD" else read(file)
        encoded = "Content-Encoding" in reply.headers
        await send_pieces(send, head, compression.pieces(content) if encoded else iter(content))
