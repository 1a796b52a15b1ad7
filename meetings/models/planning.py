"""Registering a month's meetings: what a cell plans, what the committee says to it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from common.months import day_in
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


def moved_to(meeting, month: datetime.date) -> dict:
    """The plan of a meeting for another month: the same day, hour, place and chair, no topic."""
    return {
        "kind": MeetingKind.REGULAR,
        "held_on": day_in(month, meeting.held_on.day),
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "chair": meeting.chair,
    }
