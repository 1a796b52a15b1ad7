"""Work that may break or never end: done in a child process of its own, under limits.

A worker forks: nothing is loaded again. The web process has threads, and a fork would copy the locks
that the others hold, to be waited for without end; it starts a new interpreter (docs/decisions/0018).
"""

import contextlib
import enum
import gc
import logging
import os
import pkgutil
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

OUT_OF_MEMORY = 3  # exit status of the child
ROOT = Path(__file__).parents[1]  # where modules are found

logger = logging.getLogger(__name__)


class Reason(enum.Enum):
    """Why a child was stopped."""

    TIME = "time"
    MEMORY = "memory"
    KILLED = "killed"  # by the system, perhaps because memory ran out
    BROKEN = "broken"


SIGNALLED = {signal.SIGXCPU: Reason.TIME, signal.SIGALRM: Reason.TIME, signal.SIGKILL: Reason.KILLED}


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
        _raise_for(os.waitstatus_to_exitcode(status))
        return output.read_bytes()


def run_apart(
    work: Callable[[bytes], bytes],
    given: bytes,
    *,
    memory_bytes: int,
    cpu_seconds: int,
    wall_seconds: int,
) -> bytes:
    """What `work` makes of `given`, done in a limited new interpreter. Raises StoppedError.

    `work` is a function at the top of a module that loads fast. Nothing of this process reaches it,
    neither open files nor the environment with its passwords.
    """
    limits = [str(limit) for limit in (memory_bytes, cpu_seconds, wall_seconds)]
    command = [sys.executable, "-m", __name__, f"{work.__module__}:{work.__name__}", *limits]
    child = subprocess.run(command, input=given, capture_output=True, check=False, cwd=ROOT, env={})
    if child.returncode:
        logger.warning("limited work ended with %s: %s", child.returncode, child.stderr[-2000:])
    _raise_for(child.returncode)
    return child.stdout


def _work_and_exit(work, output: Path, *limits: int) -> None:
    """The child's whole life. It leaves by `os._exit`: nothing of the worker's is closed or flushed."""
    status = 1
    try:
        tempfile.tempdir = str(output.parent)  # what it leaves behind goes with the folder
        gc.disable()  # a quarter of the time of a layout, for one hundredth of its memory
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
    # A handler of the worker's would end the child in order, and nobody would know of the limit.
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    # The kernel's own alarm ends the process even inside C code, and even when the worker is gone.
    signal.alarm(wall_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        os.nice(5)


def _raise_for(exit_code: int) -> None:
    if exit_code < 0:
        raise StoppedError(SIGNALLED.get(-exit_code, Reason.BROKEN))
    if exit_code == OUT_OF_MEMORY:
        raise StoppedError(Reason.MEMORY)
    if exit_code:
        raise StoppedError(Reason.BROKEN)


def _main(work: str, *limits: str) -> None:
    """The life of the new interpreter: what it is given comes in, what it makes goes out."""
    _limit(*map(int, limits))
    try:
        sys.stdout.buffer.write(pkgutil.resolve_name(work)(sys.stdin.buffer.read()))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    _main(*sys.argv[1:])
