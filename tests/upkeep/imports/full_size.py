"""The import at full size: 10,000 rows, 500 of them bad. Not among the usual tests, for its time:

    python -m pytest tests/upkeep/imports/full_size.py -s

Prints seconds, and the most memory of worker and reading child in MB during each step; those of a
worker, so the workbooks are made by a process of their own.
"""

import re
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cells.models import UnitKind
from members.models import Member
from tests.conftest import found
from tests.upkeep.imports import workbooks
from tests.upkeep.imports.batches import bring_in, counted, said, take_over
from upkeep import tasks

BAD = 500
MOST_SECONDS, MOST_MEGABYTES = 30, 300 + 30  # pytest takes 159 MB where a worker takes 127


def made(folder: Path, bad: int) -> bytes:
    path = folder / f"{bad}.xlsx"
    subprocess.run([sys.executable, "-m", workbooks.__name__, str(path), str(bad)], check=True)
    return path.read_bytes()


def most_of_worker() -> int:
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


def most_of_children() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def measured(what: str, act):
    Path("/proc/self/clear_refs").write_text("5")  # the most so far is forgotten
    began = time.monotonic()
    result = act()
    seconds = time.monotonic() - began
    memory = [most_of_worker(), most_of_children()]
    print(f"\n{what}: {seconds:.1f} s; worker {memory[0]} MB, child {memory[1]} MB")  # noqa: T201
    assert seconds <= MOST_SECONDS
    assert max(memory) <= MOST_MEGABYTES
    return result


@pytest.mark.django_db(transaction=True)
def test_full_size(committee, office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for number, name in enumerate(workbooks.CELLS, start=1):
        found(f"cb-{number}", UnitKind.CELL, name, parent=committee, number=number)
    good, bad = made(tmp_path, 0), made(tmp_path, BAD)
    batch = measured("preview with errors", lambda: bring_in(committee, office, bad))
    expected = workbooks.spoiled(workbooks.people(workbooks.ROWS, workbooks.CELLS), BAD)
    assert {(number, column) for number, column, _ in said(batch, "error")} == expected
    assert counted(batch) == {"new": workbooks.ROWS - BAD, "error": BAD}
    batch = measured("preview", lambda: bring_in(committee, office, good))
    measured("apply", lambda: take_over(batch, office))
    assert Member.objects.count() == workbooks.ROWS
    again = measured("second upload", lambda: bring_in(committee, office, good))
    assert counted(again) == {"same": workbooks.ROWS}
    batch.request_withdrawal(reason="Nhầm", by=office)
    measured("withdraw", lambda: tasks.run_import(batch.pk))
    assert Member.objects.count() == 0
