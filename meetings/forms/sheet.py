"""The minutes while they are written, on one page: the names of its fields, its rows, what it sends.

A field is named PART-KEY-FIELD, such as attendance-12-status; what it was when the page was read stands
beside it as initial-PART-KEY-FIELD. A whole page and a handful of fields, sent while people type, are
read alike: of what was sent only what differs from what was read. Nothing is required here: half a row
is kept too, and the model says what is missing.
"""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.forms.models import model_to_dict

from accounts.models import User
from cells.models import Threshold, Unit
from common.days import DayField, TimeInput
from meetings.forms.sheet_facts import facts_of, vote_in_words
from meetings.forms.widgets import RichTextarea
from meetings.models import (
    OPINION_LIMIT,
    AgendaItem,
    Attendance,
    AttendanceStatus,
    Change,
    Matter,
    Meeting,
    MeetingKind,
    MeetingMode,
    Method,
    Opinion,
    Problems,
    Saved,
    Subject,
    Task,
    Vote,
    kinds_of,
    problems_of,
)
from meetings.models.recording import BROKEN, NAMED, Place, rows_of
from meetings.models.vote import shares_on
from meetings.reading.rollcall import RollCall
from members.models import Member
from members.rules.namesakes import called

NAME = re.compile(r"(meeting|attendance-\d+|(?:item|opinion|vote|task)-[0-9a-f-]{36})-(\w+)")
UNREADABLE = object()  # equals nothing, so that a broken page overwrites nothing
# The letter that marks it by the keyboard stands with each status (static/js/minutes/roll.js).
MARKS = {
    AttendanceStatus.PRESENT: "Có mặt",
    AttendanceStatus.LATE: "Muộn",
    AttendanceStatus.ONLINE: "Trực tuyến",
    AttendanceStatus.EXCUSED: "Vắng có lý do",
    AttendanceStatus.UNEXCUSED: "Vắng không lý do",
}


class Sent(NamedTuple):
    """One field as a page sends it."""

    was: str
    now: str


def read_names(data) -> dict[Place, dict[str, Sent]]:
    """The fields that a page sent, by part and key of their rows."""
    rows: dict[Place, dict[str, Sent]] = {}
    for name, now in data.items():
        if match := NAME.fullmatch(name):
            part, _, key = match[1].partition("-")
            was = data.get(f"initial-{name}", "")
            sent = Sent(was.replace("\r\n", "\n"), now.replace("\r\n", "\n"))
            rows.setdefault((part, key), {})[match[2]] = sent
    return rows


class SheetRow(forms.Form):
    """The fields of one row, as they are saved, beside what they were when the page was read (Django's
    hidden initial); what was not saved stands as it was typed."""

    part = ""
    heading = ""  # how a list of what is wrong calls it
    model: type

    def __init__(self, sheet: Sheet, row=None, key: str = ""):
        self.sheet, self.row, self.key, self.is_new = sheet, row, key, row is None
        self.beside: dict[str, str] = {}  # what somebody else saved in a field, as people read it
        super().__init__(prefix=f"{self.part}-{key}".rstrip("-"))
        self.initial = self.saved(row or self.model())
        self.offer()
        for field in self.fields.values():
            field.required, field.show_hidden_initial = False, True
            field.widget.attrs.setdefault("class", _look(field.widget))

    def saved(self, row) -> dict[str, Any]:
        return model_to_dict(row, fields=self.base_fields)

    def offer(self) -> None:
        """What there is to choose from at this meeting."""

    @property
    def name(self) -> str:
        return self.heading

    @property
    def anchor(self) -> str:
        return self.prefix

    def read(self, name: str, text: str):
        """The value of a typed text, as any form reads it. Raises ValidationError."""
        field = self.fields[name]
        return field.clean(field.widget.value_from_datadict({name: text}, {}, name))

    def read_was(self, name: str, text: str):
        try:
            return self.read(name, text)
        except ValidationError:
            return UNREADABLE

    def as_typed(self, name: str, value) -> str:
        """A saved value as its field holds it."""
        return _text(self.fields[name].widget.format_value(_plain(value)))

    def as_read(self, name: str, value) -> str:
        """A saved value as people read it."""
        labels = {str(code): label for code, label in getattr(self.fields[name], "choices", ())}
        return labels.get(_text(_plain(value)), "") if labels else self.as_typed(name, value)

    def show_left(self, typed: dict[str, Sent], sent: SentSheet) -> None:
        """From now on a field starts from what is saved, so that whoever saw both texts may send his
        again; of a row that is not saved, or when nothing was, from what it was on the page."""
        place = (self.part, self.key)
        for name, text in typed.items():
            is_settled = not (self.is_new or sent.refusal)
            was = _text(self[name].field.hidden_widget().format_value(self[name].value()))
            self.data[self.add_initial_prefix(name)] = was if is_settled else text.was
            del self._bound_fields_cache[name]
            self.initial[name] = text.now
        for name, messages in sent.outcome.errors.get(place, {}).items():
            at = name if name in self.fields else NON_FIELD_ERRORS
            self.errors[at] = self.error_class([*self.errors.get(at, ()), *messages])
        for name, value in sent.outcome.conflicts.get(place, {}).items():
            self.beside[name] = self[name].beside = self.as_read(name, value)
            self[name].is_rich = isinstance(self.fields[name].widget, RichTextarea)


