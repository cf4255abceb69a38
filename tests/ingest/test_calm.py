"""Words before everything else."""

from __future__ import annotations

import time

import pytest

from core.ingest.calm import MOMENT, Calm


def test_it_is_calm_a_moment_after_the_last_reading():
    told = []
    calm = Calm(told.append)
    assert calm.wait(0)
    with calm.reading(), calm.reading():
        assert told == [False]
        assert not calm.wait(0.05)
    assert not calm.wait(0)
    start = time.monotonic()
    assert calm.wait(MOMENT * 3)
    assert time.monotonic() - start > MOMENT / 2
    assert told == [False, True]


def test_more_that_comes_within_the_moment_keeps_the_others_waiting():
    told = []
    calm = Calm(told.append)
    with calm.reading():
        pass
    time.sleep(MOMENT / 2)
    with calm.reading():
        assert not calm.wait(MOMENT)
    assert told == [False]
    assert calm.wait(MOMENT * 3)


def test_reading_that_goes_wrong_ends_too():
    calm = Calm(lambda calm: None)
    with pytest.raises(ZeroDivisionError), calm.reading():
        _ = 1 / 0
    assert calm.wait(MOMENT * 3)
