"""The documents in which a service says what it offers, and suggests what to ask for.

See https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from reportedly.errors import ResourceMissing
from reportedly.reconciliation.catalogue import Catalogue
from reportedly.reconciliation.entities import ACTORS, TYPES, known_type
from reportedly.reconciliation.properties import PROPERTIES
from reportedly.terms import ID, RPT

BATCH: Final = 50
"""How many queries may be sent at once."""
_PREVIEW: Final = {"width": 420, "height": 260}
"""How wide and high a preview is, in pixels."""
_SUGGESTED: Final = 10


def manifest(root: str) -> dict[str, Any]:
    """Return what a service offers below the URL of a server, which ends in a slash."""
    kinds = ("entity", "property", "type")
    return {
        "versions": ["0.2"],
        "name": "reportedly: actors and places that reports share",
        "identifierSpace": str(ID),
        "schemaSpace": str(RPT),
        "documentation": f"{root}.well-known/void",
        "logo": f"{root}static/icon.svg",
        "defaultTypes": [type_("Place"), type_("Actor")],
        "view": {"url": f"{root}id/{{{{id}}}}"},
        "preview": {"url": f"{root}reconcile/preview?id={{{{id}}}}"} | _PREVIEW,
        "suggest": {kind: _at(root, f"suggest/{kind}") for kind in kinds},
        "extend": {"propose_properties": _at(root, "properties"), "property_settings": []},
        "batchSize": BATCH,
    }


def type_(name: str) -> dict[str, Any]:
    """Return a type by its local name, with the wider one if there is one."""
    told = {"id": name, "name": TYPES[name]}
    return told | ({"broader": [type_("Actor")]} if name in ACTORS - {"Actor"} else {})


def propose(name: str, limit: int | None) -> dict[str, Any]:
    """Return the properties that members of a type have; all if there is no such type."""
    local = known_type(name)
    fitting = (each for each in PROPERTIES.values() if not local or local in each.types)
    told = [{"id": each.id, "name": each.name} for each in islice(fitting, limit)]
    return {"properties": told, "type": name} | ({} if limit is None else {"limit": limit})


def suggest(catalogue: Catalogue, kind: str, prefix: str, start: int) -> dict[str, Any]:
    """Return what somebody may mean who begins to write: an `entity`, a `property` or a `type`.

    `start` are left out. Raises ResourceMissing if there are no suggestions of that kind.
    """
    found = {
        "entity": _entities(catalogue, prefix),
        "property": (
            {"id": each.id, "name": each.name}
            for each in PROPERTIES.values()
            if _begins(prefix, each.id, each.name)
        ),
        "type": (type_(each) for each, name in TYPES.items() if _begins(prefix, each, name)),
    }
    if kind not in found:
        raise ResourceMissing(f"No {kind} is suggested.", hint=f"There are {', '.join(found)}.")
    return {"result": list(islice(found[kind], start, start + _SUGGESTED))}


def _entities(catalogue: Catalogue, prefix: str) -> Iterator[dict[str, Any]]:
    for entity in catalogue.starting(prefix):
        yield {
            "id": entity.id,
            "name": entity.name,
            "description": catalogue.described(entity),
            "notable": [{"id": each, "name": TYPES[each]} for each in entity.types],
        }


def _begins(prefix: str, *names: str) -> bool:
    """Say whether a word in one of some names begins in this way."""
    begun = prefix.strip().casefold()
    return any(
        word.startswith(begun) for name in names for word in (name.casefold(), *_words(name))
    )


def _words(name: str) -> list[str]:
    return name.casefold().split()


def _at(root: str, name: str) -> dict[str, str]:
    return {"service_url": root.removesuffix("/"), "service_path": f"/reconcile/{name}"}
