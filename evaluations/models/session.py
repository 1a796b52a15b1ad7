"""The session at which a cell grades: a meeting of its own kind in the time of the round. What was
counted is written into its minutes, where it is corrected and adopted like the rest."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from evaluations.models.assessment import MemberAssessment, UnitAssessment
from evaluations.models.rules import Level
from evaluations.rules.minutes import count_table
from meetings.models import Meeting, MeetingKind, changes

ITEM = "Kết quả bỏ phiếu, đề nghị xếp loại đảng viên"
LATE = datetime.timedelta(31)  # special units finish before 15/1 (43-HD item 4.1), some later


def session_of(row: UnitAssessment) -> Meeting | None:
    """The newest meeting on review and grading of that unit in the time of the round."""
    meetings = Meeting.objects.of_unit(row.unit).of_kind(MeetingKind.GRADING)
    span = meetings.on_days(row.round.starts_on, row.round.ends_on + LATE)
    return span.order_by("-held_on", "-pk").first()


@transaction.atomic
def write_minutes(row: UnitAssessment, *, by: User | None) -> Meeting:
    """Put the counts and proposals of a cell into the minutes of its session, in an item of its own;
    pressed again it is written anew. Adopted minutes refuse."""
    if (meeting := session_of(row)) is None:
        raise ValidationError("Chi bộ chưa mở biên bản hội nghị kiểm điểm, xếp loại trong đợt này.")
    members = row.round.member_assessments.in_cell(row.unit).with_steps().by_name()
    table = count_table([_line(member) for member in members.filter(exclusion="")])
    item = meeting.items.filter(title=ITEM).first()
    key = str(item.key) if item else ""
    meeting.record(changes("item", key, title=ITEM, notes=table), by=by)
    return meeting


def _line(member: MemberAssessment) -> list[str]:
    vote = getattr(member, "vote", None)
    if vote is None:
        return [str(member.member)]
    proposed = member.proposed_level
    cast = [str(getattr(vote, level)) for level in Level.values]
    counts = [f"{vote.collected}/{vote.issued}", str(vote.invalid), *cast]
    return [str(member.member), *counts, proposed.upper()]
