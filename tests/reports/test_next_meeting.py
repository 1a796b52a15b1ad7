"""The next meeting of a cell: one state, one button."""

import pytest
from django.urls import reverse

from cells.models import Threshold
from meetings.models import Attachment, Meeting
from reports.reading.next_meeting import meetings_of_year, next_step
from tests.conftest import day, make_member
from tests.scans import scan

TODAY = day("2020-11-20")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def step(cell, on=TODAY, *, is_now=True):
    meetings = meetings_of_year(cell, on)
    return next_step(cell, meetings, on, Threshold.objects.history(), is_now=is_now)


def plan(cell, held_on="2020-12-03", **fields):
    return Meeting.objects.plan(unit=cell, kind="regular", held_on=day(held_on), by=None, **fields)


def prepared(cell, *, papers=True):
    make_member(unit=cell)
    meeting = plan(cell)
    meeting.items.create(title="Mở đầu", position=1)
    if papers:
        Attachment.objects.post(meeting, title="Báo cáo", file=scan(), by=None)
    return meeting


@pytest.mark.parametrize(("regular_on", "month"), [("2020-10-05", "11"), ("2020-11-03", "12")])
def test_nothing_is_planned_for_this_month_or_the_next(cell, regular_on, month):
    Meeting.objects.open(unit=cell, kind="regular", held_on=day(regular_on), by=None)
    found = step(cell)
    assert (found.title, found.action) == ("", "Đăng ký lịch")
    assert f"tháng {month}/2020" in found.said
    assert found.url == f"{reverse('meetings:meeting_plan')}?unit=chi-bo-1&month=2020-{month}"


def test_a_past_year_asks_nobody_to_register(cell):
    assert step(cell, is_now=False) is None


def test_sent_back_says_why_and_leads_to_the_plan(cell, office):
    meeting = plan(cell, place="Hội trường")
    meeting.send_back(reason="Trùng hội nghị", by=office)
    found = step(cell)
    assert (found.said, found.action) == ("Đảng ủy trả lại lịch: Trùng hội nghị", "Sửa lịch")
    assert (found.is_late, found.place) == (True, "Hội trường")
    assert found.url == reverse("meetings:plan_edit", args=[meeting.pk])


def test_without_an_agenda_it_is_to_be_written(cell, office):
    meeting = plan(cell)
    assert step(cell).said == "Chưa có chương trình họp. Lịch này đảng ủy chưa duyệt."
    meeting.approve(by=office)
    found = step(cell)
    assert (found.title, found.said) == (
        "Sinh hoạt thường kỳ ngày 03/12/2020",
        "Chưa có chương trình họp.",
    )
    assert found.url == reverse("meetings:meeting_prepare", args=[meeting.pk])


@pytest.mark.parametrize(("on", "is_asked"), [("2020-12-02", True), ("2020-12-03", False)])
def test_papers_are_asked_for_until_their_last_day(cell, on, is_asked):
    """One day before the meeting of 3/12, by the rule of that day."""
    prepared(cell, papers=False)
    said = "Chưa có tài liệu. Hạn gửi tài liệu ngày 02/12/2020. Lịch này đảng ủy chưa duyệt."
    assert (step(cell, day(on)).said == said) is is_asked


def test_what_is_prepared_waits_for_the_answer_only(cell, office):
    meeting = prepared(cell)
    assert (step(cell).said, step(cell).action) == ("Lịch này đảng ủy chưa duyệt.", "Xem chuẩn bị")
    meeting.approve(by=office)
    assert step(cell).said == "Lịch đã duyệt, đã có chương trình."


@pytest.mark.parametrize(
    ("on", "said", "is_late"),
    [
        ("2020-12-03", "Hôm nay sinh hoạt.", False),
        ("2020-12-04", "Đã qua ngày họp, chưa ghi biên bản.", True),
    ],
)
def test_on_the_day_and_after_it_the_minutes_are_written(cell, on, said, is_late):
    meeting = plan(cell)
    found = step(cell, day(on))
    assert (found.said, found.action, found.is_late) == (said, "Ghi biên bản", is_late)
    assert found.url == reverse("meetings:meeting_edit", args=[meeting.pk])


def test_what_passed_long_ago_makes_way(cell):
    plan(cell, "2020-10-19")
    assert step(cell).action == "Đăng ký lịch"
    plan(cell, "2020-10-20")
    assert step(cell).action == "Ghi biên bản"


def test_minutes_are_adopted_first_while_they_are_in_time(cell):
    Meeting.objects.open(unit=cell, kind="regular", held_on=day("2020-11-18"), by=None)
    plan(cell)
    assert step(cell).said == "Đã họp. Biên bản chưa thông qua, hạn thông qua ngày 20/11/2020."
    assert step(cell, day("2020-11-21")).action == "Soạn chương trình"


def test_one_query(cell, django_assert_num_queries):
    plan(cell)
    plan(cell, "2020-12-10", chair=None)
    with django_assert_num_queries(1):
        meetings_of_year(cell, TODAY)
