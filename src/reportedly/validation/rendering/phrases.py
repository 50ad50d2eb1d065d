"""The words that renderings add to the messages of the shapes, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reportedly.validation.outcome import Severity


@dataclass(frozen=True)
class Phrases:
    """What is said around findings; `{name}` and `{n}` stand for an IRI and a number.

    `{own}` is an IRI that belongs to the report. `severities` has a word for each;
    `counted` says how many there are, of one and of several.
    """

    severities: Mapping[Severity, str]
    counted: Mapping[Severity, tuple[str, str]]
    conforms: str
    fails: str
    reasons: str
    comma: str
    end: str
    meant: str
    unknown: str
    undescribed: str
    unshared: str
    unclassed: str
    several: str
    text: str
    quoted: str
    untagged: str
    capitals: str
    more: str


_ENGLISH: Final = Phrases(
    severities={
        Severity.VIOLATION: "violation",
        Severity.WARNING: "warning",
        Severity.INFO: "info",
    },
    counted={
        Severity.VIOLATION: ("1 violation", "{n} violations"),
        Severity.WARNING: ("1 warning", "{n} warnings"),
        Severity.INFO: ("1 note", "{n} notes"),
    },
    conforms="Conforms",
    fails="Does not conform",
    reasons=": ",
    comma=", ",
    end=".",
    meant="Did you mean {name}?",
    unknown="There is no {name}.",
    undescribed="Nothing here describes {name}: describe it, or correct its name.",
    unshared="{name} is not among the shared actors and places. If it is new, describe it "
    "in the report, under an IRI of the report’s own, such as {own}.",
    unclassed="Nothing says what {name} is: give it a class, such as “{name} a rpt:Event”.",
    several="There is more than one.",
    text="This is a text; the IRI of a resource belongs here.",
    quoted="This is a text: write {text} without quotation marks.",
    untagged="The text has no language: add it, such as @en in Turtle.",
    capitals="There are capital letters among the digits: write small ones.",
    more="Not told here: {n} more findings.",
)

_FRENCH: Final = Phrases(
    severities={
        Severity.VIOLATION: "violation",
        Severity.WARNING: "avertissement",
        Severity.INFO: "information",
    },
    counted={
        Severity.VIOLATION: ("1 violation", "{n} violations"),
        Severity.WARNING: ("1 avertissement", "{n} avertissements"),
        Severity.INFO: ("1 remarque", "{n} remarques"),
    },
    conforms="Conforme",
    fails="Non conforme",
    reasons=" : ",
    comma=", ",
    end=".",
    meant="Vouliez-vous dire {name} ?",
    unknown="Il n’y a pas de {name}.",
    undescribed="Rien ici ne décrit {name} : décrivez-le, ou corrigez son nom.",
    unshared="{name} n’est pas parmi les acteurs et les lieux partagés. S’il est nouveau, "
    "décrivez-le dans le rapport, sous un IRI du rapport lui-même, comme {own}.",
    unclassed="Rien ne dit ce qu’est {name} : donnez-lui une classe, comme « {name} a rpt:Event ».",
    several="Il y en a plus d’un.",
    text="C’est un texte ; ici va l’IRI d’une ressource.",
    quoted="C’est un texte : écrivez {text} sans guillemets.",
    untagged="Le texte n’a pas de langue : ajoutez-la, comme @fr en Turtle.",
    capitals="Il y a des majuscules parmi les chiffres : écrivez des minuscules.",
    more="Constats qui ne sont pas montrés ici : {n}.",
)

_ARABIC: Final = Phrases(
    severities={
        Severity.VIOLATION: "مخالفة",
        Severity.WARNING: "تحذير",
        Severity.INFO: "ملاحظة",
    },
    counted={
        Severity.VIOLATION: ("مخالفة واحدة", "عدد المخالفات {n}"),
        Severity.WARNING: ("تحذير واحد", "عدد التحذيرات {n}"),
        Severity.INFO: ("ملاحظة واحدة", "عدد الملاحظات {n}"),
    },
    conforms="مطابق",
    fails="غير مطابق",
    reasons=": ",
    comma="، ",
    end=".",
    meant="هل تقصد {name}؟",
    unknown="لا وجود لـ {name}.",
    undescribed="لا شيء هنا يصف {name}: صِفه أو صحّح اسمه.",
    unshared="{name} ليس من الفاعلين والأماكن المشتركة. إن كان جديداً فصِفه في التقرير نفسه، "
    "بمعرّف IRI يخصّ التقرير مثل {own}.",
    unclassed="لا شيء يقول ما هو {name}: أعطه صنفاً، مثل «{name} a rpt:Event».",
    several="يوجد أكثر من قيمة واحدة.",
    text="هذا نص؛ ومكانه معرّف IRI لمورد.",
    quoted="هذا نص: اكتب {text} بلا علامتي اقتباس.",
    untagged="ليست للنص لغة: أضفها، مثل @ar في Turtle.",
    capitals="بين الأرقام أحرف كبيرة: اكتبها صغيرة.",
    more="ما لم يُذكر هنا: {n}.",
)

LANGUAGES: Final[Mapping[str, Phrases]] = {"en": _ENGLISH, "fr": _FRENCH, "ar": _ARABIC}
"""The phrases in each language that findings can be told in, the one to fall back on first."""


def phrases(language: str) -> Phrases:
    """Return the phrases in a language, or in English if there are none in it."""
    return LANGUAGES.get(language, _ENGLISH)
