"""What a statement says, as frozen values: https://w3id.org/reportedly/ns#Statement.

Nothing here is a fact about the world: every value is what a source said, or where it is said.
Moments are local times without zone, as the data has them (`2024-12-02T23:59:59`); empty where
the data has none. Positions count code points of the report’s text, the end exclusive.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True)
class Text:
    """Words from the data and their language, a tag of BCP 47 or empty; false if there are none."""

    text: str = ""
    language: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Ref:
    """Anything with a name, which is in `language`; a short form of the IRI if it has none.

    False if there is nothing that it stands for: its IRI is empty then.
    """

    iri: str = ""
    label: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return bool(self.iri)


NOTHING: Final = Ref()
"""Stands where the data names nothing."""


@dataclass(frozen=True)
class Span:
    """A passage of the report’s text; `iri` is that of the passage, if it is known."""

    start: int
    end: int
    iri: str = ""


@dataclass(frozen=True)
class Quotation:
    """Words that the report prints in quotation marks, and where others were put into them."""

    span: Span
    exact: Text
    insertions: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Designation:
    """The speaker’s words for an actor, an event or a place."""

    span: Span | None
    wording: Text
    of: Ref
    iri: str = ""


@dataclass(frozen=True)
class Number:
    """A figure: what is measured, of whom, and the bounds that the wording allows.

    `included_in` is the IRI of the larger figure that already contains this one, or empty.
    """

    iri: str
    measure: Ref
    population: Ref
    lower: Decimal | None
    upper: Decimal | None
    point: Decimal | None
    wording: Text
    included_in: str = ""


@dataclass(frozen=True)
class Account:
    """What one statement says about one event.

    `roles` has pairs of `actor`, `target`, `beneficiary` or `participant`, in this order, and who
    is said to be that; `places` those of `place`, `from`, `to`, `through` or `location`. Roles and
    places that the account leaves out are not there.
    """

    iri: str
    event: Ref
    kind: Ref
    status: Ref
    denied: bool = False
    gloss: tuple[Text, ...] = ()
    roles: tuple[tuple[str, tuple[Ref, ...]], ...] = ()
    places: tuple[tuple[str, tuple[Ref, ...]], ...] = ()
    not_before: str = ""
    not_after: str = ""
    time_wording: Text = Text()
    place_wording: Text = Text()
    numbers: tuple[Number, ...] = ()
    assumptions: tuple[Text, ...] = ()
    purposes: tuple[Ref, ...] = ()
    after: tuple[Ref, ...] = ()
    concurrent: tuple[Ref, ...] = ()
    passages: tuple[Span, ...] = ()
    notation: str = ""


@dataclass(frozen=True)
class Statement:
    """One act of saying in a report.

    `chain` has its carriers from the nearest one to the report, which is the last; `voices` has
    for each of them who speaks there, so that it reads “two army sources → Reuters → the report”.
    For the report itself that is its author. `said_on` is a day, at its first moment.
    """

    iri: str
    notation: str
    report: Ref
    sources: tuple[Ref, ...]
    act: Ref
    rendering: Ref
    unnamed: bool = False
    chain: tuple[Ref, ...] = ()
    voices: tuple[tuple[Ref, ...], ...] = ()
    addressees: tuple[Ref, ...] = ()
    said_in: tuple[Ref, ...] = ()
    said_on: str = ""
    said_wording: Text = Text()
    assumptions: tuple[Text, ...] = ()
    passages: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    designations: tuple[Designation, ...] = ()
    accounts: tuple[Account, ...] = ()
    own_voice: bool = False

    @property
    def name(self) -> str:
        """The part of its IRI that tells it from the others of its report: `s04`."""
        return self.iri.rpartition("#")[2]

    @property
    def start(self) -> int:
        """Where the first of its passages starts; 0 if it has none."""
        return min((span.start for span in self.passages), default=0)


@dataclass(frozen=True)
class Selection:
    """Which statements are wanted; whatever is empty does not matter.

    All but `words` and the moments are IRIs. `through` is an actor who passes it on, `about` one
    who has a role in what is told. `place` means what lies in it, too, `kind` its narrower
    concepts, `event` those that are linked to it as the same. `words` is looked for in glosses, in
    quoted words, in the names of events and of sources. What is told happened, or may have,
    between `since` and `until`; it was said between `said_since` and `said_until`; days or moments.
    """

    report: str = ""
    source: str = ""
    event: str = ""
    place: str = ""
    kind: str = ""
    status: str = ""
    act: str = ""
    through: str = ""
    about: str = ""
    words: str = ""
    since: str = ""
    until: str = ""
    said_since: str = ""
    said_until: str = ""


@dataclass(frozen=True)
class Found:
    """One page of the statements of a selection, and how many there are in all."""

    iris: tuple[str, ...]
    total: int
