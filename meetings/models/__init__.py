"""Meetings: planned, held, recorded, adopted; who was there, what was said, voted and given."""

from meetings.models.absence_notice import AbsenceNotice
from meetings.models.agenda import OPINION_LIMIT, AgendaItem, Opinion, Subject
from meetings.models.agenda_template import AgendaTemplate, AgendaTemplateLine, Carries, Speaker
from meetings.models.attachment import Attachment
from meetings.models.attendance import DUE_STATUSES, PRESENT_STATUSES, Attendance, AttendanceStatus
from meetings.models.directive import Directive
from meetings.models.disclosure import Disclosure
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
from meetings.models.library import LibraryItem, LibraryKind
from meetings.models.meeting import Meeting
from meetings.models.meeting_queryset import STATE_FIELDS, MeetingState, is_held
from meetings.models.paper import MeetingPaper, PaperKind
from meetings.models.petition import Petition, PetitionAnswer, PetitionState
from meetings.models.preparing import meeting_before, open_tasks, preparations
from meetings.models.printing import MeetingPrint, PrintKind
from meetings.models.problems import Problems, problems_of
from meetings.models.programme import ProgrammeItem
from meetings.models.recording import ANY, Change, Saved, changes
from meetings.models.review import LESSONS, REMARKS, Observer, Review
from meetings.models.study import StudySession
from meetings.models.task import Task
from meetings.models.task_report import REPORTABLE, TaskReport
from meetings.models.topic import Topic, TopicPlan
from meetings.models.vote import Matter, Method, Vote