def _look(widget: forms.Widget) -> str:
    if isinstance(widget, forms.RadioSelect):
        return "btn-check"
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def _plain(value):
    """A row by the value that its choice bears."""
    return getattr(value, "key", None) or getattr(value, "pk", None) or value


def _text(value) -> str:
    value = value[0] if isinstance(value, list) else value
    return "" if value is None else str(value)


class AmongField(forms.TypedChoiceField):
    """A choice among rows already read: no query, however many rows offer it."""

    def offer(self, rows: list[Member] | list[Unit]) -> None:
        by_pk = {row.pk: row for row in rows}
        self.choices = [("", "Chưa chọn"), *self.named(by_pk).items()]
        self.coerce, self.empty_value = (lambda pk: by_pk.get(int(pk))), None

    def named(self, by_pk: dict) -> dict[int, str]:
        return {pk: str(row) for pk, row in by_pk.items()}


class PersonField(AmongField):
    """Chosen by typing (static/js/minutes/people.js)."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Select({"data-people": ""}), **kwargs)

    def named(self, by_pk: dict) -> dict[int, str]:
        names = called(by_pk.values())
        return {pk: names[pk] for pk in by_pk}


class HeadRow(SheetRow):
    part, heading, anchor = "meeting", "Thông tin chung, kết luận", "head"
    model = Meeting

    kind = forms.ChoiceField(label="Loại")
    topic = forms.CharField(label="Chuyên đề", max_length=300)
    held_on = DayField(label="Ngày họp")
    ends_on = DayField(label="Ngày cuối (đại hội nhiều ngày)")
    starts_at = forms.TimeField(label="Giờ bắt đầu", widget=TimeInput)
    ends_at = forms.TimeField(label="Giờ kết thúc", widget=TimeInput)
    mode = forms.ChoiceField(label="Hình thức", choices=MeetingMode.choices)
    place = forms.CharField(label="Địa điểm", max_length=200)
    chair = PersonField(label="Chủ trì")
    secretary = PersonField(label="Thư ký")
    invited = forms.CharField(label="Đại biểu, khách mời", max_length=300)
    content = forms.CharField(label="Diễn biến chung", widget=RichTextarea)
    conclusion = forms.CharField(label="Kết luận", widget=RichTextarea)
    resolution_subject = forms.CharField(label="Trích yếu nghị quyết", max_length=300)
    resolution = forms.CharField(label="Nghị quyết", widget=RichTextarea)

    def offer(self) -> None:
        meeting = self.sheet.meeting
        kinds = kinds_of(meeting.unit.kind)
        self.fields["kind"].choices = [(kind, MeetingKind(kind).label) for kind in kinds]
        for name in ("chair", "secretary"):
            saved = getattr(meeting, name)
            self.fields[name].offer([*self.sheet.people, *([saved] if saved else [])])


class AttendanceRow(SheetRow):
    part, heading = "attendance", "Điểm danh"
    model = Attendance

    status = forms.ChoiceField(label="Điểm danh", choices=list(MARKS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Lý do", max_length=200, widget=forms.TextInput({"placeholder": "lý do"})
    )

    @property
    def name(self) -> str:
        return self.sheet.names[self.row.member_id]

    def hidden_status(self) -> str:
        """What the status was when it was read; the template prints the buttons one by one."""
        return self["status"].as_hidden(only_initial=True)


class ItemRow(SheetRow):
    part, heading = "item", "Nội dung"
    model = AgendaItem

    position = forms.IntegerField(label="Thứ tự", min_value=0, max_value=1000, widget=forms.HiddenInput)
    title = forms.CharField(label="Nội dung", max_length=300)
    subject = forms.ChoiceField(label="Thuộc phần", choices=Subject.choices)
    speaker = PersonField(label="Người trình bày")
    planned_minutes = forms.IntegerField(label="Dự kiến (phút)", min_value=0, max_value=600)
    notes = forms.CharField(label="Diễn biến", widget=RichTextarea)
    conclusion = forms.CharField(label="Kết luận nội dung này", widget=RichTextarea)
    delete = forms.BooleanField(label="Bỏ nội dung này")

    def offer(self) -> None:
        self.fields["speaker"].offer(self.sheet.people)


class OfItem(SheetRow):
    """A row that belongs to an item, named by the item's UUID: the item may be as new as the row."""

    item = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": BROKEN})

    def saved(self, row) -> dict[str, Any]:
        return super().saved(row) | {"item": row.item.key if row.item_id else None}

    @property
    def item_key(self) -> str:
        return str(self["item"].value() or "")

    def offer_items(self, titles: list[tuple[str, str]]) -> None:
        choices = [("", "Không thuộc nội dung nào"), *titles]
        self.fields["item"].widget = forms.Select({"class": "form-select"}, choices)


