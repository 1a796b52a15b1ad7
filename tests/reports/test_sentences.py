"""What a report says of meetings: only what was counted."""

from collections import defaultdict

from reports.documents.sentences import meetings
from reports.figures import Ratio


def said(**counted) -> list[str]:
    values = defaultdict(int, {"meetings.attendance": Ratio(0, 0)})
    values |= {code.replace("_", ".", 1): number for code, number in counted.items()}
    return meetings(None, values)[2:]


def test_without_grades_petitions_and_models_nothing_is_said_of_them():
    assert said(meetings_unrated=84) == []


def test_grades_are_told_with_how_many_meetings_have_one():
    assert said(meetings_good=3, meetings_poor=1, meetings_unrated=8) == [
        "Chất lượng sinh hoạt: chấm điểm 4/12 buổi; tốt 3; khá 0; trung bình 0; kém 1."
    ]


def test_petitions_and_model_meetings():
    assert said(meetings_model=4, petitions_raised=5, petitions_answered=3) == [
        "Sinh hoạt mẫu: 4 buổi.",
        "Kiến nghị của chi bộ: nêu 5; trả lời 3.",
    ]
