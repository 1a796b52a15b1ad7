"""Workers killed, Redis flushed, the database cut off: each job ends, with its file or a reason."""

import datetime
import os
import signal
import time
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from cells.models import UnitKind
from common.models import JobState
from members.models import Member
from papers.models import Book, PrintJob
from papers.tasks import sweep
from partyorg.celery import app
from reports.figures import Scope
from reports.models import RegisterPrint
from reports.registers import REGISTERS, printing
from tests.conftest import day, found, make_member

pytestmark = pytest.mark.long
KILLS, JOBS, PATIENCE = 20, 20, 240  # the last in seconds
PAST = datetime.timedelta(minutes=5)


@pytest.fixture
def book(rules_alone) -> Book:
    """The registers of twenty cells."""
    unit = found("dang-bo", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ Trung tâm")
    for n in range(1, JOBS + 1):
        cell = found(f"chi-bo-{n}", UnitKind.CELL, f"Chi bộ {n}", parent=unit, number=n)
        for i in range(30):
            make_member(f"Nguyễn Văn {n} {i}", unit=cell)
    scope = Scope(unit, day("2020-01-01"), day("2020-12-31"))
    return printing.ask(REGISTERS["outlines"], scope, of="cells", by=None)


def until(is_so) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, list(PrintJob.objects.values_list("state", "attempt"))
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def time_passes() -> None:
    """Leases run out, and what was sent long ago is sent again: two minutes need not be waited."""
    running = PrintJob.objects.filter(state=JobState.RUNNING)
    running.update(lease_until=timezone.now() - PAST)
    PrintJob.objects.filter(state=JobState.QUEUED).update(queued_at=timezone.now() - PAST)
    sweep()


def all_over() -> bool:
    return not PrintJob.objects.unfinished().exists()


def finished_by_sweeping() -> None:
    """As beat does it, faster: only who is not heard of for a while is given up."""
    before = {}

    def over() -> bool:
        now = dict(PrintJob.objects.unfinished().values_list("pk", "progress"))
        if now == before.get("at") and time.monotonic() - before["since"] > 8:
            time_passes()
            before.clear()
        elif now != before.get("at"):
            before.update(at=now, since=time.monotonic())
        return not now

    until(over)


def check_all_ended() -> None:
    """Each done with a whole file, or failed with a reason; no row names half a file."""
    for job in PrintJob.objects.all():
        if job.state == JobState.DONE:
            assert job.read_pdf()[:5] == b"%PDF-"
        else:
            assert (job.state, bool(job.error), job.file.name) == (JobState.FAILED, True, "")


def test_workers_killed_twenty_times_in_the_middle(book, two_workers):
    time_passes()  # what was sent before the worker began is gone
    killed = 0
    end = time.monotonic() + PATIENCE
    while killed < KILLS and not all_over() and time.monotonic() < end:
        laying_out = PrintJob.objects.filter(state=JobState.RUNNING, progress__gte=40)
        if laying_out.exists() and (pool := children(two_workers.pid)):
            os.kill(pool[0], signal.SIGKILL)
            killed += 1
            time.sleep(0.5)
            time_passes()
        time.sleep(0.05)
    finished_by_sweeping()
    check_all_ended()
    assert killed >= KILLS // 2
    assert max(PrintJob.objects.values_list("attempt", flat=True)) <= 3
    book = Book.objects.for_page().get()
    missing = [part for part in book.parts.all() if part.why_missing]
    failed = RegisterPrint.objects.filter(state=JobState.FAILED).count()
    assert (book.state, len(missing)) == (JobState.DONE, failed)


def test_redis_flushed_with_twenty_jobs_in_the_queue(book, rules_alone, request):
    with app.connection_for_write() as broker:
        broker.default_channel.client.flushdb()
    request.getfixturevalue("two_workers")
    assert PrintJob.objects.filter(state=JobState.QUEUED).count() == JOBS + 1
    time_passes()
    finished_by_sweeping()
    check_all_ended()
    assert Book.objects.get().state == JobState.DONE


def test_the_database_cut_off_in_the_middle(book, two_workers):
    time_passes()
    until(lambda: PrintJob.objects.filter(state=JobState.RUNNING, progress__gte=40).exists())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    finished_by_sweeping()
    check_all_ended()
    assert Book.objects.get().state == JobState.DONE
    assert RegisterPrint.objects.filter(state=JobState.FAILED).count() == 0
    assert Member.objects.count() == JOBS * 30
