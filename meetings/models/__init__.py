"""Meetings: planned, held, recorded, adopted; who was there, what was said, voted and given."""

from meetings.models.agenda import OPINION_LIMIT, AgendaItem, Opinion, Subject
from meetings.models.attendance import DUE_STATUSES, PRESENT_STATUSES, Attendance, AttendanceStatus
from meetings.models.feed import Feed
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
from meetings.models.petition import Petition, PetitionAnswer, PetitionState
from meetings.models.planning import PlanState
from meetings.models.printing import PrintJob, PrintKind
from meetings.models.problems import Problem, problems_of
from meetings.models.programme import ProgrammeItem
from meetings.models.recording import ANY, Change, Outcome, changes
from meetings.models.scoring import CellFollower, Grade, MeetingScore, ScoreSheet, ScoreState
from meetings.models.series import Series
from meetings.models.task import Task
from meetings.models.topic import Topic, TopicPlan
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
    "CellFollower",
    "Change",
    "Feed",
    "Grade",
    "LengthRule",
    "Matter",
    "Meeting",
    "MeetingKind",
    "MeetingMode",
    "MeetingScore",
    "Method",
    "Opinion",
    "Outcome",
    "Petition",
    "PetitionAnswer",
    "PetitionState",
    "PlanState",
    "PrintJob",
    "PrintKind",
    "Problem",
    "ProgrammeItem",
    "ScoreSheet",
    "ScoreState",
    "Series",
    "Subject",
    "Task",
    "Topic",
    "TopicPlan",
    "Vote",
    "changes",
    "kinds_of",
    "problems_of",
]
