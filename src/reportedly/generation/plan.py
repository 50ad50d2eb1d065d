"""What a synthetic report says, before there is a text: plain values and no choice left open."""

from dataclasses import dataclass
from datetime import date

from reportedly.generation.stories import Story
from reportedly.generation.world import Resource


@dataclass(frozen=True)
class Unnamed:
    """An unnamed source of one report: how many people, and the body that they belong to."""

    number: int
    size: int
    member_of: Resource

    @property
    def term(self) -> str:
        """Its Turtle term."""
        return f":a-sources-{self.number}"

    @property
    def name(self) -> str:
        """The words that the text has for it."""
        return f"{_NUMBERS[self.size]} in {self.member_of.name}"

    @property
    def body(self) -> Resource:
        """The actor whose voice it is in the end."""
        return self.member_of.body


_NUMBERS = {1: "a source", 2: "two sources", 3: "three sources"}

Source = Resource | Unnamed


@dataclass(frozen=True)
class Mention:
    """Someone or something with a role in an account: `words` in the text, `name` outside it.

    `lead` are the words before it, `role` the property that points to it.
    """

    lead: str
    role: str
    term: str
    name: str
    words: str

    @property
    def designates(self) -> bool:
        """Whether the words are the speaker's choice rather than the name."""
        return self.words != self.name


@dataclass(frozen=True)
class Figure:
    """A number: what is counted, of whom, its words, its bounds or point, and a part of it.

    `bounds` are properties and numbers, such as `rpt:lower` and 400 for “at least 400”.
    """

    measure: str
    population: str
    wording: str
    bounds: tuple[tuple[str, int], ...]
    part: "Figure | None" = None


@dataclass(frozen=True)
class Window:
    """The days, first and last, on which something is said to have been, and the words for them."""

    first: date
    last: date
    wording: str


@dataclass(frozen=True)
class Account:
    """What a statement says of a story; the first mention is the event itself.

    `vague` is a place in words only, `order` a property and another story before or beside it.
    """

    story: Story
    status: str
    mentions: tuple[Mention, ...]
    denied: bool = False
    window: Window | None = None
    figure: Figure | None = None
    vague: str = ""
    order: tuple[str, Story] | None = None


@dataclass(frozen=True)
class Remark:
    """A few words that are quoted, and those among them that the carrier put in."""

    words: str
    insertion: str = ""


@dataclass(frozen=True)
class Statement:
    """Who says what, and how: `accounts` of its own, or those of the statements that it carries.

    With `purpose`, the second account is what the first is done for.
    """

    name: str
    sources: tuple[Source, ...]
    act: str
    verb: str
    rendering: str
    accounts: tuple[Account, ...] = ()
    carried: tuple["Statement", ...] = ()
    remark: Remark | None = None
    said: Window | None = None
    said_in: Story | None = None
    addressee: Resource | None = None
    purpose: bool = False


@dataclass(frozen=True)
class Comparison:
    """A reviewer's judgement on two accounts, which are given by their names."""

    one: str
    other: str
    finding: str
    reason: str
    reviewer: Resource


@dataclass(frozen=True)
class Report:
    """A report: its number, author and day, its statements in reading order, its stories."""

    number: int
    author: Resource
    issued: date
    dated: bool
    statements: tuple[Statement, ...]
    comparisons: tuple[Comparison, ...]
    stories: tuple[Story, ...]
