"""Hồ sơ kiểm điểm: what the file of a member, of a unit and of its collectives must hold
(366-QĐ/TW, Art. 17), and what is missing."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from evaluations.models import (
    Collective,
    GradingPrintKind,
    MemberAssessment,
    Step,
    Suggestion,
    UnitAssessment,
    session_of,
)
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
    return [
        Held("Nhận xét của nơi cư trú", comment is not None, comment),
        *_answers(suggestions),
        _written("Bản kiểm điểm cá nhân", getattr(row, "review", None)),
        _written("Tự xếp loại", said.get(Step.SELF)),
        _written("Kết quả bỏ phiếu của chi bộ", getattr(row, "vote", None)),
        _written("Đề nghị của chi bộ", said.get(Step.CELL)),
        _written("Ý kiến thẩm định", said.get(Step.APPRAISAL)),
    ]


def file_of_unit(row: UnitAssessment, *, decided: bool) -> list[Held]:
    """Of a cell or a committee; `decided`: with what was decided, for who may read it."""
    members = row.round.member_assessments.in_cell(row.unit).filter(exclusion="")
    of_members = [
        Held(f"{name} ({there}/{needed})", there == needed)
        for name, needed, there in papers_of(members)
        if needed
    ]
    return [*_reviewed(row), *of_members, *(_decided(row) if decided else [])]


def file_of_collective(one: Collective, row: UnitAssessment, *, decided: bool) -> list[Held]:
    """Of the leadership of a unit, which is reviewed by the report of that unit."""
    level = Held("Mức xếp loại của tập thể", bool(one.level))
    return [*_reviewed(row), *([level, *_afterwards(one)] if decided else [])]


def papers_of(members) -> list[tuple[str, int, int]]:
    """Of whom each paper of these members must be there, and of how many it is."""
    graded = members.count()
    with_step = members.values("pk").distinct()
    steps = {step: with_step.filter(opinions__step=step).count() for step in Step}
    return [
        ("Bản kiểm điểm cá nhân", graded, members.filter(review__isnull=False).count()),
        ("Bản tự xếp loại của đảng viên", graded, steps[Step.SELF]),
        ("Kết quả bỏ phiếu ở chi bộ", graded, members.filter(vote__isnull=False).count()),
        ("Đề nghị của chi bộ", graded, steps[Step.CELL]),
        ("Ý kiến thẩm định", graded, steps[Step.APPRAISAL]),
    ]


def _reviewed(row: UnitAssessment) -> list[Held]:
    """What comes before the decision. The minutes of a committee are not told from its others."""
    review = getattr(row, "review", None)
    proposed = review if review and review.level else None
    held = [
        *_answers(row.suggestions.standing()),
        _written("Báo cáo kiểm điểm tập thể", review),
        _written("Mức tự xếp loại, đề nghị", proposed),
    ]
    return [*held, _minutes(row)] if row.is_cell else held


def _minutes(row: UnitAssessment) -> Held:
    session = session_of(row)
    is_there = session is not None and session.is_adopted
    return Held(
        "Biên bản hội nghị kiểm điểm, xếp loại", is_there, session.held_on if is_there else None
    )


def _decided(row: UnitAssessment) -> list[Held]:
    """The level, its decision, and what came after it."""
    return [Held("Mức xếp loại", bool(row.level)), _decision(row), *_afterwards(row)]


def _afterwards(row: UnitAssessment | Collective) -> list[Held]:
    again = row.regradings.not_withdrawn().select_related("decision")
    complaints = row.complaints.not_withdrawn()
    return [
        *(Held(f"Quyết định {_named(one)}", True, one.decision.signed_on) for one in again),
        *(
            Held(
                f"Trả lời kiến nghị nhận ngày {one.received_on:%d/%m/%Y}",
                one.answered_on is not None,
                one.answered_on,
            )
            for one in complaints
        ),
    ]


def _decision(row: UnitAssessment) -> Held:
    """Of the body of the round itself the level above decides."""
    if row.is_own:
        received = row.received
        return Held("Quyết định của cấp trên", received is not None, received and received.signed_on)
    paper = row.round.papers.in_force().of_kind(GradingPrintKind.UNITS).first()
    return Held("Quyết định xếp loại chi bộ", paper is not None, paper and paper.issued_on)


def _named(one) -> str:
    return f"{'xếp loại sau' if one.is_first else 'xếp loại lại'} số {one.decision.number}"


def _answers(suggestions) -> list[Held]:
    return [
        Held(f"Giải trình gợi ý kiểm điểm {one.paper}", one.answered_on is not None, one.answered_on)
        for one in suggestions
    ]


def _written(name: str, said) -> Held:
    return Held(name, said is not None, said and timezone.localdate(said.said_at))
