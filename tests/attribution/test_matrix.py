"""Who tells of what: voices, events and where they meet."""

from itertools import chain

from reportedly.attribution import matrix
from reportedly.attribution.matrix import Matrix, Telling
from reportedly.attribution.model import Selection
from reportedly.engine.embedded import Embedded

SEED = "https://w3id.org/reportedly/report/syria-2024-12-02"


def cell(shown: Matrix, event: str, *speakers: str) -> tuple[Telling, ...]:
    row = next(row for row in shown.rows if row.event.iri == f"{SEED}#{event}")
    voices = [tuple(ref.label for ref in voice.sources) for voice in shown.columns]
    return row.cells[voices.index(speakers)]


def test_statements_stand_where_event_and_voice_meet(seeded: Embedded) -> None:
    shown = matrix.read(seeded, Selection())
    (told,) = cell(shown, "e-strikes", "White Helmets")
    assert (told.label, [status.label for status in told.statuses]) == ("C04", ["happened"])
    assert not cell(shown, "e-strikes", "The Kremlin")


def test_those_who_speak_jointly_are_one_voice(seeded: Embedded) -> None:
    shown = matrix.read(seeded, Selection(report=SEED))
    assert cell(shown, "e-offensive", "Masoud Pezeshkian", "Vladimir Putin")


def test_events_that_most_tell_of_come_first_and_own_voices_last(seeded: Embedded) -> None:
    shown = matrix.read(seeded, Selection())
    voices = [sum(map(bool, row.cells)) for row in shown.rows]
    assert voices[0] == max(voices)
    assert [voice.own for voice in shown.columns].index(True) == len(shown.columns) - 1


def test_it_is_cut_to_size_and_says_so(large: Embedded) -> None:
    shown = matrix.read(large, Selection(), rows=5, columns=4)
    assert (len(shown.rows), len(shown.columns)) == (5, 4)
    assert not shown.whole
    assert matrix.read(large, Selection(report=SEED), rows=40).whole


def test_an_event_that_several_reports_tell_of_has_one_row(large: Embedded) -> None:
    shown = matrix.read(large, Selection(), rows=10)
    told = chain.from_iterable(shown.rows[0].cells)
    assert len({each.iri.partition("#")[0] for each in told}) > 1


def test_nothing_selected_is_an_empty_matrix(seeded: Embedded) -> None:
    shown = matrix.read(seeded, Selection(words="no such words"))
    assert (shown.rows, shown.columns, shown.whole) == ((), (), True)
