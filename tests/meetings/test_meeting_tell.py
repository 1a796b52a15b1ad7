"""What is copied for the group of the cell: the invitation, then what came of the meeting."""

import pytest
from django.urls import reverse

from meetings.models import Attachment, Meeting, changes
from tests.conftest import day
from tests.meetings.conftest import adopted, concluded, open_meeting, record, task, times
from tests.scans import scan


def url(meeting):
    return reverse("meetings:meeting_tell", args=[meeting.pk])


@pytest.fixture
def signed_in(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def plan(cell, people):
    facts = times("14:00", "15:30") | {"place": "Phòng họp tầng 2", "chair": people[0]}
    return Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2030-01-07"), by=None, **facts)


def text(client, meeting) -> str:
    return client.get(url(meeting)).context["text"]


def test_the_invitation_says_what_the_paper_says(signed_in, plan):
    plan.record(changes("item", title="Mở đầu") + changes("item", title="Kết luận"), by=None)
    Attachment.objects.post(plan, title="Dự thảo nghị quyết", file=scan(), by=None)
    assert text(signed_in, plan).splitlines() == [
        "GIẤY MỜI",
        "Kính mời: Toàn thể đảng viên Chi bộ 1",
        "Tới dự: Sinh hoạt thường kỳ tháng 01 năm 2030.",
        "Thời gian: 14 giờ 00 phút, thứ Hai, ngày 07 tháng 01 năm 2030.",
        "Địa điểm: Phòng họp tầng 2.",
        "Chủ trì: đồng chí Trần Thị An.",
        "Nội dung:",
        "1. Mở đầu",
        "2. Kết luận",
        "Tài liệu:",
        "1. Dự thảo nghị quyết",
        "Kính mong các đồng chí dự đầy đủ, đúng giờ.",
    ]


def test_what_came_of_it_is_conclusions_resolution_and_tasks(signed_in, meeting, people):
    given = task("Thu đảng phí", assignee=people[1], due_on=day("2020-06-30"))
    resolution = {"resolution": "<p>Quyết nghị.</p>", "resolution_subject": "Nhiệm vụ tháng 7"}
    concluded(meeting, tasks=[given, task("Dọn vệ sinh")], **resolution)
    meeting.record(changes("item", title="Tháng trước", conclusion="<p>Tốt.</p><p>Đủ.</p>"), by=None)
    marked = {people[2]: ("excused", "Ốm")}
    record(meeting, attendance=marked, secretary=people[1])
    assert text(signed_in, meeting).splitlines() == [
        "Sinh hoạt thường kỳ tháng 6 năm 2020, ngày 15/06/2020 (Chi bộ 1)",
        "(Biên bản chưa thông qua.)",
        "KẾT LUẬN:",
        "- Tháng trước: Tốt. Đủ.",
        "Chi bộ thống nhất.",
        "NGHỊ QUYẾT: Nhiệm vụ tháng 7.",
        "NHIỆM VỤ:",
        "1. Thu đảng phí (Lê Văn Bình; hạn 30/06/2020)",
        "2. Dọn vệ sinh",
    ]


def test_of_adopted_minutes_nothing_is_said_to_be_open(signed_in, meeting):
    assert "chưa thông qua" not in text(signed_in, adopted(meeting))


def test_where_nothing_is_written_the_page_says_what_to_do(signed_in, meeting):
    page = signed_in.get(url(meeting))
    assert (page.status_code, page.context["text"]) == (200, "")
    assert "Ghi kết luận và nhiệm vụ rồi mở lại trang này." in page.text


def test_the_page_of_the_meeting_leads_there(signed_in, plan, meeting):
    for one, words in ((plan, "Sao chép lời mời"), (meeting, "Sao chép kết luận, nhiệm vụ")):
        page = signed_in.get(reverse("meetings:meeting_detail", args=[one.pk])).text
        assert (url(one) in page, words in page) == (True, True)


def test_others_do_not_find_it(client, outsider, other_secretary, plan):
    for user in (outsider, other_secretary):
        client.force_login(user)
        assert client.get(url(plan)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(signed_in, cell, people, rows, django_assert_max_num_queries):
    meeting = concluded(open_meeting(cell))
    for n in range(rows):
        record(meeting, tasks=[task(f"Việc {n}", assignee=people[0])])
        meeting.record(changes("item", title=f"Nội dung {n}", conclusion="<p>Tốt.</p>"), by=None)
    signed_in.get(url(meeting))
    with django_assert_max_num_queries(12):
        signed_in.get(url(meeting))
