"""Limited children: what they bring back, what stops them, and that the parent lives."""

import os
import time

import pytest

from common import limited
from common.limited import Reason

ENOUGH = {"memory_bytes": 1024**3, "cpu_seconds": 20, "wall_seconds": 30}


def why_stopped(work, **limits) -> Reason:
    with pytest.raises(limited.StoppedError) as stopped:
        limited.run(work, **ENOUGH | limits)
    return stopped.value.reason


def spin():
    while True:
        pass


def test_what_the_child_makes_is_brought_back():
    assert limited.run(lambda: b"made", **ENOUGH) == b"made"


def test_the_child_is_another_process():
    assert int(limited.run(lambda: str(os.getpid()).encode(), **ENOUGH)) != os.getpid()


def test_too_much_memory_stops_it():
    assert why_stopped(lambda: bytes(2 * 1024**3)) == Reason.MEMORY


def test_too_much_computing_stops_it():
    assert why_stopped(spin, cpu_seconds=1) == Reason.TIME


def test_waiting_too_long_stops_it():
    assert why_stopped(lambda: time.sleep(20) or b"", wall_seconds=1) == Reason.TIME


def test_being_killed_is_told_apart():
    assert why_stopped(lambda: os.kill(os.getpid(), 9)) == Reason.KILLED


def test_what_breaks_is_told_apart():
    assert why_stopped(lambda: 1 / 0) == Reason.BROKEN


def test_no_child_is_left_behind():
    limited.run(lambda: b"", **ENOUGH)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
