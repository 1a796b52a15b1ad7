"""Meetings, who was there, and the tasks they gave."""

from meetings.models.attendance import DUE_STATUSES, Attendance, AttendanceStatus
from meetings.models.kinds import (
    CELL_MEETINGS,
    REGULAR_KINDS,
    THEMATIC_KINDS,
    MeetingKind,
    kinds_of,
)
from meetings.models.length import LengthRule
from meetings.models.meeting import TEXT_LIMIT, Meeting
from meetings.models.task import Task

__all__ = [
    "CELL_MEETINGS",
    "DUE_STATUSES",
    "REGULAR_KINDS",
    "TEXT_LIMIT",
    "THEMATIC_KINDS",
    "Attendance",
    "AttendanceStatus",
    "LengthRule",
    "Meeting",
    "MeetingKind",
    "Task",
    "kinds_of",
]
