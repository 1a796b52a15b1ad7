"""Forms of meetings: what to look at, opening one, its minutes, its tasks."""

from meetings.forms.filters import CalendarForm, MeetingFilterForm
from meetings.forms.papers import MeetingAdoptForm, MeetingCorrectForm, ResolutionForm
from meetings.forms.planning import MeetingOpenForm
from meetings.forms.printing import PrintForm
from meetings.forms.sheet import SentSheet
from meetings.forms.sheet_page import MeetingSheet
