"""A cell of three, and one meeting of it, not yet written up."""

import datetime

import pytest

from meetings.forms import MeetingForm
from meetings.models import Meeting, MeetingKind
from tests.conftest import day, make_member

HELD_ON = day("2020-06-15")


@pytest.fixture
def people(cell):
    """Three official members, in the order of their given names."""
    return [make_member(name, unit=cell) for name in ("Trần Thị An", "Lê Văn Bình", "Đỗ Mai Chi")]


@pytest.fixture
def meeting(cell, people):
    return open_meeting(cell)


def open_meeting(unit, on=HELD_ON, *, kind=MeetingKind.REGULAR, **fields) -> Meeting:
    return Meeting.objects.open(unit=unit, kind=kind, held_on=on, by=None, **fields)


def concluded(meeting, **fields) -> Meeting:
    """With a conclusion, so that it can be adopted."""
    record(meeting, fields={"conclusion": "Chi bộ thống nhất.", **fields})
    return meeting


def adopted(meeting) -> Meeting:
    concluded(meeting).adopt(by=None)
    return meeting


def record(meeting, **facts) -> None:
    """`meeting.record` with nothing changed but what is named."""
    meeting.refresh_from_db()
    usual = {"fields": {}, "attendance": {}, "version": meeting.version, "by": None}
    meeting.record(**usual | facts)


def row_of(meeting, member):
    return meeting.attendances.get(member=member)


def task(text="Viết báo cáo", *, pk=None, assignee=None, due_on=None, done_on=None) -> dict:
    return {"id": pk, "text": text, "assignee": assignee, "due_on": due_on, "done_on": done_on}


def times(start: str, end: str) -> dict:
    parse = datetime.time.fromisoformat
    return {"starts_at": parse(start), "ends_at": parse(end)}


def sent(meeting, **changes) -> dict:
    """What the page of the minutes sends when nothing but `changes` was touched."""
    form = MeetingForm(instance=Meeting.objects.get(pk=meeting.pk))
    parts = [form, form.tasks.management_form, *form.rows, *form.tasks]
    data = {field.html_name: field.value() for part in parts for field in part}
    data |= {"version": form.read_version, **changes}
    return {name: value for name, value in data.items() if value is not None}


def mark(member, status, reason="") -> dict:
    """The fields of one person's row."""
    prefix = f"attendance-{member.pk}"
    return {f"{prefix}-status": status, f"{prefix}-reason": reason}