class OpinionRow(OfItem):
    part, heading = "opinion", "Ý kiến"
    model = Opinion

    member = PersonField(label="Người phát biểu")
    guest = forms.CharField(label="Hoặc khách mời", max_length=120)
    text = forms.CharField(label="Ý kiến", max_length=OPINION_LIMIT, widget=forms.Textarea({"rows": 2}))
    delete = forms.BooleanField(label="Bỏ ý kiến này")

    def offer(self) -> None:
        self.fields["member"].offer(self.sheet.people)


class VoteRow(OfItem):
    part, heading = "vote", "Biểu quyết"
    model = Vote

    question = forms.CharField(label="Nội dung biểu quyết", max_length=300)
    matter = forms.ChoiceField(label="Loại việc", choices=Matter.choices)
    method = forms.ChoiceField(label="Hình thức", choices=Method.choices)
    in_favour = forms.IntegerField(label="Tán thành", min_value=0, max_value=10_000)
    against = forms.IntegerField(label="Không tán thành", min_value=0, max_value=10_000)
    abstained = forms.IntegerField(label="Không có ý kiến", min_value=0, max_value=10_000)
    delete = forms.BooleanField(label="Bỏ biểu quyết này")

    @property
    def words(self) -> dict[str, str]:
        """The base, the threshold and the result, of what is saved."""
        vote = self.row or Vote()
        return vote_in_words(vote, self.sheet.roll, self.sheet.shares[vote.matter])


class TaskRow(OfItem):
    part, heading = "task", "Nhiệm vụ"
    model = Task

    text = forms.CharField(label="Nhiệm vụ", max_length=500)
    assignee = PersonField(label="Người thực hiện")
    unit = AmongField(label="Hoặc đơn vị")
    due_on = DayField(label="Hạn")
    delete = forms.BooleanField(label="Bỏ nhiệm vụ này")

    def offer(self) -> None:
        self.fields["assignee"].offer(self.sheet.people)
        self.fields["unit"].offer(self.sheet.units)


class Sheet:
    """What the rows of one meeting offer to choose from."""

    parts: dict[str, type[SheetRow]] = {
        made.part: made for made in (HeadRow, AttendanceRow, ItemRow, OpinionRow, VoteRow, TaskRow)
    }

    def __init__(self, meeting: Meeting):
        self.meeting = meeting

    @cached_property
    def people(self) -> list[Member]:
        return self.meeting.people()

    @cached_property
    def names(self) -> dict[int, str]:
        return called(self.people)

    @cached_property
    def units(self) -> list[Unit]:
        unit = self.meeting.unit
        return [unit] if unit.is_cell else list(self.meeting.units())

    @cached_property
    def blank(self) -> dict[str, SheetRow]:
        """Empty rows: what the script copies."""
        return {part: made(self, key="__KEY__") for part, made in self.parts.items()}


