"""Pages of papers: the resolution from the minutes, corrections, files of drafts and of issued ones."""

import io
from pathlib import Path

import pytest
from django.urls import reverse
from docx import Document

from accounts.models import AuditEvent
from meetings.documents import of_adoption
from meetings.models import Meeting, MeetingPaper
from papers.tasks import print_issued
from tests.meetings.conftest import concluded, record, task


def url(name, pk, *more):
    return reverse(f"meetings:{name}", args=[pk, *more])


@pytest.fixture
def paper(meeting):
    concluded(meeting).adopt(by=None, documents=of_adoption(meeting))
    return meeting.papers.get()


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


def test_the_resolution_is_written_from_the_minutes(signed_in, meeting):
    concluded(meeting)
    record(meeting, tasks=[task("Chấm công")])
    page = url("meeting_resolution", meeting.pk)
    assert "<td>Chấm công</td>" in signed_in.get(page).text
    assert signed_in.post(page).url == url("meeting_edit", meeting.pk)
    meeting.refresh_from_db()
    assert meeting.resolution_subject == "Sinh hoạt thường kỳ tháng 6 năm 2020"
    assert "Chấm công" in meeting.resolution


def test_a_resolution_that_is_there_is_replaced_only_by_consent(signed_in, meeting):
    concluded(meeting, resolution="<p>Của tôi</p>", resolution_subject="Trích yếu")
    page = url("meeting_resolution", meeting.pk)
    refused = signed_in.post(page)
    assert refused.status_code == 422
    assert "đánh dấu đồng ý thay" in refused.text
    assert Meeting.objects.get().resolution == "<p>Của tôi</p>"
    signed_in.post(page, {"instead": "on"})
    meeting.refresh_from_db()
    assert ("Của tôi" in meeting.resolution, meeting.resolution_subject) == (False, "Trích yếu")


def test_adopted_minutes_take_no_resolution(signed_in, paper):
    refused = signed_in.post(url("meeting_resolution", paper.meeting_id))
    assert refused.status_code == 422
    assert "Biên bản đã thông qua nên không sửa được nữa." in refused.text


def test_a_correction_asks_for_a_reason(signed_in, paper):
    page = url("meeting_correct", paper.meeting_id)
    assert signed_in.post(page, {"reason": " "}).status_code == 422
    assert signed_in.post(page, {"reason": "Nhầm"}).url == url("meeting_edit", paper.meeting_id)
    assert Meeting.objects.get().correction_reason == "Nhầm"
    assert signed_in.get(url("meeting_edit", paper.meeting_id)).status_code == 200
    again = signed_in.post(page, {"reason": "Nhầm"})
    assert again.status_code == 422
    assert "đang được đính chính" in again.text


def test_a_correction_is_given_up(signed_in, paper):
    signed_in.post(url("meeting_correct", paper.meeting_id), {"reason": "Nhầm"})
    signed_in.post(url("meeting_give_up_correction", paper.meeting_id))
    assert Meeting.objects.get().is_adopted


def test_a_changed_record_is_not_given_up(signed_in, paper):
    signed_in.post(url("meeting_correct", paper.meeting_id), {"reason": "Nhầm"})
    record(Meeting.objects.get(), place="Khác")
    page = signed_in.post(url("meeting_give_up_correction", paper.meeting_id), follow=True)
    assert "Đã sửa khác bản thông qua (thời gian, địa điểm, thành phần)" in page.text


def test_adopting_on_the_page_freezes_and_asks_for_the_file(signed_in, meeting):
    concluded(meeting)
    signed_in.post(url("meeting_adopt", meeting.pk), {"version": meeting.version})
    assert [paper.job.state for paper in MeetingPaper.objects.all()] == ["queued"]


@pytest.mark.parametrize(("kind", "status"), [("minutes", 200), ("resolution", 404), ("notice", 404)])
def test_a_draft_for_word(signed_in, meeting, kind, status):
    concluded(meeting)
    assert signed_in.get(url("meeting_word", meeting.pk, kind)).status_code == status


def test_the_draft_for_word_says_that_it_is_one(signed_in, meeting, secretary):
    concluded(meeting)
    response = signed_in.get(url("meeting_word", meeting.pk, "minutes"))
    assert "DỰ THẢO" in Document(io.BytesIO(response.content)).tables[0].rows[0].cells[0].text
    assert response["Cache-Control"] == "no-store, private"
    assert AuditEvent.objects.get(action="meeting.download").by == secretary


def test_the_issued_files(signed_in, paper, secretary):
    page = url("paper_download", paper.pk)
    assert signed_in.get(page).status_code == 404
    print_issued(paper.job.pk)
    assert signed_in.get(page).content[:5] == b"%PDF-"
    word = signed_in.get(url("paper_word", paper.pk))
    assert "DỰ THẢO" not in Document(io.BytesIO(word.content)).tables[0].rows[0].cells[0].text
    assert AuditEvent.objects.filter(action="issued_paper.download", by=secretary).count() == 2


def test_damaged_files_are_told_of(signed_in, paper):
    print_issued(paper.job.pk)
    paper.refresh_from_db()
    Path(paper.file.path).write_bytes(b"other")
    assert signed_in.get(url("paper_download", paper.pk)).status_code == 500
    MeetingPaper.objects.update(snapshot={**paper.snapshot, "closing": []})
    assert signed_in.get(url("paper_word", paper.pk)).status_code == 500


def test_a_failed_file_is_asked_for_again(signed_in, paper):
    job = paper.job
    job.claim()
    job.fail("Hỏng")
    assert "Hỏng" in signed_in.get(url("meeting_detail", paper.meeting_id)).text
    signed_in.post(url("paper_print", paper.pk))
    assert [row.state for row in paper.prints.all()] == ["queued", "failed"]


ACTS = [
    ("meeting_resolution", "leader"),
    ("meeting_correct", "leader"),
    ("meeting_give_up_correction", "leader"),
]


@pytest.mark.parametrize(("name", "who"), ACTS)
def test_a_reader_may_not_act(client, request, paper, name, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(url(name, paper.meeting_id)).status_code == 403


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_who_has_no_part_in_it_gets_404(client, request, paper, who):
    client.force_login(request.getfixturevalue(who))
    pages = [url(name, paper.meeting_id) for name, _ in ACTS]
    pages.append(url("paper_print", paper.pk))
    assert [client.post(page).status_code for page in pages] == [404] * 4
    files = [url("paper_download", paper.pk), url("paper_word", paper.pk)]
    files.append(url("meeting_word", paper.meeting_id, "minutes"))
    assert [client.get(page).status_code for page in files] == [404] * 3
