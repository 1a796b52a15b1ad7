"""Registering a month's meetings: what a cell plans, and what the committee says to it.

The functions are verbs of Meeting, kept here because they are about the plan alone.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from common.months import day_in
from common.vietnamese import nfc
from meetings.models.kinds import CELL_MEETINGS, MeetingKind

if TYPE_CHECKING:
    from meetings.models.meeting import Meeting

# What the committee agrees to; a change of any of these asks it again.
AGREED_FIELDS = ("kind", "topic", "held_on", "starts_at", "place")
APPROVAL_FIELDS = ["approved_at", "approved_by", "returned_reason"]


class PlanState(models.TextChoices):
    WAITING = "waiting", "chờ duyệt"
    RETURNED = "returned", "trả lại"
    APPROVED = "approved", "đã duyệt"


def state_of(meeting: Meeting) -> PlanState:
    if meeting.approved_at:
        return PlanState.APPROVED
    return PlanState.RETURNED if meeting.returned_reason else PlanState.WAITING


@transaction.atomic
def approve(meeting: Meeting, *, by: User | None, version: int | None = None) -> None:
    """The committee agrees to the meeting that a cell registered, as read at `version`."""
    current = _lock_plan(meeting, version)
    if current.approved_at:
        raise ValidationError("Lịch này đã được duyệt.")
    if current.kind not in CELL_MEETINGS:
        raise ValidationError("Chỉ lịch sinh hoạt của chi bộ mới cần duyệt.")
    _answer(meeting, timezone.now(), by, "")
    audit.record(by, "meeting.approve", meeting)


@transaction.atomic
def approve_all(meetings: dict[Meeting, int], *, by: User | None) -> int:
    """Approve those that still stand as they were read; how many that were."""
    done = 0
    for meeting, version in meetings.items():
        try:
            with transaction.atomic():
                approve(meeting, by=by, version=version)
        except ValidationError:
            continue  # begun, changed or answered meanwhile: the page shows it as it stands now
        done += 1
    return done


@transaction.atomic
def send_back(meeting: Meeting, *, reason: str, by: User | None) -> None:
    """The committee wants it changed; an approval given before is taken back."""
    _lock_plan(meeting)
    reason = nfc(reason)
    if not reason:
        raise ValidationError({"reason": "Ghi lý do trả lại, để chi bộ biết cần sửa gì."})
    _answer(meeting, None, None, reason)
    audit.record(by, "meeting.send_back", meeting, ["returned_reason"])


@transaction.atomic
def replan(meeting: Meeting, *, by: User | None, version: int | None = None, **fields) -> None:
    """Plan it otherwise; the committee is asked anew when it concerns what it agreed to."""
    current = _lock_plan(meeting, version)
    changed = [name for name, value in fields.items() if getattr(current, name) != value]
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.full_clean()
    meeting.save(update_fields=changed)
    ask_again(meeting, changed)
    meeting.outdate()
    audit.record(by, "meeting.replan", meeting, changed)


def ask_again(meeting: Meeting, changed: list[str]) -> None:
    """Forget what the committee said, when what it agreed to was changed."""
    if set(changed) & set(AGREED_FIELDS):
        _answer(meeting, None, None, "")


def _answer(meeting: Meeting, at: datetime.datetime | None, by: User | None, reason: str) -> None:
    meeting.approved_at, meeting.approved_by, meeting.returned_reason = at, by, reason
    meeting.save(update_fields=APPROVAL_FIELDS)


def _lock_plan(meeting: Meeting, version: int | None = None) -> Meeting:
    current = meeting._lock_draft(version)
    if not current.is_planned:
        raise ValidationError("Cuộc họp đã bắt đầu nên không còn là lịch dự kiến.")
    return current


def moved_to(meeting: Meeting, month: datetime.date) -> dict:
    """The plan of a meeting for another month: the same day, hour, place and chair, no topic."""
    return {
        "kind": MeetingKind.REGULAR,
        "held_on": day_in(month, meeting.held_on.day),
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "chair": meeting.chair,
    }
