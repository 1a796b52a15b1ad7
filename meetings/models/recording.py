"""Saving what is typed while people talk: field by field, so that two secretaries never overwrite
each other and one wrong field does not hold back the others.

Everything is a `Change` of one field of one row: what it was when it was read, what it is now. A
field that somebody else changed meanwhile is a conflict: it stays as saved, and both texts are shown.
Sending the same change twice does no harm, so a browser may repeat what it is not sure of.
What is typed is cleaned here and nowhere else (`_tidy`), so that it compares with what is kept.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from common.vietnamese import nfc, one_form
from meetings.models.agenda import AgendaItem
from meetings.models.attendance import BY_RECORD, Attendance
from meetings.rules import rich_text
from members.models import Member

ANY = object()  # `was` of a change that does not come from a page
# Items first: what is said, voted and given in the same saving may name a new one.
NAMED = {"item": "items", "opinion": "opinions", "vote": "votes", "task": "tasks"}
PARTS = ["meeting", "attendance", *NAMED]
PLACING = {"item", "position"}  # where a row stands: a row of nothing else is an empty one
MAX_ROWS = 300
ROLL_FIELDS = {"held_on", "kind"}
STRANGER = (
    "Có người không có tên trong danh sách đảng viên phải dự nên điểm danh của họ không lưu được."
)
GONE = "Người khác vừa bỏ dòng này. Chữ vẫn còn đây: chép sang một dòng mới nếu vẫn cần."
REPORTED = "Nhiệm vụ này đã có báo cáo nên không bỏ được. Thông qua xong thì thôi giao nhiệm vụ."
NO_ITEM = "Nội dung họp này chưa lưu hoặc đã bị bỏ. Ghi tên nội dung trước."
BROKEN = "Trang gửi lên bị hỏng. Mở lại trang."

Place = tuple[str, str]  # part and key of a row


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


def rows_of(meeting, part: str) -> dict[str, models.Model]:
    """What is saved of one part, by the keys of its rows."""
    if part == "meeting":
        return {"": meeting}
    if part == "attendance":
        return {str(row.member_id): row for row in meeting.attendances.all()}
    return {str(row.key): row for row in getattr(meeting, NAMED[part]).all()}


@dataclass
class Saved:
    """What was not saved, by place: fields changed by somebody else, fields that are wrong, and all
    that was left as it was, those that only depend on a wrong one included."""

    found: int = 0  # the version before this saving
    conflicts: dict[Place, dict[str, Any]] = field(default_factory=dict)
    errors: dict[Place, dict[str, list[str]]] = field(default_factory=dict)
    left: dict[Place, set[str]] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)  # names of fields, for the audit

    @property
    def is_whole(self) -> bool:
        return not self.conflicts and not self.errors

    def require(self, part: str, key: str) -> None:
        """Raise ValidationError with what is wrong about that row."""
        if wrong := self.errors.get((part, key)):
            raise ValidationError([message for messages in wrong.values() for message in messages])

    def refuse(self, place: Place, name: str, *messages: str) -> None:
        self.errors.setdefault(place, {})[name] = list(messages)
        self.leave(place, [name])

    def leave(self, place: Place, names: Iterable[str]) -> None:
        self.left.setdefault(place, set()).update(names)


class Recording:
    """One saving, under the lock of its meeting."""

    def __init__(self, meeting):
        self.meeting = meeting
        self.outcome = Saved(found=meeting.version)
        self.marked: list[Attendance] = []  # saved together

    @cached_property
    def people(self) -> set[int]:
        """Whom a row may name: those on the roll; before the meeting, those who would be on it."""
        return {person.pk for person in self.meeting.people()}

    @cached_property
    def items(self) -> dict[str, AgendaItem]:
        """First asked for when the items of this saving are saved already."""
        return rows_of(self.meeting, "item")

    def record(self, changes: Iterable[Change]) -> Saved:
        made: dict[str, dict[str, list[Change]]] = {}
        for change in changes:
            made.setdefault(change.part, {}).setdefault(change.key, []).append(change)
        for part in sorted(made, key=PARTS.index):
            self._part(part, made[part])
        return self.outcome

    def _part(self, part: str, made: dict[str, list[Change]]) -> None:
        saved = rows_of(self.meeting, part)
        if part in NAMED and len(saved.keys() | made.keys()) > MAX_ROWS:
            raise ValidationError(f"Một cuộc họp có tối đa {MAX_ROWS} dòng mỗi loại.")
        for key, typed in made.items():
            place, row = (part, key), saved.get(key)
            if any(change.field == "delete" and change.now for change in typed):
                self._drop(place, saved.pop(key, None))
            elif why := self._no_row(part, row, typed):
                for change in typed:
                    self.outcome.refuse(place, change.field, why)
            elif row or {change.field for change in typed} - PLACING:
                row = saved[key] = row or self._new(part, key, saved)
                self._row(place, row, [change for change in typed if change.field != "delete"])
        Attendance.objects.bulk_update(self.marked, ["status", "reason"])
        self.marked.clear()

    def _no_row(self, part: str, row: models.Model | None, typed: list[Change]) -> str:
        """Why nothing is written there: nobody to be marked, or a row that somebody else dropped."""
        if part == "attendance":
            return STRANGER if row is None else "" if row.is_due else BY_RECORD
        if row:
            return ""
        model = getattr(self.meeting, NAMED[part]).model
        return GONE if any(_was_there(model, change) for change in typed) else ""

    def _new(self, part: str, key: str, saved: dict[str, models.Model]) -> models.Model:
        """A new item stands at the end, unless the page says where."""
        row = getattr(self.meeting, NAMED[part]).model(meeting=self.meeting, key=_uuid(key))
        if part == "item":
            row.position = 1 + max((item.position for item in saved.values()), default=0)
        return row

    def _drop(self, place: Place, row: models.Model | None) -> None:
        """Dropping twice is dropping once. What was reported of an adopted task is not lost with it."""
        if row is None:
            return
        if place[0] == "task" and self.meeting.was_adopted and row.reports.exists():
            self.outcome.refuse(place, "delete", REPORTED)
            return
        row.delete()
        self.outcome.saved.append(f"{place[0]}.delete")

    def _row(self, place: Place, row: models.Model, typed: list[Change]) -> None:
        if kept := self._keep_right(place, row, self._put(place, row, typed)):
            if place[0] == "attendance":
                self.marked.append(row)
            else:
                row.save(update_fields=None if row._state.adding else kept)
            self.outcome.saved += [f"{place[0]}.{name}" for name in kept]

    def _put(self, place: Place, row: models.Model, typed: list[Change]) -> dict[str, Any]:
        """Set what may be set. What the changed fields were before, by their names."""
        before = {}
        for change in typed:
            name, now = change.field, self._value(row, change.field, change.now)
            if name == "item" and now is None and change.now:
                self.outcome.refuse(place, name, NO_ITEM)
            elif _same(row, name, now):
                continue
            elif self._is_conflict(row, change):
                self.outcome.conflicts.setdefault(place, {})[name] = getattr(row, name)
                self.outcome.leave(place, [name])
            elif isinstance(now, Member) and now.pk not in self.people:
                message = f"Đồng chí {now} không có trong danh sách phải dự của cuộc họp."
                self.outcome.refuse(place, name, message)
            else:
                before[name] = getattr(row, _attname(row, name))
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

    def _keep_right(self, place: Place, row: models.Model, before: dict[str, Any]) -> list[str]:
        """The changed fields that may be saved; the fewest others are put back, and told of: those that
        are wrong, and perhaps the one that makes another one wrong. Of a new row all or none."""
        wrong = self._wrong(row) if before else {}
        if not wrong:
            return list(before)
        self.outcome.errors.setdefault(place, {}).update(wrong)
        typed = {name: getattr(row, _attname(row, name)) for name in before}
        blamed = before.keys() & wrong.keys()
        fewer = [] if row._state.adding else [blamed, *(blamed | {name} for name in before)]
        for left in (*fewer, before.keys()):
            for name in before:
                setattr(row, _attname(row, name), (before if name in left else typed)[name])
            if not self._wrong(row):
                break
        self.outcome.leave(place, left)
        return [name for name in before if name not in left]

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


def _was_there(model: type[models.Model], change: Change) -> bool:
    """Whether the page had read something in this field: its row was saved once."""
    if change.field in ("item", "delete") or change.was is ANY:
        return False
    return change.was not in (None, "", model._meta.get_field(change.field).get_default())


def _attname(row: models.Model, name: str) -> str:
    return row._meta.get_field(name).attname


def _same(row: models.Model, name: str, value) -> bool:
    """Whether the row has that value already. Empty is empty, whether text or nothing."""
    saved = getattr(row, _attname(row, name))
    value = value.pk if isinstance(value, models.Model) else value
    return value == saved or (value in (None, "") and saved in (None, ""))


def _tidy(of: models.Field, text: str) -> str:
    if isinstance(of, rich_text.RichTextField):
        try:
            return rich_text.clean(text)
        except ValidationError:
            return text  # its field will say why
    if isinstance(of, models.TextField):
        return re.sub("\r\n?", "\n", one_form(text)).strip()
    return nfc(text)


def _uuid(text: str) -> uuid.UUID:
    try:
        made = uuid.UUID(text)
    except ValueError:
        made = None
    if str(made) != text:
        raise ValidationError(BROKEN)
    return made
