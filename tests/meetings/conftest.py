"""A cell of three, and one meeting of it, not yet written up."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.forms import MeetingSheet
from meetings.models import Meeting, MeetingKind, MeetingPrint, PrintKind, changes
from papers.pdf import pdf
from tests.conftest import day, make_member

HELD_ON = day("2020-06-15")


@pytest.fixture
def people(cell):
    """Three official members, in the order of their given names."""
    return [make_member(name, unit=cell) for name in ("Trần Thị An", "Lê Văn Bình", "Đỗ Mai Chi")]


@pytest.fixture
def meeting(cell, people):
    return open_meeting(cell)


@pytest.fixture
def foreign_member(foreign_cell):
    return make_member("Phạm Thị Hoa", unit=foreign_cell)


def open_meeting(unit, on=HELD_ON, *, kind=MeetingKind.REGULAR, **fields) -> Meeting:
    return Meeting.objects.open(unit=unit, kind=kind, held_on=on, by=None, **fields)


def ask_for(kind, *, unit=None, meeting=None, month=None, kinds=PrintKind) -> MeetingPrint:
    """The job that a button of the pages asks for."""
    what = {"unit": unit or meeting.unit, "meeting": meeting, "month": month}
    facts = {"kind": kind, "title": kinds(kind).label, "task": "meetings.tasks.print_paper"}
    return MeetingPrint.objects.request(by=None, **what, **facts)


def concluded(meeting, **fields) -> Meeting:
    """With a conclusion, a chair and a secretary who were there, so that it can be adopted."""
    there = [row.member for row in meeting.attendances.present().by_name()]
    seats = {"chair": meeting.chair or there[0], "secretary": meeting.secretary or there[-1]}
    record(meeting, **{"conclusion": "<p>Chi bộ thống nhất.</p>", **seats, **fields})
    return meeting


def adopted(meeting) -> Meeting:
    concluded(meeting).adopt(by=None)
    return meeting


def record(meeting, *, attendance=None, tasks=(), **fields):
    """Record fields of the meeting, statuses by member, new tasks; nothing may be left unsaved."""
    made = changes("meeting", **fields)
    for member, (status, reason) in (attendance or {}).items():
        made += changes("attendance", str(member.pk), status=status, reason=reason)
    for facts in tasks:
        made += changes("task", **facts)
    outcome = meeting.record(made, by=None)
    assert (outcome.conflicts, outcome.errors) == ({}, {})


def task(text="Việc cần làm", **facts) -> dict:
    """A task as the page of the minutes sends it."""
    return {"text": text, **facts}


def row_of(meeting, member):
    return meeting.attendances.get(member=member)


def times(start: str, end: str) -> dict:
    parse = datetime.time.fromisoformat
    return {"starts_at": parse(start), "ends_at": parse(end)}


def sent(meeting, **typed) -> dict:
    """What the page of the minutes sends when nothing but `typed` was touched."""
    return shown(MeetingSheet(Meeting.objects.for_minutes().get(pk=meeting.pk))) | typed


def shown(sheet) -> dict:
    """The fields of a page, each with what its saving starts from."""
    data = {}
    for row in sheet.all_rows:
        for field in row:
            value = field.field.widget.format_value(field.value()) if field.value() is not None else ""
            data[field.html_name] = _text(value)
            data[field.html_initial_name] = row.data.get(field.html_initial_name, _text(value))
    return data


def _text(value) -> str:
    return str(value[0] if isinstance(value, list) else value or "")


def mark(member, status, reason="") -> dict:
    """The fields of one person's row."""
    prefix = f"attendance-{member.pk}"
    return {f"{prefix}-status": status, f"{prefix}-reason": reason}


def written(text: str) -> SimpleUploadedFile:
    """A PDF with a text layer."""
    made = pdf(f"<html lang=vi><title>a</title><body>{text}</body></html>")
    return SimpleUploadedFile("bao-cao.pdf", made, "application/pdf")


@pytest.fixture(scope="module")
def stamped() -> bytes:
    return written("<p>ĐẢNG ỦY SỞ Y TẾ</p><p>TỐI MẬT</p><p>Báo cáo</p>").read()


def stamped_upload(content):
    return SimpleUploadedFile("mat.pdf", content, "application/pdf")
