"""How pages word what a source says, so that no claim reads as a fact."""

import re
from datetime import datetime, time
from itertools import pairwise
from typing import Final

from reportedly.attribution.model import Account, Quotation, Ref, Statement
from reportedly.terms import KIND

_IRREGULAR: Final = {"give": "gave", "say": "said", "tell": "told"}
_TOLD_AS: Final = {
    "happened": "having happened",
    "holds": "standing so",
    "ongoing": "going on",
}
_TOWARD: Final = {
    **dict.fromkeys(("assure", "warn", "threaten"), ""),
    **dict.fromkeys(("accuse", "assess", "call-for", "characterise", "condemn"), ", addressing"),
}
_HANDS: Final = ("", "", "at second hand", "at third hand", "at fourth hand")
_TRAIT: Final = str(KIND.characterisation)
_ROLES: Final = {
    "actor": "by",
    "target": "against",
    "beneficiary": "for",
    "participant": "concerning",
    "place": "in",
    "location": "at",
}


def said(act: Ref) -> str:
    """Return an act of saying as it follows its speaker: “announced”, of one as of many.

    A label that is not an English verb stays as it is.
    """
    if act.language != "en":
        return act.label
    verb, *rest = act.label.split(" ")
    return " ".join((_past(verb), *rest))


def toward(act: Ref) -> str:
    """Return what leads from an act of saying to its addressees: “disclosed to”, “assured”."""
    return _TOWARD.get(act.iri.removeprefix(KIND), " to")


def spoken(quotation: Quotation) -> tuple[tuple[str, bool], ...]:
    """Return the quoted words in parts, each with whether the report put it in.

    All of them count as spoken if the words have another length than their place in the text.
    """
    words, start = quotation.exact.text, quotation.span.start
    inserted = quotation.insertions if len(words) == quotation.span.end - start else ()
    bounds = [0, *(at - start for span in inserted for at in (span.start, span.end)), len(words)]
    parts = (words[first:last] for first, last in pairwise(bounds))
    return tuple((part, bool(number % 2)) for number, part in enumerate(parts) if part)


def told_as(account: Account) -> str:
    """Return what an account is told as, by its status: “having happened”, “planned”."""
    slug = account.status.iri.removeprefix(KIND)
    return _TOLD_AS.get(slug, account.status.label)


def at_hand(statement: Statement) -> str:
    """Return how far the report is from the speaker, or nothing where it is next to it."""
    depth = len(statement.chain)
    return _HANDS[depth] if depth < len(_HANDS) else f"at hand number {depth}"


def word_for_role(role: str, kind: str = "") -> str:
    """Return the preposition for a role that someone, or a place, has in an account of a kind.

    Who has a part in a characterisation is not who characterises.
    """
    return "with" if (kind, role) == (_TRAIT, "actor") else _ROLES.get(role, role)


def moment(text: str) -> str:
    """Return a moment of the data as people write it: a day, with its hour where that matters.

    What is no moment stays as it is.
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = f"{at.day} {at:%B} {at.year}"
    return day if at.time() in (time.min, time(23, 59, 59)) else f"{day}, {at:%H:%M}"


def period(account: Account) -> str:
    """Return the time that an account gives: a day, from and to, or the one bound that it has."""
    first, last = moment(account.not_before), moment(account.not_after)
    if not last:
        return f"from {first}" if first else ""
    if not first:
        return f"not later than {last}"
    if first == last:
        return first
    day, _, month = first.partition(" ")
    return f"{day if last.endswith(f' {month}') else first} to {last}"


def _past(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{re.sub('(?<![aeiou])y$', 'i', verb)}ed"
