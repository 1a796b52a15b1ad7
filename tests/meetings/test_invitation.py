"""The invitation as plain data, and as a page of PDF."""

import io

import pypdf
import pytest

from meetings.documents import invitation
from meetings.models import AgendaTemplate, Attachment, Meeting, changes
from meetings.models.preparing import take_agenda
from members.models import Office
from papers.layout import html
from papers.pdf import pdf
from tests.conftest import day
from tests.meetings.conftest import ask_for, times
from tests.scans import scan


@pytest.fixture
def document(cell, people):
    facts = times("14:00", "15:30") | {"place": "Phòng họp tầng 2", "chair": people[0]}
    meeting = Meeting.objects.plan(
        unit=cell,
        kind="regular",
        held_on=day("2030-01-07"),
        invited="Đồng chí Lê Văn Minh; Bà Hoa, tổ dân phố",
        by=None,
        **facts,
    )
    Office.objects.take_up(member=people[0], unit=cell, kind="secretary", on=day("2020-01-01"), by=None)
    meeting.record(changes("item", title="Mở đầu", planned_minutes=5, speaker=people[1]), by=None)
    Attachment.objects.post(meeting, title="Dự thảo nghị quyết", file=scan(), by=None)
    return invitation.document(ask_for("invitation", meeting=meeting))


def test_who_when_where_and_what(document):
    assert document["guests"] == [
        "Toàn thể đảng viên Chi bộ 1",
        "Đồng chí Lê Văn Minh",
        "Bà Hoa, tổ dân phố",
    ]
    when, where, chair, _, table, papers = document["blocks"]
    assert when["text"] == "14 giờ 00 phút, thứ Hai, ngày 07 tháng 01 năm 2030."
    assert where["text"] == "Phòng họp tầng 2."
    assert chair["text"] == "đồng chí Trần Thị An."
    assert [cell["text"] for cell in table["rows"][0]] == ["1", "Mở đầu", "Lê Văn Bình", "5"]
    assert papers["text"] == "Dự thảo nghị quyết."
    assert document["signature"]["name"] == "Trần Thị An"


def test_each_guest_has_a_sheet(document):
    pages = pypdf.PdfReader(io.BytesIO(pdf(html(document)))).pages
    assert len(pages) == 3
    for guest, page in zip(document["guests"], pages, strict=True):
        assert f"kính mời: {guest}" in " ".join(page.extract_text().split())


def test_the_agenda_of_the_rules_fits_on_one_sheet(cell, people):
    facts = times("14:00", "15:30") | {"place": "Phòng họp tầng 2", "chair": people[0]}
    when = {"unit": cell, "kind": "regular", "held_on": day("2030-01-07")}
    meeting = Meeting.objects.plan(**when, by=None, **facts)
    Office.objects.take_up(member=people[0], unit=cell, kind="secretary", on=day("2020-01-01"), by=None)
    take_agenda(meeting, AgendaTemplate.objects.in_force(*when.values()), by=None)
    for title in ("Dự thảo nghị quyết tháng 1", "Báo cáo kết quả thực hiện nhiệm vụ tháng 12 năm 2029"):
        Attachment.objects.post(meeting, title=title, file=scan(), by=None)
    made = pdf(html(invitation.document(ask_for("invitation", meeting=meeting))))
    assert (meeting.items.count(), len(pypdf.PdfReader(io.BytesIO(made)).pages)) == (11, 1)