class SentSheet(Sheet):
    """What a page sent of a meeting: saved field by field, and what was left is told."""

    def __init__(self, meeting: Meeting, data):
        super().__init__(meeting)
        self.data, self.rows = data, read_names(data)
        self.outcome = Saved()
        self.refusal: list[str] = []  # why nothing at all was saved

    def save(self, *, by: User) -> bool:
        """Save what is right; False when anything is left."""
        made, unread = self._changes()
        try:
            self.outcome = self.meeting.record(made, by=by)
        except ValidationError as error:
            self.refusal = error.messages
            return False
        for place, name, messages in unread:
            self.outcome.refuse(place, name, *messages)
        return self.outcome.is_whole

    def _changes(self) -> tuple[list[Change], list[tuple[Place, str, list[str]]]]:
        """What was changed and makes sense by itself; what does not, with the reasons."""
        made, unread = [], []
        for (part, key), name, text in self._changed():
            row = self.blank[part]
            try:
                now = row.read(name, text.now)
            except ValidationError as error:
                unread.append(((part, key), name, error.messages))
                continue
            was = row.read_was(name, text.was)
            if now != was:  # else the same was only written otherwise
                made.append(Change(part, key, name, now, was))
        return made, unread

    def _changed(self) -> Iterator[tuple[Place, str, Sent]]:
        for place, fields in self.rows.items():
            for name, text in fields.items():
                if text.was != text.now and name in self.parts[place[0]].base_fields:
                    yield place, name, text

    def left(self, place: Place, *, is_new: bool) -> dict[str, Sent]:
        """The fields of a row that are not saved; of a row that is not saved, all of them."""
        names = self.outcome.left.get(place, set())
        if self.refusal:
            names = {name for at, name, _ in self._changed() if at == place}
        known = self.parts[place[0]].base_fields.keys()
        fields = self.rows.get(place, {})
        return {name: fields[name] for name in fields if name in (known if is_new and names else names)}

    @property
    def is_current(self) -> bool:
        """Whether nobody else saved since this page was read; what code sends knows no version. What is
        sent again because its answer was lost, and changes nothing, had come through before."""
        came_through = "again" in self.data and not self.outcome.saved
        found = {self.outcome.found, self.outcome.found - came_through}
        return self.data.get("version") in (None, "", *map(str, found))

    @property
    def version(self) -> int | str:
        """What this user has read: his own saving does not make his page an old one."""
        return self.meeting.version if self.is_current else self.data["version"]

    def answer(self) -> dict:
        """What the page is told after saving by itself: what was left, by the names of its fields."""
        outcome = self.outcome
        return {
            "version": self.version,
            "others": not self.refusal and not self.is_current,
            "refusal": " ".join(self.refusal),
            "errors": {
                self._name(place, name): " ".join(messages)
                for place, wrong in outcome.errors.items()
                for name, messages in wrong.items()
            },
            "left": [
                self._name(place, name) for place, names in outcome.left.items() for name in names
            ],
            "conflicts": {
                self._name(place, name): self.blank[place[0]].as_typed(name, value)
                for place, saved in outcome.conflicts.items()
                for name, value in saved.items()
            },
            "problems": [astuple(problem) for problem in problems_of(self.meeting)],
            "warning": self.meeting.length_warning(),
        }

    @staticmethod
    def _name(place: Place, field: str) -> str:
        return "-".join([*filter(None, place), field])


@dataclass
class Section:
    """One item of the agenda with what was said, voted and given in it; without a row: in none."""

    item: ItemRow | None
    opinions: list[OpinionRow]
    votes: list[VoteRow]
    tasks: list[TaskRow]


