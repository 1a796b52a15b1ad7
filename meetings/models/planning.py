"""Registering a month's meetings: what a cell plans, what the committee says to it, and by when."""

from __future__ import annotations

import calendar
import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from meetings.models.kinds import MeetingKind


@transaction.atomic
def approve_all(meetings: dict, *, by: User | None) -> int:
    """Of meetings and the versions read: approve those that still stand so; how many that were."""
    done = 0
    for meeting, version in meetings.items():
        try:
            with transaction.atomic():
                meeting.approve(by=by, version=version)
        except ValidationError:
            continue  # begun, changed or answered meanwhile: the page shows it as it stands now
        done += 1
    return done


def next_month(month: datetime.date) -> datetime.date:
    """First day of the month after that of `month`."""
    return (month.replace(day=1) + 31 * DAY).replace(day=1)


def last_month(month: datetime.date) -> datetime.date:
    """First day of the month before that of `month`."""
    return (month.replace(day=1) - DAY).replace(day=1)


def month_end(month: datetime.date) -> datetime.date:
    return next_month(month) - DAY


def register_by(month: datetime.date) -> datetime.date:
    """The last day on which a cell registers its meetings of that month: in the month before."""
    return _day_before(month, ThresholdCode.REGISTER_DAY)


def approve_by(month: datetime.date) -> datetime.date:
    """The last day on which the committee answers."""
    return _day_before(month, ThresholdCode.APPROVE_DAY)


def _day_before(month: datetime.date, code: ThresholdCode) -> datetime.date:
    before = last_month(month)
    return _same_day(before, Threshold.objects.in_force(code, before).value)


def _same_day(month: datetime.date, number: int) -> datetime.date:
    """That day of the month, or its last one."""
    return month.replace(day=min(number, calendar.monthrange(month.year, month.month)[1]))


def moved_to(meeting, month: datetime.date) -> dict:
    """The plan of a meeting for another month: the same day, hour, place and chair, no topic."""
    return {
        "kind": MeetingKind.REGULAR,
        "held_on": _same_day(month.replace(day=1), meeting.held_on.day),
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "chair": meeting.chair,
    }
