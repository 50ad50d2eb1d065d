"""The one JSON-LD context that is read here, `ontology/context.jsonld`.

See https://www.w3.org/TR/json-ld11/#the-context.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from reportedly import resources
from reportedly.terms import BASE

IRI: Final = f"{BASE}context.jsonld"
"""The name under which documents ask for it; it is never fetched."""


@dataclass(frozen=True)
class Term:
    """What a key stands for.

    `coercion` is the datatype of its texts, `@id` where they are IRIs, and `@vocab` where they are
    names in `vocabulary`; `by_language` says that an object gives a text for each language.
    """

    iri: str
    coercion: str = ""
    vocabulary: str = ""
    by_language: bool = False


@dataclass(frozen=True)
class Context:
    """The prefixes, the classes by name, and the terms for properties."""

    prefixes: dict[str, str]
    classes: dict[str, str]
    terms: dict[str, Term]

    def __contains__(self, name: str) -> bool:
        return name in self.prefixes or name in self.classes or name in self.terms

    def expand(self, name: str) -> str:
        """Return the IRI of a compact one; any other text as it is.

        See https://www.w3.org/TR/json-ld11/#compact-iris.
        """
        prefix, colon, rest = name.partition(":")
        known = colon and not rest.startswith("//") and prefix in self.prefixes
        return self.prefixes[prefix] + rest if known else name


def document() -> bytes:
    """Return the context as it is to be served."""
    return (resources.ontology() / "context.jsonld").read_bytes()


@cache
def bundled() -> Context:
    """Return the context that is shipped with the ontology."""
    entries: dict[str, Any] = json.loads(document())["@context"]
    names = {key: value for key, value in entries.items() if isinstance(value, str)}
    context = Context({key: iri for key, iri in names.items() if iri[-1] in "#/"}, {}, {})
    for key, entry in entries.items():
        if key[0].isupper():
            context.classes[key] = context.expand(entry)
        elif key not in context.prefixes and not key.startswith("@"):
            context.terms[key] = _term(context, {"@id": entry} if key in names else entry)
    return context


def _term(context: Context, entry: dict[str, Any]) -> Term:
    return Term(
        iri=context.expand(entry["@id"]),
        coercion=context.expand(entry.get("@type", "")),
        vocabulary=entry.get("@context", {}).get("@vocab", ""),
        by_language=entry.get("@container") == "@language",
    )