class MeetingSheet(Sheet):
    """The page: every row as it is saved; after a saving that left something, that as it was typed."""

    def __init__(self, meeting: Meeting, sent: SentSheet | None = None):
        super().__init__(meeting)
        self.sent = sent
        self._read()
        self.rows = {part: self._rows(part) for part in self.parts}

    def _read(self) -> None:
        """Everything that stands on the page, each kind in one query."""
        prefetch_related_objects(
            [self.meeting],
            Prefetch("attendances", Attendance.objects.by_name()),
            "items",
            Prefetch("opinions", Opinion.objects.select_related("item")),
            Prefetch("votes", Vote.objects.select_related("item")),
            Prefetch("tasks", Task.objects.select_related("item", "assignee", "unit").order_by("id")),
        )
        self.roll = RollCall(list(self.meeting.attendances.all()))
        if self.roll.rows:
            self.people = [row.member for row in self.roll.rows]

    def _rows(self, part: str) -> list[SheetRow]:
        """The saved rows in their order, then those the page adds; only who is due is marked."""
        saved = {key: row for key, row in rows_of(self.meeting, part).items() if _is_shown(row)}
        rows = [self._row(part, key, row) for key, row in saved.items()]
        for at, key in self.sent.rows if self.sent and part in NAMED else ():
            if at == part and key not in saved and self.sent.left((part, key), is_new=True):
                rows.append(self._row(part, key))
        return rows

    def _row(self, part: str, key: str, row=None) -> SheetRow:
        made = self.parts[part](self, row, key)
        if self.sent:
            made.show_left(self.sent.left((part, key), is_new=row is None), self.sent)
        return made

    @property
    def all_rows(self) -> list[SheetRow]:
        return [row for rows in self.rows.values() for row in rows]

    @property
    def head(self) -> HeadRow:
        return self.rows["meeting"][0]

    @property
    def attendance(self) -> list[AttendanceRow]:
        return self.rows["attendance"]

    @property
    def version(self) -> int | str:
        return self.sent.version if self.sent else self.meeting.version

    @property
    def wrong_rows(self) -> list[SheetRow]:
        """Rows with something that was not saved."""
        return [row for row in self.all_rows if row.errors or row.beside]

    @property
    def messages(self) -> list[str]:
        """What concerns the whole page, or a row that is not on it."""
        if not self.sent:
            return []
        here = {(row.part, row.key) for row in self.all_rows}
        astray = [wrong for place, wrong in self.sent.outcome.errors.items() if place not in here]
        said = dict.fromkeys(text for wrong in astray for texts in wrong.values() for text in texts)
        return self.sent.refusal or list(said)

    @property
    def head_is_wrong(self) -> bool:
        wrong = {*self.head.errors, *self.head.beside}
        return bool(wrong & {"kind", "topic", "held_on", "ends_on", "mode", "place", "invited"})

    @cached_property
    def problems(self) -> Problems:
        return problems_of(self.meeting)

    @cached_property
    def shares(self) -> dict[str, Threshold]:
        return shares_on(self.meeting.held_on)

    @property
    def facts(self) -> dict:
        return facts_of(self.meeting, self.shares)

    @property
    def roll_groups(self) -> list[list[AttendanceRow]]:
        """Members, then, where there are any, guests."""
        members = [row for row in self.attendance if not row.row.is_guest]
        guests = [row for row in self.attendance if row.row.is_guest]
        return [members, guests] if guests else [members]

    @property
    def sections(self) -> list[Section]:
        return [self._section(item) for item in self.rows["item"]]

    @property
    def loose(self) -> Section:
        return self._section(None)

    def _section(self, item: ItemRow | None) -> Section:
        keys = {row.key for row in self.rows["item"]}
        of = item.key if item else ""
        parts = ("opinion", "vote", "task")
        return Section(
            item,
            *(
                [r for r in self.rows[p] if (r.item_key if r.item_key in keys else "") == of]
                for p in parts
            ),
        )

    def spare(self) -> dict[str, SheetRow]:
        """Empty rows to fill in where no script runs; each says to which item it belongs."""
        titles = [(row.key, row["title"].value()) for row in self.rows["item"]]
        rows = {part: self.parts[part](self, key=str(uuid.uuid4())) for part in NAMED}
        for part in ("opinion", "vote", "task"):
            rows[part].offer_items(titles)
        return rows


def _is_shown(row) -> bool:
    return not isinstance(row, Attendance) or row.is_due


class AgendaSheet(MeetingSheet):
    """The agenda alone, saved as the minutes are, with blank rows at the end."""

    parts = {"item": ItemRow}
    blank_rows_shown = 2

    def _read(self) -> None:
        prefetch_related_objects([self.meeting], "items")

    def blank_rows(self, user: User | None = None) -> list[SheetRow]:
        """To be filled in. Their names are the same at each load, so that a browser can put back what
        it kept of them; those of two people differ, so that they do not write into one row."""
        there = {row.key for row in self.all_rows}
        empty = sum(row.is_new and not row["title"].value() for row in self.all_rows)
        seed = f"{self.meeting.pk} {user.pk if user else ''}"
        keys = (str(uuid.uuid5(uuid.NAMESPACE_OID, f"{seed} {n}")) for n in itertools.count())
        free = (key for key in keys if key not in there)
        return [ItemRow(self, key=key) for key in itertools.islice(free, self.blank_rows_shown - empty)]

    @property
    def minutes(self) -> int:
        """How long the items that are saved take together."""
        return sum(item.planned_minutes or 0 for item in self.meeting.items.all())
