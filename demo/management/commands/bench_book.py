"""Measure a book of 5,000 rows and the reports of 77 bodies: one naive process, one worker, two.

`bin/bench` calls it after `bench`, with the data that `bench --fill` made.
"""

import contextlib
import datetime
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db.models import Q

from cells.models import Unit
from common import limited
from common.models.job import send_all
from demo.management import plainly
from demo.years import many_bodies
from papers.layout import html
from papers.models import PrintJob
from reports.documents import drafting
from reports.documents.registers import document
from reports.figures import Scope
from reports.models import RegisterPrint, Report
from reports.registers import REGISTERS, printing

DAYS = datetime.date(many_bodies.YEAR, 1, 1), datetime.date(many_bodies.YEAR, 12, 31)
REGISTER = "members"
NO_LIMIT = {"memory_bytes": 16 * 1024**3, "cpu_seconds": 3600, "wall_seconds": 3600}
WARM_UP, PAUSE = 10, 0.1  # seconds


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--bodies", type=int, default=77, help="whose reports are made")

    def handle(self, *, bodies, **options):
        scope = Scope(Unit.objects.get(code=many_bodies.CODE), *DAYS)
        reports = [_begun(unit) for unit in printing.units_below(scope)["bodies"][:bodies]]
        naive, peak = naively(scope, reports)
        self.stdout.write(f"one naive process: {naive:.0f} s, {peak} MB")
        for workers in (1, 2):
            seconds, peak, failed = with_workers(workers, scope, reports)
            self.stdout.write(
                f"{workers} worker(s): {seconds:.0f} s ({seconds / naive:.2f} of naive), "
                f"largest process {peak} MB, {failed} failed"
            )


def _begun(unit: Unit) -> Report:
    starts_on, ends_on = DAYS
    return Report.objects.start(
        unit=unit, kind="year-end", starts_on=starts_on, ends_on=ends_on, by=None
    )


def naively(scope: Scope, reports: list[Report]) -> tuple[float, int]:
    """Seconds and megabytes: each document as a whole, one after the other."""
    began = time.monotonic()
    whole = RegisterPrint(unit=scope.unit, register=REGISTER, starts_on=scope.start, ends_on=scope.end)
    for made in (lambda: document(whole), *[_drafted(report) for report in reports]):
        page = html(made())
        limited.run(lambda page=page: plainly.laid_out(page), **NO_LIMIT)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return time.monotonic() - began, peak


def _drafted(report: Report):
    return lambda: drafting.draft(report)


def with_workers(count: int, scope: Scope, reports: list[Report]) -> tuple[float, int, int]:
    """Seconds from asking to the last file, the largest process in megabytes, jobs that failed."""
    with working(count) as worker:
        began = time.monotonic()
        book = printing.ask(REGISTERS[REGISTER], scope, by=None)
        jobs = [report.request_pdf(by=None, is_sent=False) for report in reports]
        send_all(jobs)
        mine = Q(pk__in=[book.pk, *[job.pk for job in jobs]]) | Q(bound_in__book=book)
        asked, peak = PrintJob.objects.filter(mine), 0
        while asked.unfinished().exists():
            peak = max(peak, *map(megabytes, descendants(worker.pid)))
            time.sleep(PAUSE)
        return time.monotonic() - began, peak, asked.filter(state="failed").count()


@contextlib.contextmanager
def working(count: int):
    """Workers as production runs them, ready to take jobs."""
    command = [sys.executable, "-m", "celery", "-A", "partyorg", "worker", "--loglevel", "ERROR"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    worker = subprocess.Popen([*command, "--concurrency", str(count)], **quiet)
    time.sleep(WARM_UP)
    try:
        yield worker
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait()


def descendants(pid: int) -> list[int]:
    """A process, its children and theirs."""
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def megabytes(pid: int) -> int:
    """The most that a process ever held; 0 once it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) // 1024
    return 0
