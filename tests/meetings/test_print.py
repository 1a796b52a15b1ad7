"""Printing: asked for, made, taken away."""

from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from meetings import tasks
from meetings.models import MeetingPrint
from papers.tasks import CRASHED
from tests.meetings.conftest import HELD_ON, ask_for

CREATE = reverse("meetings:print_create")


@pytest.fixture
def job(meeting):
    return ask_for("minutes", meeting=meeting)


def url(name, job):
    return reverse(f"meetings:{name}", args=[job.pk])


def test_a_button_makes_a_job_and_leads_to_its_progress(client, secretary, meeting):
    client.force_login(secretary)
    response = client.post(CREATE, {"kind": "minutes", "meeting": meeting.pk})
    job = MeetingPrint.objects.get()
    assert (job.kind, job.unit, job.meeting, job.requested_by) == (
        "minutes",
        meeting.unit,
        meeting,
        secretary,
    )
    assert response.url == url("print_detail", job)


def test_pressing_twice_makes_one_job(client, secretary, meeting):
    client.force_login(secretary)
    for _ in range(2):
        client.post(CREATE, {"kind": "minutes", "meeting": meeting.pk})
    assert MeetingPrint.objects.count() == 1


def test_in_the_page_the_progress_takes_the_place_of_the_button(client, secretary, meeting):
    client.force_login(secretary)
    data = {"kind": "minutes", "meeting": meeting.pk}
    response = client.post(CREATE, data, headers={"HX-Request": "true"})
    assert [template.name for template in response.templates] == ["papers/_print_job.html"]


@pytest.mark.parametrize(
    "data",
    [{"kind": "minutes"}, {"kind": "x", "meeting": "1"}, {"kind": "minutes", "meeting": "99999"}, {}],
)
def test_what_no_button_sends_is_400(client, secretary, meeting, data):
    client.force_login(secretary)
    assert client.post(CREATE, data).status_code == 400


def test_minutes_are_not_asked_of_a_unit(client, secretary, cell):
    client.force_login(secretary)
    assert client.post(CREATE, {"kind": "minutes", "unit": cell.pk}).status_code == 400


def test_a_foreign_meeting_is_not_printed(client, other_secretary, meeting):
    client.force_login(other_secretary)
    response = client.post(CREATE, {"kind": "minutes", "meeting": meeting.pk})
    assert (response.status_code, MeetingPrint.objects.count()) == (400, 0)


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_who_may_not_print_gets_403(client, request, meeting, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(CREATE, {"kind": "minutes", "meeting": meeting.pk}).status_code == 403


def test_the_file_is_made_taken_away_and_logged(client, secretary, meeting, job):
    tasks.print_paper(job.pk)
    client.force_login(secretary)
    assert url("print_download", job) in client.get(url("print_detail", job)).text
    response = client.get(url("print_download", job))
    assert response.content[:5] == b"%PDF-"
    assert response["Cache-Control"] == "no-store, private"
    assert (
        "filename*=utf-8''Bi%C3%AAn%20b%E1%BA%A3n%20-%20Chi%20b%E1%BB%99%201%20-%2015-06-2020.pdf"
        in (response["Content-Disposition"])
    )
    assert AuditEvent.objects.filter(action="print.download", by=secretary).count() == 1


def test_before_it_is_made_there_is_no_file(client, secretary, job):
    client.force_login(secretary)
    assert client.get(url("print_download", job)).status_code == 404
    page = client.get(url("print_detail", job), headers={"HX-Request": "true"}).text
    assert "Đang chờ" in page


def test_a_damaged_file_is_told_of(client, secretary, job):
    tasks.print_paper(job.pk)
    Path(MeetingPrint.objects.get().file.path).write_bytes(b"other")
    client.force_login(secretary)
    response = client.get(url("print_download", job))
    assert response.status_code == 500
    assert "không còn nguyên vẹn" in response.text


def test_a_file_that_is_gone_is_told_of(client, secretary, job):
    tasks.print_paper(job.pk)
    Path(MeetingPrint.objects.get().file.path).unlink()
    client.force_login(secretary)
    response = client.get(url("print_download", job))
    assert response.status_code == 410
    assert "Tệp không còn trên máy chủ" in response.text


def test_a_crash_is_told(client, secretary, job, monkeypatch):
    monkeypatch.setitem(tasks.DOCUMENTS, "minutes", lambda job: {"template": "none.html"})
    with pytest.raises(Exception, match=r"none\.html"):
        tasks.print_paper(job.pk)
    client.force_login(secretary)
    assert CRASHED in client.get(url("print_detail", job)).text


@pytest.mark.parametrize("name", ["print_detail", "print_download"])
@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_who_has_no_part_in_it_gets_404(client, request, job, name, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(name, job)).status_code == 404


def test_a_month_is_named_by_its_first_day(client, secretary, cell):
    client.force_login(secretary)
    data = {"kind": "month_result", "unit": cell.pk, "month": HELD_ON.isoformat()}
    create = reverse("scoring:print_create")
    assert client.post(create, data).status_code == 400
    response = client.post(create, data | {"month": "2020-06-01"})
    assert (response.status_code, MeetingPrint.objects.get().file_name) == (
        302,
        "Kết quả sinh hoạt - Chi bộ 1 - 06-2020.pdf",
    )
