"""Việc đang chạy: the own jobs, how far they are, stopping what has not begun."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.models import JobState
from papers.models import Book, PrintJob
from reports.figures import Scope
from reports.models import RegisterPrint
from reports.registers import REGISTERS, printing
from tests.conftest import day
from upkeep.models import ImportBatch

LIST = reverse("reports:job_list")


@pytest.fixture
def ask(committee, cell, office):
    def asked(code="members", of="own", by=office):
        scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
        return printing.ask(REGISTERS[code], scope, of=of, by=by)

    return asked


def lines(client, user) -> list:
    client.force_login(user)
    return list(client.get(LIST).context["page"])


def cancel(client, user, job):
    client.force_login(user)
    return client.post(reverse("reports:job_cancel", args=[job.pk]))


def test_all_kinds_stand_in_one_list_the_newest_first(client, office, committee, draft, ask):
    draft.request_pdf(by=office)
    batch = ImportBatch.objects.create(unit=committee, kind="members", requested_by=office)
    job, book = ask(), ask(of="cells")
    assert [(line.title, line.page) for line in lines(client, office)] == [
        ("Sổ danh sách đảng viên: từng chi bộ", reverse("reports:book_detail", args=[book.pk])),
        ("Sổ danh sách đảng viên", reverse("reports:register_job", args=[job.pk])),
        ("Nhập bảng: Danh sách đảng viên", reverse("upkeep:import_detail", args=[batch.pk])),
        ("Báo cáo tổng kết năm", reverse("reports:report_detail", args=[draft.pk])),
    ]


def test_what_is_made_is_taken_again(client, office, ask):
    job = ask()
    job.claim()
    job.finish(b"%PDF-1.7")
    [line] = lines(client, office)
    assert line.file == reverse("reports:register_download", args=[job.pk])
    assert "Tải lại PDF" in client.get(LIST).text


def test_a_failure_stands_there_with_its_reason(client, office, ask):
    job = ask()
    job.claim()
    job.fail("Văn bản quá dài.")
    client.force_login(office)
    assert "Văn bản quá dài." in client.get(LIST).text


def test_only_the_own_and_only_thirty_days(client, office, leader, ask):
    job = ask()
    ask("left", by=leader)
    assert [line.job for line in lines(client, office)] == [job]
    PrintJob.objects.update(created_at=timezone.now() - datetime.timedelta(days=31))
    assert lines(client, office) == []
    assert "chưa yêu cầu việc nào" in client.get(LIST).text


def test_the_page_asks_again_only_while_something_is_on_its_way(client, office, ask):
    job = ask()
    client.force_login(office)
    assert "every 3s" in client.get(LIST).text
    job.claim()
    job.finish(b"%PDF-1.7")
    assert "every 3s" not in client.get(LIST).text


def test_what_waits_is_stopped(client, office, ask):
    response = cancel(client, office, ask())
    assert response.url == LIST
    assert RegisterPrint.objects.get().state == JobState.FAILED
    assert "Đã dừng theo yêu cầu." in client.get(LIST).text


def test_of_a_book_the_parts_are_stopped_too(client, office, ask):
    cancel(client, office, ask(of="cells"))
    assert set(PrintJob.objects.values_list("state", flat=True)) == {JobState.FAILED}
    assert Book.objects.get().error == "Đã dừng theo yêu cầu."


def test_what_runs_is_not_stopped(client, office, ask):
    job = ask()
    job.claim()
    cancel(client, office, job)
    assert RegisterPrint.objects.get().state == JobState.RUNNING
    assert "không dừng được nữa" in client.get(LIST).text


def test_the_job_of_somebody_else_is_404(client, leader, ask):
    assert cancel(client, leader, ask()).status_code == 404
    assert RegisterPrint.objects.get().state == JobState.QUEUED


def test_the_number_of_queries_does_not_grow(client, office, ask):
    client.force_login(office)
    client.get(LIST)
    counts = []
    for code in ("members", "left", "died"):
        ask(code)
        ask(code, of="cells")
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[2]
    assert counts[0] <= 12
