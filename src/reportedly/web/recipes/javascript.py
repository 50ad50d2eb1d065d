"""For JavaScript."""

from typing import Final

from reportedly.web.recipes.recipe import Offer, Recipe, quoted

_SAVED: Final = "Save it as answer.mjs, for: node answer.mjs"
_JOINED: Final = (
    f"{_SAVED}. It joins other endpoints and documents that are written beside this one; but then "
    "Comunica 5.4 loses what NOT EXISTS should keep, if no source has anything that matches in it."
)


def recipes(offer: Offer) -> tuple[Recipe, ...]:
    """Return the recipes for browsers, notebooks and packages of Node.js."""
    return (
        Recipe("fetch", _fetch(offer.json), "In browsers, Observable and Node.js alike."),
        Recipe("Comunica", _comunica(offer), f"npm install @comunica/query-sparql. {_JOINED}"),
        Recipe("sparql-http-client", _client(offer), f"npm install sparql-http-client. {_SAVED}"),
    )


def _fetch(url: str) -> str:
    return (
        f"const answer = await fetch({quoted(url)});\n"
        "const { rows } = await answer.json();\n"
        "console.table(rows);"
    )


def _comunica(offer: Offer) -> str:
    return (
        'import { QueryEngine } from "@comunica/query-sparql";\n\n'
        f"{_query(offer)}"
        f"const sources = [{quoted(offer.endpoint)}];\n"
        "const found = await new QueryEngine().queryBindings(query, { sources });\n"
        "const rows = await found.toArray();\n"
        "console.table(rows.map((row) => Object.fromEntries(\n"
        "  [...row].map(([variable, term]) => [variable.value, term.value]))));"
    )


def _client(offer: Offer) -> str:
    return (
        'import ParsingClient from "sparql-http-client/ParsingClient.js";\n\n'
        f"{_query(offer)}"
        f"const client = new ParsingClient({{ endpointUrl: {quoted(offer.endpoint)} }});\n"
        "const rows = await client.query.select(query);\n"
        "console.table(rows.map((row) => Object.fromEntries(\n"
        "  Object.entries(row).map(([name, term]) => [name, term.value]))));"
    )


def _query(offer: Offer) -> str:
    return f"const query = await (await fetch({quoted(offer.rq)})).text();\n"
