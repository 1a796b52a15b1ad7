"""The results of a committee's month as a paper."""

from meetings.documents.month import month_of, paper_of, units_of
from meetings.models import Meeting, MeetingPrint
from papers import blocks
from scoring.reading.results import results_among

RESULT_COLUMNS = [
    ("TT", 9, True),
    ("Đơn vị", 24, False),
    ("Số ĐV", 11, True),
    ("Ngày họp", 23, True),
    ("Điểm", 13, True),
    ("Tốt", 10, True),
    ("Khá", 12, True),
    ("TB", 10, True),
    ("Kém", 12, True),
    ("Lý do trừ điểm", 41, False),
]


def result(job: MeetingPrint) -> dict:
    """What was held and how it was graded; a score that is not accepted does not count."""
    rows = [
        [str(n), one.row.name, *_facts(one.meeting), one.points, *one.marks, one.remark]
        for n, one in enumerate(results_among(units_of(job), month_of(job)), start=1)
    ]
    return paper_of(job, "BC", "Kết quả", "sinh hoạt chi bộ", blocks.table(RESULT_COLUMNS, rows))


def _facts(meeting: Meeting | None) -> list[str]:
    return [str(meeting.members), f"{meeting.held_on:%d/%m/%Y}"] if meeting else ["", ""]
