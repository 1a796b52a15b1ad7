"""Kinds of workbooks that are judged by doing: each row's verb is tried, then all is taken back.

The preview cannot differ from the act, because it is the act. For sheets of some hundreds of rows;
lists of members, where a verb a row would take minutes, are judged by members.py.
"""

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cells.models import Decision, Unit
from upkeep.imports import values
from upkeep.imports.fields import Field, text_of
from upkeep.imports.person import DAY_NOTE
from upkeep.imports.reading import UnreadableError
from upkeep.imports.verdicts import Line
from upkeep.models import Verdict

# About 10 ms a row, twice when it is taken over; SQLite lets nobody else write meanwhile.
MOST_ROWS = 1000

DECISION = [
    Field(
        "decision_number",
        "Số quyết định",
        text_of(Decision._meta.get_field("number")),
        "quyết định số|số qđ|qđ số|quyết định",
    ),
    Field(
        "decision_signed_on",
        "Ngày ký quyết định",
        values.party_day,
        "ngày quyết định|ngày ký|ngày qđ",
        DAY_NOTE,
    ),
    Field(
        "decision_issuer",
        "Cơ quan ra quyết định",
        text_of(Decision._meta.get_field("issuer")),
        "cơ quan ban hành|nơi ban hành|cấp ra quyết định",
    ),
]


def check_decision(line: Line) -> None:
    """All of it or nothing."""
    names = [field.name for field in DECISION]
    if any(name in line.raw for name in names):
        line.need({field.name: field.label.lower() for field in DECISION})


class Trial:
    """A judge that does what each row says, notes what is refused, and takes everything back.

    A subclass says how to `understand` a row and how to `carry_out` what it means. `DAY`: the field by
    which rows are put in order. `COLUMNS`: field that a verb names → column where its refusal stands;
    what it does not name stands at `ABOUT`. All judges are made with the same keywords.
    """

    DAY, ABOUT = "starts_on", "full_name"
    COLUMNS: dict[str, str]

    def __init__(self, scope: Unit, user: User, *, starts_on: datetime.date | None, lock: bool):
        self.scope, self.user, self.today = scope, user, timezone.localdate()

    def judge(self, lines: list[Line]) -> None:
        """What happened first is done first, wherever it stands in the sheet."""
        for line in lines:
            self.understand(line)
        if len(lines) > MOST_ROWS:
            raise UnreadableError(f"Bảng có hơn {MOST_ROWS} hàng. Mời chia thành nhiều tệp.")
        lines.sort(key=lambda line: line.values.get(self.DAY) or datetime.date.max)
        with transaction.atomic():
            self._each(lines, self._try)
            transaction.set_rollback(True)
        for line in lines:
            line.settle()

    def write(self, lines: list[Line]) -> None:
        """For good, in the transaction in which it was tried."""
        self._each(lines, self.carry_out)

    def _each(self, lines: list[Line], do: Callable) -> None:
        papers: dict[tuple, Decision] = {}
        for line in lines:
            if line.verdict in {Verdict.NEW, Verdict.CHANGED}:
                do(line, _decision(line, papers))

    def _try(self, line: Line, decision: Decision | None) -> None:
        try:
            with transaction.atomic():
                self.carry_out(line, decision)
        except ValidationError as error:
            line.refuse(error, self.COLUMNS, at=self.ABOUT)


def _decision(line: Line, papers: dict[tuple, Decision]) -> Decision | None:
    """Rows that name the same paper share it."""
    facts = tuple(line.values.get(field.name) for field in DECISION)
    if None in facts:
        return None
    number, signed_on, issuer = facts
    return papers.setdefault(facts, Decision(number=number, signed_on=signed_on, issuer=issuer))
