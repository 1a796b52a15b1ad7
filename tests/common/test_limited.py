"""Limited children: what they bring back, what stops them, and that the parent lives."""

import os
import signal
import threading
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


def test_a_handler_of_the_worker_does_not_hide_the_limit():
    def in_order(number, frame):
        raise SystemExit

    before = {number: signal.signal(number, in_order) for number in (signal.SIGXCPU, signal.SIGALRM)}
    try:
        assert why_stopped(spin, cpu_seconds=1) == Reason.TIME
        assert why_stopped(lambda: time.sleep(20) or b"", wall_seconds=1) == Reason.TIME
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


# --- In a new interpreter ---------------------------------------------------------------------


def backwards(given: bytes) -> bytes:
    return given[::-1]


def surroundings(given: bytes) -> bytes:
    return f"{threading.active_count()} {sorted(os.environ)}".encode()


def lasting(given: bytes) -> bytes:
    time.sleep(20)


def spinning(given: bytes) -> bytes:
    spin()


def swallowing(given: bytes) -> bytes:
    return bytes(2 * 1024**3)


def breaking(given: bytes) -> bytes:
    raise ZeroDivisionError


def why_stopped_apart(work, **limits) -> Reason:
    with pytest.raises(limited.StoppedError) as stopped:
        limited.run_apart(work, b"x" * 5_000_000, **ENOUGH | limits)
    return stopped.value.reason


def test_apart_it_takes_and_brings_back_much():
    given = os.urandom(5_000_000)
    assert limited.run_apart(backwards, given, **ENOUGH) == given[::-1]


def test_apart_nothing_of_the_parent_is_there(monkeypatch):
    monkeypatch.setenv("PARTYORG_SECRET_KEY", "secret")
    threads, _, names = limited.run_apart(surroundings, b"", **ENOUGH).decode().partition(" ")
    assert threads == "1"
    assert "PARTYORG_SECRET_KEY" not in names


def test_apart_what_stops_it_is_told_as_well():
    assert why_stopped_apart(lasting, wall_seconds=1) == Reason.TIME
    assert why_stopped_apart(spinning, cpu_seconds=1) == Reason.TIME
    assert why_stopped_apart(swallowing) == Reason.MEMORY
    assert why_stopped_apart(breaking) == Reason.BROKEN
