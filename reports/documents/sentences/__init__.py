"""What the figures say in a report: by topic, plain sentences that stay live until it is issued."""

from collections.abc import Callable

from reports.documents.sentences import grading, inspection, meetings, members, merits
from reports.documents.sentences.sentence import Sentence
from reports.reading.placeholders import Facts

# The topics that a section of a template may take: what it is called, and what it says.
TOPICS: dict[str, tuple[str, Callable[[Facts], list[Sentence]]]] = {
    "situation": ("Tổ chức, số đảng viên", members.situation),
    "organisation": ("Biến động, phát triển đảng viên, học tập", members.organisation),
    "badges": ("Huy hiệu Đảng", members.badges),
    "meetings": ("Sinh hoạt chi bộ, nhiệm vụ, kiến nghị", meetings.meetings),
    "grading": ("Đánh giá, xếp loại", grading.grading),
    "awards": ("Khen thưởng", merits.awards),
    "studies": ("Học tập, quán triệt nghị quyết", meetings.studies),
    "inspection": ("Kiểm tra, giám sát", inspection.inspection),
    "letters": ("Đơn, thư", inspection.letters),
    "discipline": ("Kỷ luật", merits.discipline),
}

__all__ = ["TOPICS", "Sentence"]
