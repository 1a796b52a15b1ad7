"""Work that may break or never end: done in a child process of its own, under limits.

Forked from the warm worker, so nothing is loaded again; its end is its own, not the worker's.
"""

from __future__ import annotations

import contextlib
import enum
import logging
import os
import resource
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

OUT_OF_MEMORY = 3  # exit status of the child

logger = logging.getLogger(__name__)


class Reason(enum.Enum):
    """Why a child was stopped."""

    TIME = "time"
    MEMORY = "memory"
    KILLED = "killed"  # by the system, perhaps because memory ran out
    BROKEN = "broken"


SIGNALLED = {
    signal.SIGXCPU: Reason.TIME,
    signal.SIGALRM: Reason.TIME,
    signal.SIGKILL: Reason.KILLED,
}


class StoppedError(Exception):
    """The child brought nothing back; `reason` says why."""

    def __init__(self, reason: Reason):
        super().__init__(reason.value)
        self.reason = reason


def run(work: Callable[[], bytes], *, memory_bytes: int, cpu_seconds: int, wall_seconds: int) -> bytes:
    """What `work` returns, done in a limited child. Raises StoppedError.

    `memory_bytes` is address space, that of the worker included. The child must not use the
    database: its connections are the worker's.
    """
    with tempfile.TemporaryDirectory(prefix="partyorg-") as scratch:
        output = Path(scratch) / "output"
        child = os.fork()
        if child == 0:
            _work_and_exit(work, output, memory_bytes, cpu_seconds, wall_seconds)
        _, status = os.waitpid(child, 0)
        _raise_for(status)
        return output.read_bytes()


def _work_and_exit(work, output: Path, *limits: int) -> None:
    """The child's whole life. It leaves by `os._exit`: nothing of the worker's is closed or flushed."""
    status = 1
    try:
        tempfile.tempdir = str(output.parent)  # what it leaves behind goes with the folder
        _limit(*limits)
        output.write_bytes(work())
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    except BaseException:
        logger.exception("limited work failed")
    finally:
        os._exit(status)


def _limit(memory_bytes: int, cpu_seconds: int, wall_seconds: int) -> None:
    # The kernel's own alarm ends the process even inside C code, and even when the worker is gone.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(wall_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        os.nice(5)


def _raise_for(status: int) -> None:
    if os.WIFSIGNALED(status):
        raise StoppedError(SIGNALLED.get(os.WTERMSIG(status), Reason.BROKEN))
    if os.WEXITSTATUS(status) == OUT_OF_MEMORY:
        raise StoppedError(Reason.MEMORY)
    if os.WEXITSTATUS(status):
        raise StoppedError(Reason.BROKEN)
