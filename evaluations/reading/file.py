"""Hồ sơ kiểm điểm: what the file of a member must hold (366-QĐ/TW, Art. 17), and what is missing."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from evaluations.models import MemberAssessment, Step, Suggestion
from members.models import ResidenceComment


class Held(NamedTuple):
    """One paper of the file: since when it is there, or that it is missing."""

    name: str
    is_there: bool
    on: datetime.date | None = None


def file_of(row: MemberAssessment, suggestions: list[Suggestion]) -> list[Held]:
    """Of who is graded, in the order in which the papers come; needs with_steps(). What was decided
    is for the pages of the committee."""
    said = row.said_at
    comments = ResidenceComment.objects.filter(member=row.member_id, year=row.round.year)
    comment = comments.values_list("received_on", flat=True).first()
    answers = [
        Held(f"Giải trình gợi ý kiểm điểm {one.paper}", one.answered_on is not None, one.answered_on)
        for one in suggestions
    ]
    return [
        Held("Nhận xét của nơi cư trú", comment is not None, comment),
        *answers,
        _written("Bản kiểm điểm cá nhân", getattr(row, "review", None)),
        _written("Tự xếp loại", said.get(Step.SELF)),
        _written("Kết quả bỏ phiếu của chi bộ", getattr(row, "vote", None)),
        _written("Đề nghị của chi bộ", said.get(Step.CELL)),
        _written("Ý kiến thẩm định", said.get(Step.APPRAISAL)),
    ]


def _written(name: str, said) -> Held:
    return Held(name, said is not None, said and timezone.localdate(said.said_at))
