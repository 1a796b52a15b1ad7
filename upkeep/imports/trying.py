"""Kinds of workbooks that are judged by doing: each row's verb is tried, then all is taken back.

The preview cannot differ from the act, because it is the act. Lists of members, where a verb a row
would take minutes, are judged by members.py.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import User
from cells.models import Decision, Unit
from upkeep.imports import values
from upkeep.imports.fields import Field, text_of
from upkeep.imports.people import People
from upkeep.imports.person import DAY_NOTE
from upkeep.imports.verdicts import Line

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
    """A judge that does what each row says and notes what is refused; of a preview all is taken back.

    A subclass says how to `understand` a row, how to `carry_out` what it means (kept in `record`),
    which rows hang `together` and which rows of which tables are `touched`. `DAY`: the field by which
    rows are put in order. `COLUMNS`: field that a verb names → column where its refusal stands; what
    it does not name stands at `ABOUT`. All judges are made with the same keywords; `about`: the rows
    that are to be written, where it is asked about these only.
    """

    IS_TRIED, AT_ONCE = True, 10  # rows of a portion, half a second
    DAY, ABOUT = "starts_on", "full_name"
    COLUMNS: dict[str, str]

    def __init__(
        self,
        scope: Unit,
        user: User,
        *,
        starts_on: datetime.date | None,
        about: Collection[Line] | None = None,
    ):
        self.scope, self.user, self.about, self.today = scope, user, about, timezone.localdate()

    @cached_property
    def people(self) -> People:
        return People(self.scope, self.user, about=self.about)

    def judge(self, lines: list[Line]) -> None:
        for line in lines:
            self.understand(line)

    def together(self, line: Line) -> Hashable:
        """What rows of the same organisation have in common: they are carried out together."""
        return line.values.get("unit")

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        """What the rows are about, or have made."""
        found = defaultdict(list)
        for line in lines:
            if line.record and line.record.pk:
                found[type(line.record)].append(line.record.pk)
        return [model._base_manager.filter(pk__in=pks) for model, pks in found.items()]

    def write(self, lines: list[Line]) -> None:
        """In a transaction; what happened first is done first, wherever it stands in the sheet."""
        papers: dict[tuple, Decision] = {}
        for line in sorted(lines, key=lambda line: line.values.get(self.DAY) or datetime.date.max):
            try:
                with transaction.atomic():
                    self.carry_out(line, _decision(line, papers))
            except ValidationError as error:
                line.refuse(error, self.COLUMNS, at=self.ABOUT)
                papers.clear()  # one may have been filed with it, and is no more


def _decision(line: Line, papers: dict[tuple, Decision]) -> Decision | None:
    """Rows of a portion that name the same paper share it."""
    facts = tuple(line.values.get(field.name) for field in DECISION)
    if None in facts:
        return None
    number, signed_on, issuer = facts
    return papers.setdefault(facts, Decision(number=number, signed_on=signed_on, issuer=issuer))
