"""What a register is: a book with a title, its rows over a scope, and the columns they stand in."""

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

    def time_of(self, scope: Scope) -> str:
        """Which day, or from when to when, as it stands under the title."""
        if self.at_end:
            return f"ngày {scope.end:%d/%m/%Y}"
        return f"từ {scope.start:%d/%m/%Y} đến hết {scope.end:%d/%m/%Y}"


CARD = ("Số thẻ", lambda row: row.member.masked_card_number)
