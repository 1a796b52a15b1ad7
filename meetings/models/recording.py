"""Saving what is typed while people talk: field by field, so that two secretaries never overwrite
each other and one wrong field does not hold back the others.

Everything is a `Change` of one field of one row: what it was when it was read, what it is now. A
field that somebody else changed meanwhile is a conflict: it stays as saved, and both texts are shown.
Sending the same change twice does no harm, so a browser may repeat what it is not sure of.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from common.vietnamese import nfc
from meetings.models.agenda import AgendaItem
from meetings.models.attendance import BY_RECORD, Attendance
from meetings.rules import rich_text
from members.models import Member

ANY = object()  # `was` of a change that does not come from a page
# Items first: what is said, voted and given in the same saving may name a new one.
ROWS = {"item": "items", "opinion": "opinions", "vote": "votes", "task": "tasks"}
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
ROLL_FIELDS = {"held_on", "kind"}
GONE = "Người khác vừa bỏ dòng này. Chữ vẫn còn đây: chép sang một dòng mới nếu vẫn cần."
REPORTED = "Nhiệm vụ này đã có báo cáo nên không bỏ được. Thông qua xong, mời rút nhiệm vụ."
NO_ITEM = "Nội dung họp này chưa lưu hoặc đã bị bỏ. Ghi tên nội dung trước."
BROKEN = "Trang gửi lên bị hỏng. Mời mở lại trang."


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
class Saved:
    """What was not saved, by (part, key): fields changed by somebody else, fields that are wrong, and
    all that was left as it was, those that only depend on a wrong one included."""

    found: int = 0  # the version before this saving
    conflicts: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    errors: dict[tuple[str, str], dict[str, list[str]]] = field(default_factory=dict)
    left: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)  # names of fields, for the audit

    @property
    def is_whole(self) -> bool:
        return not self.conflicts and not self.errors

    def require(self, part: str, key: str) -> None:
        """Raise ValidationError with what is wrong about that row."""
        if wrong := self.errors.get((part, key)):
            raise ValidationError([message for messages in wrong.values() for message in messages])

    def refuse(self, place: tuple[str, str], name: str, message: str) -> None:
        self.errors.setdefault(place, {})[name] = [message]
        self.leave(place, [name])

    def leave(self, place: tuple[str, str], names: Iterable[str]) -> None:
        self.left.setdefault(place, set()).update(names)


class Recording:
    """One saving, under the lock of its meeting."""

    def __init__(self, meeting):
        self.meeting = meeting
        self.outcome = Saved(found=meeting.version)

    @cached_property
    def roll(self) -> dict[str, Attendance]:
        return {str(row.member_id): row for row in self.meeting.attendances.all()}

    @cached_property
    def people(self) -> set[int]:
        """Whom a row may name: those on the roll; before the meeting, those who would be on it."""
        on_roll = {row.member_id for row in self.roll.values()}
        return on_roll or {person.pk for person in self.meeting.people()}

    @cached_property
    def items(self) -> dict[str, AgendaItem]:
        """First asked for when the items of this saving are saved already."""
        return {str(item.key): item for item in self.meeting.items.all()}

    def record(self, changes: Iterable[Change]) -> Saved:
        by_part: dict[str, dict[str, list[Change]]] = {}
        for change in changes:
            by_part.setdefault(change.part, {}).setdefault(change.key, []).append(change)
        if by_part.keys() - FIELDS.keys():
            raise ValidationError(BROKEN)
        self._meeting(by_part.get("meeting", {}))
        self._attendance(by_part.get("attendance", {}))
        for part in ROWS:
            if rows := by_part.get(part):
                self._rows(part, rows)
        return self.outcome

    def _meeting(self, rows: dict[str, list[Change]]) -> None:
        if not rows:
            return
        before = self._put(("meeting", ""), self.meeting, rows.get("", []))
        if changed := self._settle(("meeting", ""), self.meeting, before):
            self.meeting.save(update_fields=changed)

    def _attendance(self, rows: dict[str, list[Change]]) -> None:
        """All rows in one query. Raises ValidationError for somebody who is not on the roll."""
        if rows and rows.keys() - self.roll.keys():
            raise ValidationError("Có người không có tên trong danh sách của cuộc họp.")
        marked = []
        for key, made in rows.items():
            place, row = ("attendance", key), self.roll[key]
            if not row.is_due:
                self.outcome.refuse(place, "status", BY_RECORD)
            elif self._settle(place, row, self._put(place, row, made)):
                marked.append(row)
        Attendance.objects.bulk_update(marked, ["status", "reason"])

    def _rows(self, part: str, rows: dict[str, list[Change]]) -> None:
        saved = getattr(self.meeting, ROWS[part])
        known = {str(row.key): row for row in saved.all()}
        if len(known.keys() | rows.keys()) > MAX_ROWS:
            raise ValidationError(f"Một cuộc họp có nhiều nhất {MAX_ROWS} dòng mỗi loại.")
        for key, made in rows.items():
            row = known.get(key)
            if any(change.field == "delete" and change.now for change in made):
                self._drop((part, key), row)
            elif row is None and any(_was_there(saved.model, change) for change in made):
                for change in made:
                    self.outcome.refuse((part, key), change.field, GONE)
            else:
                row = row or saved.model(meeting=self.meeting, key=_uuid(key))
                self._row((part, key), row, [one for one in made if one.field != "delete"])

    def _row(self, place: tuple[str, str], row: models.Model, made: list[Change]) -> None:
        before = self._put(place, row, made)
        if changed := self._settle(place, row, before):
            row.save(update_fields=None if row._state.adding else changed)

    def _drop(self, place: tuple[str, str], row: models.Model | None) -> None:
        """Dropping twice is dropping once. What was reported of an adopted task is not lost with it."""
        if row is None:
            return
        if place[0] == "task" and self.meeting.was_adopted and row.reports.exists():
            self.outcome.refuse(place, "delete", REPORTED)
            return
        row.delete()
        self.outcome.saved.append(f"{place[0]}.delete")

    def _put(self, place: tuple[str, str], row: models.Model, made: list[Change]) -> dict[str, Any]:
        """Set what may be set. What the changed fields were before, by their names."""
        before = {}
        for change in made:
            name = change.field
            if name not in FIELDS[change.part]:
                raise ValidationError(BROKEN)
            now = self._value(row, name, change.now)
            if name == "item" and now is None and change.now:
                self.outcome.refuse(place, name, NO_ITEM)
            elif _same(row, name, now):
                continue
            elif self._is_conflict(row, change):
                self.outcome.conflicts.setdefault(place, {})[name] = getattr(row, name)
                self.outcome.leave(place, [name])
            elif isinstance(now, Member) and now.pk not in self.people:
                message = f"Đồng chí {now} không có trong danh sách của cuộc họp."
                self.outcome.refuse(place, name, message)
            else:
                before[name] = getattr(row, row._meta.get_field(name).attname)
                setattr(row, name, now)
        return before

    def _is_conflict(self, row: models.Model, change: Change) -> bool:
        if row._state.adding or change.was is ANY:
            return False
        return not _same(row, change.field, self._value(row, change.field, change.was))

    def _value(self, row: models.Model, name: str, value):
        """As the row would keep it; an item is named by its UUID on the page."""
        if name == "item":
            return self.items.get(str(value)) if value else None
        return _tidy(row._meta.get_field(name), value) if isinstance(value, str) else value

    def _settle(self, place: tuple[str, str], row: models.Model, before: dict[str, Any]) -> list[str]:
        """The changed fields that may be saved; those that are wrong are put back and told of."""
        wrong = self._wrong(row) if before else {}
        if wrong:
            self.outcome.errors.setdefault(place, {}).update(wrong)
            self._put_back(place, row, before, before.keys() & wrong.keys())
            if row._state.adding or (self._wrong(row) and not self._without_one(place, row, before)):
                self._put_back(place, row, before, list(before))
        self.outcome.saved += [f"{place[0]}.{name}" for name in before]
        return list(before)

    def _without_one(self, place, row: models.Model, before: dict[str, Any]) -> bool:
        """Put back the one field that makes another one wrong; False when it is not one alone."""
        for name, was in before.items():
            attname = row._meta.get_field(name).attname
            typed = getattr(row, attname)
            setattr(row, attname, was)
            if not self._wrong(row):
                self._put_back(place, row, before, [name])
                return True
            setattr(row, attname, typed)
        return False

    def _put_back(self, place, row: models.Model, before: dict[str, Any], names) -> None:
        self.outcome.leave(place, names)
        for name in list(names):
            setattr(row, row._meta.get_field(name).attname, before.pop(name))

    def _wrong(self, row: models.Model) -> dict[str, list[str]]:
        """By field. Relations are chosen among rows already read, so they cost no query here."""
        related = [one.name for one in row._meta.fields if one.is_relation]
        try:
            row.full_clean(exclude=related, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            # What the model says of a field is plainer than what every field says.
            return {name: messages[-1:] for name, messages in error.message_dict.items()}
        if row is self.meeting and row.twin():
            return {NON_FIELD_ERRORS: ["Cuộc họp này đã được ghi."]}
        return {}


def _same(row: models.Model, name: str, value) -> bool:
    """Whether the row has that value already. Empty is empty, whether text or nothing."""
    saved = getattr(row, row._meta.get_field(name).attname)
    value = value.pk if isinstance(value, models.Model) else value
    return value == saved or (value in (None, "") and saved in (None, ""))


def _was_there(model: type[models.Model], change: Change) -> bool:
    """Whether the page had read something in this field: its row was saved once."""
    if change.field in ("item", "delete") or change.was is ANY:
        return False
    return change.was not in (None, "", model._meta.get_field(change.field).get_default())


def _tidy(of: models.Field, text: str) -> str:
    """As the field cleans it, so that what was typed can be compared with what is kept."""
    if isinstance(of, rich_text.RichTextField):
        try:
            return rich_text.clean(text)
        except ValidationError:
            return text  # its field will say why
    if isinstance(of, models.TextField):
        return unicodedata.normalize("NFC", text).replace("\0", "").replace("\r\n", "\n").strip()
    return nfc(text)


def _uuid(text) -> uuid.UUID:
    try:
        return uuid.UUID(str(text))
    except ValueError as error:
        raise ValidationError(BROKEN) from error
