"""Forms of meetings: what to look at, opening one, its minutes, its tasks."""

from meetings.forms.filters import MeetingFilterForm, TaskFilterForm, YearForm
from meetings.forms.minutes import MeetingAdoptForm, MeetingForm
from meetings.forms.opening import MeetingOpenForm
from meetings.forms.rows import TaskDoneForm

__all__ = [
    "MeetingAdoptForm",
    "MeetingFilterForm",
    "MeetingForm",
    "MeetingOpenForm",
    "TaskDoneForm",
    "TaskFilterForm",
    "YearForm",
]
