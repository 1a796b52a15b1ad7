"""The minutes while they are written, on one page: each part of the record is a row of its own, each
field sends along what it was when it was read, and only what changed is saved.

The same form takes the whole page, sent by its button, and a handful of fields, sent while people type.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, prefetch_related_objects

from accounts.models import User
from cells.models import Threshold, Unit
from meetings.forms.sheet_facts import facts_of, shares_of
from meetings.forms.sheet_rows import (
    AttendanceRow,
    HeadRow,
    ItemRow,
    OfItem,
    OpinionRow,
    SheetRow,
    TaskRow,
    VoteRow,
)
from meetings.models import (
    Attendance,
    Change,
    Meeting,
    Opinion,
    Problem,
    Saved,
    Task,
    Vote,
    problems_of,
)
from meetings.reading.rollcall import RollCall

NAMED_ROW = re.compile(r"^(?:initial-)?(item|opinion|vote|task)-([0-9a-f-]{36})-")
MARK = re.compile(r"^attendance-(\d+)-")
STRANGER = "Có người không có tên trong danh sách phải dự nên điểm danh của họ không lưu được."
NAMED = {"item": ItemRow, "opinion": OpinionRow, "vote": VoteRow, "task": TaskRow}


@dataclass
class Section:
    """One item of the agenda with what was said, voted and given in it; without a row: in none."""

    item: ItemRow | None
    opinions: list[OpinionRow]
    votes: list[VoteRow]
    tasks: list[TaskRow]

    @property
    def key(self) -> str:
        return self.item.key if self.item else ""


class MeetingSheet:
    """Every row of one meeting, bound to what a page sent or shown as it is saved.

    `partial`: only the rows that were sent, for the saving of a few fields.
    """

    def __init__(self, meeting: Meeting, data=None, *, partial: bool = False):
        self.meeting, self.data, self.is_bound = meeting, data, data is not None
        self.outcome = Saved()
        self.errors: list[str] = []
        read(meeting)
        self.roll = RollCall(list(meeting.attendances.all()))
        self.people = [row.member for row in self.roll.rows] or meeting.people()
        self._make_rows(data)
        if partial:
            self._keep_sent()

    def _make_rows(self, data) -> None:
        self.head = HeadRow(data, sheet=self, row=self.meeting)
        self.attendance = [AttendanceRow(data, sheet=self, row=row) for row in self.roll.due]
        self.rows = {part: self._named(part, data) for part in NAMED}

    def _named(self, part: str, data) -> list[SheetRow]:
        """The saved rows in their order, then those the page adds."""
        made = NAMED[part]
        saved = {str(row.key): row for row in made.saved_of(self.meeting)}
        sent = [match.groups() for name in data or () if (match := NAMED_ROW.match(name))]
        new = dict.fromkeys(key for name, key in sent if name == part and key not in saved)
        return [made(data, sheet=self, row=row) for row in saved.values()] + [
            made(data, sheet=self, key=key) for key in new
        ]

    def _keep_sent(self) -> None:
        sent = {name.rpartition("-")[0] for name in self.data}
        self.attendance = [row for row in self.attendance if row.prefix in sent]
        self.rows = {
            part: [row for row in rows if row.prefix in sent] for part, rows in self.rows.items()
        }

    @cached_property
    def units(self) -> list[Unit]:
        """Who may be given a task besides persons: this unit and those below it."""
        unit, day = self.meeting.unit, self.meeting.held_on
        return [unit] if unit.is_cell else list(Unit.objects.under(unit).standing_in(day, day))

    @property
    def all_rows(self) -> list[SheetRow]:
        return [self.head, *self.attendance, *(row for rows in self.rows.values() for row in rows)]

    # --- saving ---

    def is_valid(self) -> bool:
        """Look at every row, so that all messages show at once."""
        return not [row for row in self.all_rows if not row.is_valid()]

    def changes(self) -> list[Change]:
        """Everything typed that makes sense by itself."""
        return [change for row in self.all_rows for change in row.changes()]

    def save(self, *, by: User) -> bool:
        """Save what is right; False, with messages at their fields, when anything is left."""
        is_valid = self.is_valid()
        try:
            self.outcome = self.meeting.record(self.changes(), by=by)
        except ValidationError as error:
            self.errors = error.messages
            return False
        rows = {(row.part, row.key): row for row in self.all_rows}
        for place, wrong in self.outcome.errors.items():
            rows[place].refuse(wrong)
        for place, saved in self.outcome.conflicts.items():
            rows[place].show_beside(saved)
        return is_valid and self.outcome.is_whole and not self.strangers

    @property
    def strangers(self) -> list[str]:
        """Marks of people who are not, or no longer, due: everything else is saved all the same."""
        known = {row.key for row in self.attendance}
        return [
            name
            for name in self.data
            if (match := MARK.match(name))
            and match[1] not in known
            and self.data[name] != self.data.get(f"initial-{name}", "")
        ]

    def settle(self) -> None:
        """After a saving: what is saved now is what the next sending starts from, so that whoever
        saw both texts may send again, and nobody is in conflict with himself.
        """
        if not self.is_bound or self.errors:
            return
        now = {row.prefix: row for row in MeetingSheet(self.meeting).all_rows}
        for rows in self.rows.values():
            rows[:] = [row for row in rows if not row.is_dropped or row.prefix in now]
        for row in self.all_rows:
            if row.prefix in now:
                row.start_from(now[row.prefix])

    @property
    def is_current(self) -> bool:
        """Whether nobody else saved since this page was read; what code sends knows no version."""
        return self.data.get("version") in (None, "", str(self.outcome.found))

    @property
    def version(self) -> int | str:
        """What this user has read: his own saving does not make his page an old one."""
        return self.meeting.version if self.is_current else self.data["version"]

    def answer(self) -> dict:
        """What the page is told after saving by itself: what was left, by the names of its fields."""
        return {
            "version": self.version,
            "others": not self.errors and not self.is_current,
            "refusal": " ".join(self.errors),
            "errors": {
                row.add_prefix(name): " ".join(messages)
                for row in self.all_rows
                for name, messages in row.errors.items()
            }
            | dict.fromkeys(self.strangers, STRANGER),
            "left": [
                *(name for row in self.all_rows for name in self._left(row)),
                *self.strangers,
            ],
            "conflicts": {
                row.add_prefix(name): text for row in self.all_rows for name, text in row.beside.items()
            },
            "problems": [[problem.message, problem.anchor] for problem in self.problems],
            "warning": self.meeting.length_warning(),
        }

    def _left(self, row: SheetRow) -> list[str]:
        left = self.outcome.left.get((row.part, row.key), set())
        unread = [name for name in row.changed_data if name not in row.read]
        return [row.add_prefix(name) for name in {*left, *unread}]

    # --- showing ---

    @property
    def version_shown(self) -> int | str:
        return self.version if self.is_bound else self.meeting.version

    @property
    def wrong_rows(self) -> list[SheetRow]:
        """Rows with something that was not saved."""
        return [row for row in self.all_rows if row.errors or row.beside]

    @property
    def messages(self) -> list[str]:
        """What concerns the whole page."""
        return self.errors or ([STRANGER] if self.is_bound and self.strangers else [])

    @property
    def head_is_wrong(self) -> bool:
        wrong = {*self.head.errors, *self.head.beside}
        return bool(wrong & {"kind", "topic", "held_on", "mode", "place", "invited"})

    @property
    def problems(self) -> list[Problem]:
        return problems_of(self.meeting)

    @cached_property
    def shares(self) -> dict[str, Threshold]:
        return shares_of(self.meeting)

    @property
    def facts(self) -> dict:
        return facts_of(self.meeting, self.shares)

    @property
    def member_rows(self) -> list[AttendanceRow]:
        return [row for row in self.attendance if not row.row.is_guest]

    @property
    def guest_rows(self) -> list[AttendanceRow]:
        return [row for row in self.attendance if row.row.is_guest]

    @property
    def sections(self) -> list[Section]:
        """The items in their order."""
        return [self._section(item) for item in self.rows["item"]]

    @property
    def loose(self) -> Section:
        """What belongs to no item."""
        return self._section(None)

    def _section(self, item: ItemRow | None) -> Section:
        keys = {row.key for row in self.rows["item"]}
        of = item.key if item else ""
        parts = ("opinion", "vote", "task")
        return Section(item, *([row for row in self.rows[p] if row.stands_in(of, keys)] for p in parts))

    def blank(self) -> dict[str, SheetRow]:
        """Empty rows: what the script copies."""
        return {part: made(None, sheet=self, key="__KEY__") for part, made in NAMED.items()}

    @property
    def next_position(self) -> int:
        return max((item.position for item in self.meeting.items.all()), default=0) + 1

    def spare(self) -> dict[str, SheetRow]:
        """Empty rows to fill in where no script runs; each says to which item it belongs."""
        rows = {part: made(None, sheet=self, key=str(uuid.uuid4())) for part, made in NAMED.items()}
        rows["item"].initial["position"] = self.next_position
        titles = [(row.key, row["title"].value()) for row in self.rows["item"]]
        for row in rows.values():
            if isinstance(row, OfItem):
                row.offer_items(titles)
        return rows


def read(meeting: Meeting) -> None:
    """Everything that stands on the page, each kind in one query."""
    rows = Attendance.objects.by_name()
    tasks = Task.objects.select_related("item", "assignee", "unit").order_by("id")
    prefetch_related_objects(
        [meeting],
        Prefetch("attendances", rows),
        "items",
        Prefetch("opinions", Opinion.objects.select_related("item")),
        Prefetch("votes", Vote.objects.select_related("item")),
        Prefetch("tasks", tasks),
    )
