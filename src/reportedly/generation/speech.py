"""The words of the made-up language: verbs of saying, names for the other side, remarks."""

from dataclasses import dataclass
from typing import Final

from reportedly.generation.plan import Remark


@dataclass(frozen=True)
class Act:
    """An act of saying: its concept, its verb, and the statuses of what does not just hold."""

    slug: str
    verb: str
    statuses: tuple[str, ...]


_PAST: Final = ("happened", "happened", "ongoing")
TELLING: Final = (
    Act("state", "said", _PAST),
    Act("announce", "announced", _PAST),
    Act("claim", "claimed", _PAST),
    Act("report-on", "reported", _PAST),
    Act("confirm", "confirmed", _PAST),
    Act("accuse", "charged", _PAST),
    Act("disclose", "let it be known", _PAST),
    Act("condemn", "protested", _PAST),
)
FORESEEING: Final = (
    Act("warn", "warned", ("possible", "expected")),
    Act("threaten", "threatened", ("possible", "planned")),
    Act("call-for", "insisted", ("possible",)),
    Act("pledge", "pledged", ("planned",)),
    Act("reaffirm", "reaffirmed", ("planned",)),
    Act("assure", "gave assurances", ("planned",)),
    Act("predict", "predicted", ("expected",)),
    Act("assess", "judged", ("happened", "possible")),
    Act("evaluate", "reckoned", ("expected", "possible")),
)
HOLDING: Final = (
    Act("state", "said", _PAST),
    Act("characterise", "explained", _PAST),
    Act("express", "made plain", _PAST),
    Act("assess", "judged", _PAST),
)
OWN: Final = (
    Act("assert", "", _PAST),
    Act("assert", "", _PAST),
    Act("assess", "", ("possible", "expected")),
)
OWN_HOLDING: Final = (Act("background", "", _PAST), Act("characterise", "", _PAST))
DENIAL: Final = Act("deny", "denied", _PAST)
RENDERINGS: Final = ("paraphrase",) * 6 + ("verbatim", "verbatim-part")
RELAYS: Final = (Act("relay", "relayed", ()), Act("report-on", "reported", ()))

SIDE_WORDS: Final = ("the militants", "the rebels", "the occupiers", "the terrorists", "the regime")
PLACE_WORDS: Final = ("the north", "the liberated town", "the border area")
VAGUE_PLACES: Final = ("near the border", "behind the lines", "on the outskirts")
REMARKS: Final = (
    Remark("a necessary step"),
    Remark("a grave mistake"),
    Remark("unprovoked"),
    Remark("the end of all patience"),
    Remark("a blow to [the whole] region", insertion="[the whole]"),
    Remark("what they (the ministers) had feared", insertion="(the ministers)"),
)
