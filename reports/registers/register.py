"""What a register is: a book with a title, its rows over a scope, and the columns they stand in.

Numbers that identify a person are masked wherever a register is shown; whole they stand only in a PDF
or workbook that was asked for with a reason (reports/registers/printing.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from common.tables import Table
from reports.figures import Scope


@dataclass(frozen=True)
class Register:
    """`at_end`: tells what is so on the last day of the period; else what happened in the period."""

    code: str
    label: str
    table: Table
    rows: Callable[[Scope], QuerySet | list]
    at_end: bool = False

    @property
    def has_numbers(self) -> bool:
        """Whether numbers stand in it that are masked."""
        return any(column in WHOLE for column in self.table.columns)

    @property
    def whole_table(self) -> Table:
        """The same table with card, file and citizen numbers in full, not masked."""
        columns = [WHOLE.get(column, column) for column in self.table.columns]
        return Table(columns, self.table.names_persons, self.table.link)

    def time_of(self, scope: Scope) -> str:
        """Which day, or from when to when, as it stands under the title."""
        if self.at_end:
            return f"ngày {scope.end:%d/%m/%Y}"
        return f"từ {scope.start:%d/%m/%Y} đến hết {scope.end:%d/%m/%Y}"


CARD = ("Số thẻ", lambda row: row.member.masked_card_number)
RECORD = ("Số lý lịch", lambda row: row.member.masked_record_number)
CITIZEN = ("Số căn cước", lambda row: row.member.masked_citizen_id)
CARD_ISSUED = ("Số thẻ", lambda row: row.masked_number)
HOME = ("Quê quán", lambda row: row.member.home_place)
WORK = ("Nơi công tác", lambda row: row.member.work_place)
SCHOOLING = ("Trình độ", lambda row: row.member.get_schooling_display())
THEORY = ("Lý luận chính trị", lambda row: row.member.get_theory_display())
WHOLE = {
    CARD: ("Số thẻ", lambda row: row.member.card_number),
    RECORD: ("Số lý lịch", lambda row: row.member.record_number),
    CITIZEN: ("Số căn cước", lambda row: row.member.citizen_id),
    CARD_ISSUED: ("Số thẻ", lambda row: row.number),
}
