"""The page of the minutes, that of the agenda alone: every row as it is saved, or as it was typed."""

from __future__ import annotations

import itertools
import uuid
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from accounts.models import User
from cells.models import Threshold
from meetings.forms.sheet import SentSheet, Sheet
from meetings.forms.sheet_facts import facts_of
from meetings.forms.sheet_parts import AttendanceRow, HeadRow, ItemRow, OpinionRow, TaskRow, VoteRow
from meetings.forms.sheet_row import SheetRow
from meetings.models import (
    AgendaTemplate,
    Attendance,
    LengthRule,
    Meeting,
    Opinion,
    Problems,
    Task,
    Vote,
    problems_of,
)
from meetings.models.recording import NAMED, rows_of
from meetings.models.vote import shares_on
from meetings.reading.rollcall import RollCall


@dataclass
class Section:
    """One item of the agenda with what was said, voted and given in it; without a row: in none."""

    item: ItemRow | None
    opinions: list[OpinionRow]
    votes: list[VoteRow]
    tasks: list[TaskRow]
    is_open: bool = False  # the others are one line each, opened by a tap

    @property
    def state(self) -> str:
        """How far it is written, in the words of static/js/minutes/items.js."""
        counted = {"ý kiến": self.opinions, "biểu quyết": self.votes, "nhiệm vụ": self.tasks}
        said = ["diễn biến"] if self.item["notes"].value() else []
        said += [f"{len(rows)} {words}" for words, rows in counted.items() if rows]
        said += ["kết luận"] if self.item["conclusion"].value() else []
        return ", ".join(said)

    @property
    def is_wrong(self) -> bool:
        rows = [self.item, *self.opinions, *self.votes, *self.tasks]
        return any(row.errors or row.beside for row in rows)


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
        return facts_of(self.length_rule, self.shares)

    @cached_property
    def length_rule(self) -> LengthRule | None:
        return LengthRule.objects.for_day(self.meeting.held_on)

    @property
    def length_warning(self) -> str:
        return self.meeting.shorter_than(self.length_rule)

    @property
    def roll_groups(self) -> list[list[AttendanceRow]]:
        """Members, then, where there are any, guests."""
        members = [row for row in self.attendance if not row.row.is_guest]
        guests = [row for row in self.attendance if row.row.is_guest]
        return [members, guests] if guests else [members]

    @cached_property
    def sections(self) -> list[Section]:
        """One for each item; what is wrong is open, and the first in which nothing is written."""
        sections = [self._section(item) for item in self.rows["item"]]
        following = next((one for one in sections if not one.state), None)
        for one in sections:
            one.is_open = one is following or one.is_wrong
        return sections

    @cached_property
    def template(self) -> AgendaTemplate | None:
        """The agenda to take, as long as there is none."""
        meeting = self.meeting
        if self.rows["item"] or meeting.is_taken_over:
            return None
        return AgendaTemplate.objects.in_force(meeting.unit, meeting.kind, meeting.held_on)

    @property
    def absent(self) -> list[AttendanceRow]:
        return [row for row in self.attendance if not row.row.is_present]

    @property
    def roll_is_open(self) -> bool:
        """Closed, the list of those who came does not stand between the head and what was said."""
        return any(row.errors or row.beside for row in self.attendance)

    @property
    def loose(self) -> Section:
        return self._section(None)

    def _section(self, item: ItemRow | None) -> Section:
        return Section(
            item,
            opinions=self._under(item, "opinion"),
            votes=self._under(item, "vote"),
            tasks=self._under(item, "task"),
        )

    def _under(self, item: ItemRow | None, part: str) -> list[SheetRow]:
        """The rows of an item; without one those of no item, or of one that is not on the page."""
        if item:
            return [row for row in self.rows[part] if row.item_key == item.key]
        keys = {row.key for row in self.rows["item"]}
        return [row for row in self.rows[part] if row.item_key not in keys]

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
