"""Calls of peers are counted, however they end."""

import pytest

from reportedly.errors import PeerFailed
from reportedly.federation.tally import BROKEN_OFF, KEPT, OK, Calls


def test_each_call_is_counted_by_its_outcome() -> None:
    calls = Calls()
    with calls.call("one"):
        pass
    with calls.call("one") as call:
        call.kept = True
    with pytest.raises(PeerFailed), calls.call("one"):
        raise PeerFailed("It has gone.", peer="one")
    with pytest.raises(KeyboardInterrupt), calls.call("other"):
        raise KeyboardInterrupt
    totals = calls.totals()
    assert totals["one"].outcomes == {OK: 1, KEPT: 1, "peer-failed": 1}
    assert totals["one"].made == 2
    assert totals["other"].outcomes == {BROKEN_OFF: 1}


def test_a_call_runs_until_it_has_ended() -> None:
    calls = Calls()
    with calls.call("one"), calls.call("one"):
        assert calls.totals()["one"].running == 2
    assert calls.totals()["one"].running == 0


def test_only_calls_that_are_made_take_time() -> None:
    calls = Calls()
    with calls.call("kept") as call:
        call.kept = True
    with calls.call("made"):
        pass
    totals = calls.totals()
    assert totals["kept"].seconds == 0
    assert totals["made"].seconds > 0
