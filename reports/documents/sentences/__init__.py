"""What the figures say in a report: by topic, plain sentences that stay live until it is issued."""

from collections.abc import Callable
from typing import NamedTuple

from reports.documents.sentences import grading, inspection, meetings, members, merits
from reports.documents.sentences.sentence import Sentence
from reports.reading.placeholders import Facts


class Topic(NamedTuple):
    """What a section of a template may have counted: what it is called, and the sentences it says."""

    label: str
    say: Callable[[Facts], list[Sentence]]


TOPICS = {
    "situation": Topic("Tổ chức, số đảng viên", members.situation),
    "organisation": Topic("Biến động, phát triển đảng viên, học tập", members.organisation),
    "badges": Topic("Huy hiệu Đảng", members.badges),
    "meetings": Topic("Sinh hoạt chi bộ, nhiệm vụ, kiến nghị", meetings.meetings),
    "grading": Topic("Đánh giá, xếp loại", grading.grading),
    "awards": Topic("Khen thưởng", merits.awards),
    "studies": Topic("Học tập, quán triệt nghị quyết", meetings.studies),
    "inspection": Topic("Kiểm tra, giám sát", inspection.inspection),
    "letters": Topic("Đơn, thư", inspection.letters),
    "discipline": Topic("Kỷ luật", merits.discipline),
}

__all__ = ["TOPICS", "Sentence", "Topic"]
