"""`reportedly token`: the bearer tokens with which others may write to a server."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import click

from reportedly.access import VARIABLE
from reportedly.access.register import Register
from reportedly.access.token import Role, Token
from reportedly.cli.options import store_option
from reportedly.engine.directory import Directory
from reportedly.errors import SettingsError
from reportedly.settings import Settings

_SPAN: Final = re.compile(r"([1-9]\d{0,4})d", re.ASCII)
_DAY: Final = timedelta(days=1)
_STORE: Final = store_option(
    "Directory of the store that the tokens are for.",
    default=Settings.store,
    envvar="REPORTEDLY_STORE",
)


class Expiry(click.ParamType[datetime]):
    """The moment at which a token ends: so many days from now, or the end of a day in UTC."""

    name = "expiry"

    def convert(self, value: Any, param: Any, context: Any) -> datetime:
        """Return the moment, which is to come."""
        now = datetime.now(UTC).replace(microsecond=0)
        span = _SPAN.fullmatch(value)
        try:
            end = now + int(span[1]) * _DAY if span else _end_of(date.fromisoformat(value))
        except (ValueError, OverflowError):
            self.fail("write so many days, as 90d, or the last day, as 2031-12-31.", param, context)
        if end <= now:
            self.fail(f"{value} is over already.", param, context)
        return end


class Name(click.ParamType[str]):
    """A name that can stand in a line of a table, and in the history of what was written."""

    name = "name"

    def convert(self, value: Any, param: Any, context: Any) -> str:
        """Return the name without space around it."""
        text: str = value.strip()
        if not (text.isprintable() and 0 < len(text) <= 100):
            self.fail("take 1 to 100 characters on one line.", param, context)
        return text


@click.group()
def token() -> None:
    """Make, list and revoke the tokens for writing.

    Reading is open to everybody; submitting reports and writing graphs needs a token, sent in the
    header “Authorization: Bearer TOKEN”. A server that runs heeds new and revoked tokens at once.

    \b
    Exit codes: 0 done, 2 the store can't be used, or there is no such token.
    Examples:   reportedly token create --role submit --name "Ana, desk" --expires 90d
                reportedly token list
                reportedly token revoke 1f3a5c7e
    """


@token.command()
@click.option(
    "--role",
    type=click.Choice([role.word for role in Role]),
    required=True,
    help="submit: submit reports; write: also update any graph.",
)
@click.option(
    "--name",
    type=Name(),
    metavar="NAME",
    help="Who will use it; kept with what they submit. [default: the token's id]",
)
@click.option(
    "--expires",
    type=Expiry(),
    metavar="DAYSd|DATE",
    help="How long it is good: 90d, or the last day in UTC: 2031-12-31. [default: until revoked]",
)
@_STORE
def create(role: str, name: str | None, expires: datetime | None, store: Path | None) -> None:
    """Make a token and print it, this once.

    Only a digest of it is kept. The token goes to standard output, what it is to standard error.

    \b
    Example:    reportedly token create --role write --name "Ana, desk" --expires 2031-12-31
    """
    register = _register(store, create=True)
    made, text = register.create(Role[role.upper()], name=name, expires=expires)
    click.echo(f"Token {made.id}, role {role}, {_ending(made)}. It is not shown again.", err=True)
    click.echo(text)


@token.command("list")
@_STORE
def list_tokens(store: Path | None) -> None:
    """List the tokens, the oldest first."""
    tokens = _register(store).read().values()
    if not tokens:
        click.echo("There are no tokens.", err=True)
        return
    for line in _table(tokens):
        click.echo(line)


@token.command()
@click.argument("identifier", metavar="ID")
@_STORE
def revoke(identifier: str, store: Path | None) -> None:
    """Make a token worthless, at once and for ever.

    ID is what `list` shows, and the part of the token between its underscores.
    """
    revoked = _register(store).revoke(identifier)
    if revoked is None:
        raise click.BadParameter(
            f"there is no token {identifier}; “reportedly token list” lists them.",
            param_hint="ID",
        )
    click.echo(f"Token {revoked.id} of {revoked.name} is revoked.")


def _register(store: Path | None, *, create: bool = False) -> Register:
    if store is None:
        raise SettingsError(
            "A store in memory keeps no tokens.",
            hint=f"Name a directory with --store, or give the server a secret in {VARIABLE}.",
        )
    Directory(store).claim(create=create)
    return Register(store)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + _DAY, time(), UTC)


def _ending(token: Token) -> str:
    if token.expires is None:
        return "good until revoked"
    verb = "expired" if token.is_expired() else "expires"
    return f"{verb} {token.expires:%Y-%m-%d %H:%M} UTC"


def _table(tokens: Iterable[Token]) -> list[str]:
    width = max(len(role.word) for role in Role)
    return [
        f"{token.id}  {token.role.word:{width}}  made {token.created:%Y-%m-%d}, "
        f"{_ending(token)}  {token.name}"
        for token in tokens
    ]
