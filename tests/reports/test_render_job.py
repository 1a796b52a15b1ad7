"""Jobs: one worker at a time, three attempts, and a file that stays what it was."""

import datetime
import hashlib

import pytest
from django.db import IntegrityError
from django.utils import timezone

from common.models import LeaseLostError
from papers.models import PrintJob
from reports.models import Report
from tests.reports.conftest import issue

SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def job(draft, office):
    return draft.request_pdf(by=office)


def shift(job, **fields):
    """Set moments of the row relative to now."""
    PrintJob.objects.filter(pk=job.pk).update(
        **{name: timezone.now() + by for name, by in fields.items()}
    )


def test_a_job_is_claimed_once(job):
    twin = PrintJob.objects.get(pk=job.pk)
    assert (job.claim(), twin.claim()) == (True, False)
    assert PrintJob.objects.get().attempt == 1


def test_progress_is_kept_on_the_row(job):
    job.claim()
    job.advance(40, "Dàn trang")
    row = PrintJob.objects.get()
    assert (row.state, row.progress, row.stage) == ("running", 40, "Dàn trang")


def test_a_file_is_kept_with_its_hash(job):
    job.claim()
    job.finish(b"pdf")
    row = PrintJob.objects.get()
    assert (row.state, row.progress, row.is_over) == ("done", 100, True)
    assert row.output_hash == hashlib.sha256(b"pdf").hexdigest()
    assert row.paper.report.read_pdf() == b"pdf"


def test_the_database_refuses_done_without_a_file(job):
    with pytest.raises(IntegrityError):
        PrintJob.objects.update(state="done")


def test_who_was_given_up_changes_nothing(job):
    job.claim()
    late = PrintJob.objects.get(pk=job.pk)
    job.requeue()
    PrintJob.objects.get().claim()
    with pytest.raises(LeaseLostError):
        late.finish(b"late")
    assert PrintJob.objects.get().state == "running"


def test_a_job_is_waiting_after_thirty_seconds(job):
    shift(job, queued_at=-29 * SECOND)
    assert PrintJob.objects.waiting().count() == 0
    shift(job, queued_at=-31 * SECOND)
    assert PrintJob.objects.waiting().get() == job


def test_a_running_job_is_not_waiting(job):
    job.claim()
    shift(job, queued_at=-99 * SECOND)
    assert PrintJob.objects.waiting().count() == 0


def test_a_job_is_abandoned_when_its_lease_is_over(job):
    job.claim()
    shift(job, lease_until=5 * SECOND)
    assert PrintJob.objects.abandoned().count() == 0
    shift(job, lease_until=-1 * SECOND)
    assert PrintJob.objects.abandoned().get() == job


def test_a_job_fails_after_three_attempts(job):
    for _ in range(2):
        job.claim()
        assert job.requeue() is True
    job.claim()
    assert job.requeue() is False
    row = PrintJob.objects.get()
    assert (row.state, row.attempt) == ("failed", 3)
    assert row.error == "Phần mềm dừng giữa chừng ba lần. Đề nghị yêu cầu lại hoặc báo quản trị."


def test_a_job_is_slow_to_start_after_ten_seconds(job):
    shift(job, created_at=-9 * SECOND)
    assert PrintJob.objects.get().is_slow_to_start is False
    shift(job, created_at=-11 * SECOND)
    assert PrintJob.objects.get().is_slow_to_start is True


def test_the_final_file_becomes_the_reports_own(issued):
    job = issued.job
    job.claim()
    job.finish(b"final")
    row = Report.objects.get()
    assert (row.sha256, row.read_pdf()) == (hashlib.sha256(b"final").hexdigest(), b"final")


def test_a_drafts_job_never_becomes_the_issued_file(job, draft, term, leader):
    job.claim()
    issue(draft, by=leader)
    job.finish(b"draft")
    assert Report.objects.get().sha256 == ""


@pytest.mark.parametrize(("who", "count"), [("office", 1), ("outsider", 0), ("secretary", 0)])
def test_who_sees_a_job(job, request, who, count):
    assert PrintJob.objects.visible_to(request.getfixturevalue(who)).count() == count
