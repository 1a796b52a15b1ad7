"""The minutes while they are written: what there is to choose from, what a page sent of them.

One row is sheet_row.py, which rows there are sheet_parts.py, the page sheet_page.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from functools import cached_property

from django.core.exceptions import ValidationError

from accounts.models import User
from cells.models import Unit
from meetings.forms.sheet_parts import AttendanceRow, HeadRow, ItemRow, OpinionRow, TaskRow, VoteRow
from meetings.forms.sheet_row import Sent, SheetRow, read_names
from meetings.models import Change, Meeting, Saved, problems_of
from meetings.models.recording import Place
from members.models import Member
from members.rules.namesakes import called


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
