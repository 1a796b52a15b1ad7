"""Meetings: planned, held, recorded, adopted; who was there, what was said, voted and given."""

from meetings.models.agenda import OPINION_LIMIT, AgendaItem, Opinion, Subject
from meetings.models.attendance import DUE_STATUSES, PRESENT_STATUSES, Attendance, AttendanceStatus
from meetings.models.kinds import (
    CELL_MEETINGS,
    REGULAR_KINDS,
    THEMATIC_KINDS,
    MeetingKind,
    MeetingMode,
    kinds_of,
)
from meetings.models.length import LengthRule
from meetings.models.meeting import Meeting
from meetings.models.problems import Problem, problems_of
from meetings.models.recording import ANY, Change, Outcome, changes
from meetings.models.task import Task
from meetings.models.vote import Matter, Method, Vote

__all__ = [
    "ANY",
    "CELL_MEETINGS",
    "DUE_STATUSES",
    "OPINION_LIMIT",
    "PRESENT_STATUSES",
    "REGULAR_KINDS",
    "THEMATIC_KINDS",
    "AgendaItem",
    "Attendance",
    "AttendanceStatus",
    "Change",
    "LengthRule",
    "Matter",
    "Meeting",
    "MeetingKind",
    "MeetingMode",
    "Method",
    "Opinion",
    "Outcome",
    "Problem",
    "Subject",
    "Task",
    "Vote",
    "changes",
    "kinds_of",
    "problems_of",
]
