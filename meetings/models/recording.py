"""Saving what is typed while people talk: field by field, so that two secretaries never overwrite
each other and one wrong field does not hold back the others.

Everything is a `Change` of one field of one row: what it was when it was read, what it is now. A
field that somebody else changed meanwhile is a conflict: it stays as saved, and both texts are shown.
Sending the same change twice does no harm, so a browser may repeat what it is not sure of.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from meetings.models.agenda import AgendaItem, Opinion
from meetings.models.attendance import Attendance
from meetings.models.task import Task
from meetings.models.vote import Vote
from members.models import Member

ANY = object()  # `was` of a change that does not come from a page
# Items first: what is said, voted and given in the same saving may name a new one.
ROWS = {"item": AgendaItem, "opinion": Opinion, "vote": Vote, "task": Task}
FIELDS = {
    "meeting": {
        *("kind", "topic", "held_on", "starts_at", "ends_at", "mode", "place", "chair", "secretary"),
        *("invited", "content", "conclusion", "resolution_subject", "resolution"),
    },
    "attendance": {"status", "reason"},
    "item": {"position", "title", "subject", "speaker", "planned_minutes", "notes", "conclusion"},
    "opinion": {"item", "member", "guest", "text"},
    "vote": {"item", "question", "matter", "method", "in_favour", "against", "abstained"},
    "task": {"item", "text", "assignee", "unit", "due_on", "done_on"},
}
MAX_ROWS = 300
ROLL_FIELDS = {"meeting.held_on", "meeting.kind"}


@dataclass(frozen=True)
class Change:
    """One field of one row. `key` is "" for the meeting itself, the member's id in the roll call, else
    the UUID by which the page named the row; `item` is named by its UUID. `delete` drops the row.
    """

    part: str
    key: str
    field: str
    now: Any
    was: Any = ANY


def changes(part: str, key: str = "", **fields) -> list[Change]:
    """What code, not a page, writes of one row; without a key, of a new row."""
    key = key or ("" if part == "meeting" else str(uuid.uuid4()))
    return [Change(part, str(key), name, value) for name, value in fields.items()]


@dataclass
class Outcome:
    """What was not saved, by (part, key): fields changed by somebody else, fields that are wrong."""

    conflicts: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    errors: dict[tuple[str, str], dict[str, list[str]]] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)  # names of fields, for the audit

    @property
    def is_whole(self) -> bool:
        return not self.conflicts and not self.errors


class Recording:
    """One saving, under the lock of its meeting."""

    def __init__(self, meeting):
        self.meeting = meeting
        self.outcome = Outcome()
        self.roll = {row.member_id: row for row in meeting.attendances.all()}
        self.people = set(self.roll) or {person.pk for person in meeting.people()}

    def record(self, changes: Iterable[Change]) -> Outcome:
        by_row: dict[tuple[str, str], list[Change]] = {}
        for change in changes:
            by_row.setdefault((change.part, change.key), []).append(change)
        for part, save in (("meeting", self._meeting), ("attendance", self._attendance)):
            rows = {key: made for (name, key), made in by_row.items() if name == part}
            if rows:
                save(rows)
        for part, model in ROWS.items():
            rows = {key: made for (name, key), made in by_row.items() if name == part}
            if rows:
                self._rows(part, model, rows)
        unknown = {part for part, _ in by_row} - FIELDS.keys()
        if unknown:
            raise ValidationError("Trang gửi lên có mục không thuộc cuộc họp này.")
        return self.outcome

    def _meeting(self, rows: dict[str, list[Change]]) -> None:
        before = self._put("meeting", "", self.meeting, rows.get("", []))
        if changed := self._right("meeting", "", self.meeting, before):
            self.meeting.save(update_fields=changed)

    def _attendance(self, rows: dict[str, list[Change]]) -> None:
        """All rows in one query. Raises ValidationError for somebody who is not on the roll."""
        by_member = {str(pk): row for pk, row in self.roll.items()}
        if rows.keys() - by_member.keys():
            raise ValidationError("Có người không có tên trong danh sách của cuộc họp.")
        marked = []
        for key, made in rows.items():
            row = by_member[key]
            if self._right("attendance", key, row, self._put("attendance", key, row, made)):
                marked.append(row)
        Attendance.objects.bulk_update(marked, ["status", "reason"])

    def _rows(self, part: str, model: type[models.Model], rows: dict[str, list[Change]]) -> None:
        known = {str(row.key): row for row in model.objects.filter(meeting=self.meeting)}
        if len(known) + len(rows.keys() - known.keys()) > MAX_ROWS:
            raise ValidationError(f"Một cuộc họp có nhiều nhất {MAX_ROWS} dòng mỗi loại.")
        for key, made in rows.items():
            if any(change.field == "delete" and change.now for change in made):
                self._drop(part, known.get(key))
            else:
                row = known.get(key) or model(meeting=self.meeting, key=_uuid(key))
                self._row(part, key, row, [change for change in made if change.field != "delete"])

    def _row(self, part: str, key: str, row: models.Model, made: list[Change]) -> None:
        before = self._put(part, key, row, made)
        if changed := self._right(part, key, row, before):
            row.save(update_fields=None if row._state.adding else changed)

    def _drop(self, part: str, row: models.Model | None) -> None:
        """Dropping twice is dropping once."""
        if row is not None:
            row.delete()
            self.outcome.saved.append(f"{part}.delete")

    def _put(self, part: str, key: str, row: models.Model, made: list[Change]) -> dict[str, Any]:
        """Set what may be set. What the changed fields were before, by their names."""
        before = {}
        for change in made:
            if change.field not in FIELDS[part]:
                raise ValidationError("Trang gửi lên có mục không thuộc cuộc họp này.")
            saved = getattr(row, change.field)
            now = self._value(change.field, change.now)
            if _same(now, saved):
                continue
            if self._is_conflict(row, change, saved):
                self.outcome.conflicts.setdefault((part, key), {})[change.field] = saved
            elif isinstance(now, Member) and now.pk not in self.people:
                message = f"Đồng chí {now} không có trong danh sách của cuộc họp."
                self.outcome.errors.setdefault((part, key), {})[change.field] = [message]
            else:
                before[change.field] = saved
                setattr(row, change.field, now)
        return before

    def _is_conflict(self, row: models.Model, change: Change, saved) -> bool:
        if row._state.adding or change.was is ANY:
            return False
        return not _same(self._value(change.field, change.was), saved)

    def _value(self, name: str, value):
        """An item is named by its UUID on the page, and is a row in the database."""
        if name != "item" or not value or isinstance(value, AgendaItem):
            return value
        return AgendaItem.objects.filter(meeting=self.meeting, key=_uuid(value)).first()

    def _right(self, part: str, key: str, row: models.Model, before: dict[str, Any]) -> list[str]:
        """The changed fields that may be saved; those that are wrong are put back and told of."""
        wrong = self._wrong(row) if before else {}
        if wrong:
            self.outcome.errors.setdefault((part, key), {}).update(wrong)
            for name in before.keys() & wrong.keys():
                setattr(row, name, before.pop(name))
            if row._state.adding or self._wrong(row):
                for name, value in before.items():
                    setattr(row, name, value)
                return []
        self.outcome.saved += [f"{part}.{name}" for name in before]
        return list(before)

    def _wrong(self, row: models.Model) -> dict[str, list[str]]:
        """By field. Relations are chosen among rows already read, so they cost no query here."""
        related = [one.name for one in row._meta.fields if one.is_relation]
        is_meeting = row is self.meeting
        try:
            row.full_clean(exclude=related, validate_unique=False, validate_constraints=is_meeting)
        except ValidationError as error:
            return error.message_dict
        return {}


def _same(one, other) -> bool:
    """Empty is empty, whether text or nothing."""
    return one == other or (one in (None, "") and other in (None, ""))


def _uuid(text) -> uuid.UUID:
    try:
        return uuid.UUID(str(text))
    except ValueError as error:
        raise ValidationError("Trang gửi lên bị hỏng. Mời mở lại trang.") from error
