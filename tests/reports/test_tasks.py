"""Tasks: two messages of one job, what fails, what the sweep finds, a broker that is down."""

import contextlib
import datetime
import os
import socket
import subprocess
import sys
from pathlib import Path
from queue import Empty

import pytest
from django.utils import timezone

from common.models import job as jobs
from papers.layout import digest
from papers.models import PrintJob
from papers.tasks import CRASHED, print_issued, sweep
from partyorg import celery_app
from reports.documents import drafting
from reports.tasks import print_draft
from tests.reports.conftest import issue, start

LATER = datetime.timedelta(seconds=31)


@pytest.fixture
def job(draft, office):
    return draft.request_pdf(by=office)


def payloads(queue):
    """What waits in a queue; an empty one does not even exist in Redis."""
    with contextlib.suppress(Empty):
        while True:
            message = queue.get_nowait()
            message.ack()
            yield from message.payload[0]


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Runs a function, commits, and gives the ids that the messages to the workers carry."""

    def ids(act) -> list[int]:
        with celery_app.connection_for_read() as connection:
            queue = connection.SimpleQueue(celery_app.conf.task_default_queue)
            queue.clear()
            with django_capture_on_commit_callbacks(execute=True):
                act()
            found = list(payloads(queue))
            queue.close()
        return found

    return ids


def test_a_message_carries_only_the_id(job, sent):
    assert sent(job.send) == [job.pk]


def test_two_messages_make_one_file(job):
    print_draft(job.pk)
    print_draft(job.pk)
    row = PrintJob.objects.get()
    assert (row.state, row.attempt) == ("done", 1)
    assert row.input_hash == digest(drafting.draft(row.paper.report))


def test_a_message_of_a_draft_that_is_gone_does_nothing(job, draft, office):
    draft.discard(by=office)
    print_draft(job.pk)
    assert PrintJob.objects.count() == 0


def test_the_final_file_is_made_from_the_snapshot(issued):
    issued.sections.create(key="strengths", text="Viết thêm sau khi ban hành")
    print_issued(issued.job.pk)
    row = PrintJob.objects.get()
    assert (row.state, row.input_hash) == ("done", digest(issued.snapshot))


def test_a_crash_is_told_to_the_user_and_to_the_log(draft, term, leader):
    issue(draft, by=leader)
    type(draft).objects.update(snapshot={"charts": []})
    job = PrintJob.objects.get()
    with pytest.raises(KeyError):
        print_issued(job.pk)
    row = PrintJob.objects.get()
    assert (row.state, row.error) == ("failed", CRASHED)


def test_a_full_disk_is_told_to_the_user(job):
    assert job.claim()
    with pytest.raises(OSError), job.held(crashed=CRASHED), Path("/dev/full").open("wb") as file:
        file.write(b"%PDF-")
        file.flush()
    job.refresh_from_db()
    assert (job.state, job.error) == (jobs.JobState.FAILED, jobs.NO_ROOM)


def test_what_cannot_be_laid_out_fails_with_a_reason(job, draft, monkeypatch):
    from papers import pdf as rendering  # noqa: PLC0415 - as the task does

    monkeypatch.setattr(rendering, "MAX_PAGES", 0)
    print_draft(job.pk)
    row = PrintJob.objects.get()
    assert (row.state, row.error) == ("failed", rendering.TOO_MANY_PAGES)


def test_the_sweep_leaves_a_fresh_job(job, sent):
    assert sent(sweep) == []


def test_the_sweep_sends_again_what_waits_and_not_at_once_again(job, sent):
    PrintJob.objects.update(queued_at=timezone.now() - LATER)
    assert (sent(sweep), sent(sweep)) == ([job.pk], [])


def test_the_sweep_queues_again_what_a_dead_worker_left(job, sent):
    job.claim()
    PrintJob.objects.update(lease_until=timezone.now() - LATER)
    assert sent(sweep) == [job.pk]
    assert PrintJob.objects.get().state == "queued"


def test_the_sweep_gives_up_after_three_attempts(job, sent):
    job.claim()
    PrintJob.objects.update(lease_until=timezone.now() - LATER, attempt=3)
    assert sent(sweep) == []
    assert PrintJob.objects.get().state == "failed"


def test_a_sweep_leaves_what_is_over(job, committee, office, sent):
    print_draft(job.pk)
    PrintJob.objects.update(lease_until=timezone.now() - LATER, queued_at=timezone.now() - LATER)
    other = start(committee, by=office, ends_on=datetime.date(2025, 6, 30)).request_pdf(by=office)
    PrintJob.objects.filter(pk=other.pk).update(queued_at=timezone.now() - LATER)
    assert sent(sweep) == [other.pk]


SEND_ONE = """
import time, django
django.setup()
from celery import current_app
from common.models import job as jobs
current_app.amqp  # what the first message of a process costs anyway
began = time.monotonic()
jobs.send_within_a_second(("reports.tasks.print_draft", 1))
print(time.monotonic() - began)
"""


@pytest.mark.parametrize("is_hung", [False, True], ids=["refused", "hung"])
def test_a_dead_broker_costs_the_request_a_second_at_most(is_hung, tmp_path):
    """Refused: nobody listens. Hung: somebody takes the connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if not is_hung:
            server.close()
        done = subprocess.run(
            [sys.executable, "-c", SEND_ONE],
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "partyorg.settings",
                "PARTYORG_DEMO": "1",
                "PARTYORG_DATA": str(tmp_path),
                "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            },
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    assert float(done.stdout) < jobs.SEND_SECONDS + 0.5


def test_the_web_process_never_loads_the_renderer(tmp_path):
    script = (
        "import sys, django; django.setup(); import partyorg.urls, reports.views.reports; "
        "print([name for name in ('weasyprint', 'papers.pdf') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "partyorg.settings",
            "PARTYORG_DEMO": "1",
            "PARTYORG_DATA": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == "[]\n"
