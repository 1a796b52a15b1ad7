"""What is looked at before minutes are adopted: what must be there, what may stay so."""

import pytest

from meetings.models import Meeting, changes, problems_of
from tests.conftest import day
from tests.meetings.conftest import concluded, record, task, times

TOO_LONG = "Biên bản dài quá mức in được. Rút gọn, hoặc chuyển phần dài thành tài liệu đính kèm."


@pytest.fixture
def whole(meeting):
    """Nothing is missing."""
    return concluded(meeting, **times("14:00", "15:30"))


def told(meeting, *, may_stay: bool) -> list[str]:
    return [problem.message for problem in problems_of(meeting) if problem.may_stay is may_stay]


def lacking(meeting) -> list[str]:
    return told(meeting, may_stay=False)


def doubtful(meeting) -> list[str]:
    return told(meeting, may_stay=True)


def test_whole_minutes_have_none(whole):
    assert problems_of(whole) == []


def test_chair_and_secretary_are_required(meeting):
    record(meeting, conclusion="<p>Chi bộ thống nhất.</p>")
    assert lacking(meeting) == ["Chưa ghi chủ trì.", "Chưa ghi thư ký."]


def test_chair_and_secretary_were_there(whole):
    record(whole, attendance={whole.chair: ("unexcused", "")})
    assert lacking(whole) == ["Chủ trì (Trần Thị An) không được ghi là có mặt."]


def test_an_end_that_nobody_wrote_may_stay_so(meeting):
    assert (lacking(concluded(meeting)), doubtful(meeting)) == ([], ["Chưa ghi giờ kết thúc."])


def test_an_end_past_midnight_is_looked_at_again(whole):
    record(whole, **times("20:00", "00:30"))
    assert doubtful(whole) == ["Kết thúc lúc 00:30 hôm sau, họp 270 phút."]


def test_a_task_has_somebody_and_a_day(whole, people, cell):
    due_on = day("2020-07-01")
    record(whole, tasks=[task("Viết báo cáo"), task("Thu đảng phí", assignee=people[0], due_on=due_on)])
    record(whole, tasks=[task("Họp dân", unit=cell, due_on=due_on)])
    assert doubtful(whole) == [
        "Nhiệm vụ “Viết báo cáo”: chưa giao ai.",
        "Nhiệm vụ “Viết báo cáo”: chưa có hạn.",
    ]


def test_a_resolution_was_voted_on(whole):
    record(whole, resolution="<p>Lãnh đạo tốt.</p>")
    assert doubtful(whole) == ["Có nghị quyết nhưng chưa ghi biểu quyết nào."]
    whole.record(changes("vote", question="Thông qua nghị quyết", in_favour=3), by=None)
    assert doubtful(whole) == []


@pytest.mark.parametrize(
    ("numbers", "must", "may"),
    [
        ({"in_favour": 2}, [], ["tổng số phiếu là 2, ít hơn 3 đảng viên chính thức dự họp."]),
        ({"in_favour": 2, "against": 1}, [], []),
        ({"in_favour": 4}, ["tổng số phiếu là 4, nhiều hơn 3 đảng viên chính thức dự họp."], []),
        ({}, ["chưa ghi kết quả biểu quyết."], []),
    ],
)
def test_votes_are_as_many_as_those_present(whole, numbers, must, may):
    whole.record(changes("vote", question="Kết nạp", **numbers), by=None)
    named = [[f"“Kết nạp”: {text}" for text in texts] for texts in (must, may)]
    assert [lacking(whole), doubtful(whole)] == named


def test_minutes_that_are_long_in_all_their_texts_together_are_shortened_first(whole):
    longest = "<p>a</p>" * 600
    record(whole, conclusion="<p>a</p>")
    for title in ("Một", "Hai", "Ba"):
        whole.record(changes("item", title=title, notes=longest), by=None)
    assert lacking(whole) == [TOO_LONG]
    whole.items.filter(title="Ba").update(notes=longest.removesuffix("<p>a</p>"))
    assert lacking(Meeting.objects.get()) == []
    whole.record(changes("opinion", guest="Khách", text="a" * 86), by=None)
    assert lacking(Meeting.objects.get()) == [TOO_LONG]
