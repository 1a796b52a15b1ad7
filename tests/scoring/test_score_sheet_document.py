"""The score sheet as a paper."""

import pytest

from meetings.documents import minutes
from meetings.models import Meeting
from papers.layout import html
from scoring.documents.score_sheet import of_meeting
from tests.meetings.conftest import open_meeting, times
from tests.scoring.conftest import begin, proposed, voted


@pytest.fixture
def meeting(cell, people):
    return open_meeting(cell, **times("14:00", "15:30"))


def test_before_the_proposal_there_is_nothing_to_print(meeting, sheet):
    begin(meeting, sheet)
    document = of_meeting(meeting)
    assert (document["score"], document["issued_on"]) == (None, None)
    assert "chưa được chấm điểm" in html(document)


def test_it_is_a_draft_until_the_cell_voted(meeting, sheet):
    score = proposed(begin(meeting, sheet))
    assert "DỰ THẢO" in html(of_meeting(meeting))
    score.vote(in_favour=3, against=0, abstained=0, by=None)
    page = html(of_meeting(Meeting.objects.get()))  # as the worker reads it
    assert "DỰ THẢO" not in page
    assert "3 tán thành, 0 không tán thành, 0 không có ý kiến" in page


def test_minutes_say_why_the_groups_do_not_add_up(meeting, sheet):
    voted(begin(meeting, sheet))
    made = minutes.of_meeting(Meeting.objects.get())
    [part] = [part for part in made["parts"] if part["title"] == "Đánh giá chất lượng sinh hoạt"]
    total = "Tổng điểm (quy về thang 100, vì có nội dung không áp dụng): 100; xếp loại: Tốt."
    assert total in [block.get("text") for block in part["blocks"]]


def test_groups_items_total_and_grade_are_printed(meeting, sheet):
    voted(begin(meeting, sheet))
    score = of_meeting(meeting)["score"]
    told = [(g["number"], g["most"], g["points"], len(g["items"])) for g in score["groups"]]
    assert told == [(1, "20", "20", 2), (2, "80", "74,5", 3)]
    note = " (quy về thang 100, vì có nội dung không áp dụng)"
    assert (score["total"], score["grade"], score["total_note"]) == ("100", "Tốt", note)
    assert [item["points"] for item in score["groups"][1]["items"]] == ["69,5", "không áp dụng", "5"]
