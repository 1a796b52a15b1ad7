"""The minutes while they are written, on one page: each part of the record is a row of its own, each
field sends along what it was when it was read, and only what changed is saved.

The same form takes the whole page, sent by its button, and a handful of fields, sent while people type.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

from accounts.models import User
from meetings.forms.sheet_rows import (
    AttendanceRow,
    HeadRow,
    ItemRow,
    OpinionRow,
    SheetRow,
    TaskRow,
    VoteRow,
)
from meetings.models import Change, Meeting, Outcome
from meetings.rollcall import RollCall

NAMED_ROW = re.compile(r"^(?:initial-)?(item|opinion|vote|task)-([0-9a-f-]{36})-")
NAMED = {"item": ItemRow, "opinion": OpinionRow, "vote": VoteRow, "task": TaskRow}


class MeetingSheet:
    """Every row of one meeting, bound to what a page sent or shown as it is saved."""

    def __init__(self, meeting: Meeting, data=None):
        self.meeting, self.data, self.is_bound = meeting, data, data is not None
        self.roll = RollCall(list(meeting.attendances.by_name()))
        self.people = [row.member for row in self.roll.rows] or meeting.people()
        self.outcome = Outcome()
        self.errors: list[str] = []
        self.head = HeadRow(data, sheet=self, row=meeting)
        self.attendance = [AttendanceRow(data, sheet=self, row=row) for row in self.roll.due]
        self.rows = {part: self._named(part, made) for part, made in NAMED.items()}

    def _named(self, part: str, made: type[SheetRow]) -> list[SheetRow]:
        """The saved rows in their order, then those the page adds."""
        saved = {str(row.key): row for row in made.saved_of(self.meeting)}
        sent = [match.groups() for name in self.data or () if (match := NAMED_ROW.match(name))]
        new = dict.fromkeys(key for name, key in sent if name == part and key not in saved)
        return [made(self.data, sheet=self, row=row) for row in saved.values()] + [
            made(self.data, sheet=self, key=key) for key in new
        ]

    @property
    def all_rows(self) -> list[SheetRow]:
        return [self.head, *self.attendance, *(row for rows in self.rows.values() for row in rows)]

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
        for (part, key), wrong in self.outcome.errors.items():
            self._row(part, key).refuse(wrong)
        return is_valid and self.outcome.is_whole

    def _row(self, part: str, key: str) -> SheetRow:
        return next(row for row in self.all_rows if (row.part, row.key) == (part, key))

    def answer(self) -> dict:
        """What the page is told after saving by itself: what was left, by the names of its fields."""
        return {
            "version": self.meeting.version,
            "refusal": " ".join(self.errors),
            "errors": {
                row.add_prefix(name): " ".join(messages)
                for row in self.all_rows
                for name, messages in row.errors.items()
            },
            "conflicts": {
                row.add_prefix(name): saved
                for (part, key), fields in self.outcome.conflicts.items()
                for row in [self._row(part, key)]
                for name, saved in row.as_typed(fields).items()
            },
        }
