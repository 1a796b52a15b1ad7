"""What forms 1 to 5-BTCTW, the statistics of the roll, have in common: rows, and since when they hold.

The rows are those of the official form of the time. Of what no record tells stands nothing ("—"), so
that an office sees what is to be counted by hand. What the records know and the form has no row for
stands in a table of its own.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from reports.figures import Scope
from reports.reading.numbers import FROM_MEDIUM, Column

FORMS_OF_2022 = datetime.date(2022, 1, 1)
NOW = Column("now", "Kỳ này", "Kỳ này")
BEFORE = Column("before", "Cùng kỳ năm trước", "Cùng kỳ năm trước")
SHARE = Column("share", "So với cùng kỳ", "So với cùng kỳ (%)", style=FROM_MEDIUM)


@dataclass(frozen=True)
class Row:
    """A line of a form: the sum of what is counted under `codes`; without codes no record tells it.

    `is_title`: it heads the lines beneath it and has no number.
    """

    mark: str
    label: str
    codes: tuple[str, ...] = ()
    depth: int = 1
    is_title: bool = False

    @property
    def code(self) -> str:
        """Of a row that is one number, its code: it opens to one list."""
        return self.codes[0] if len(self.codes) == 1 else ""

    def of(self, counts: Mapping[str, int | Decimal | None]) -> int | Decimal | None:
        """Absent where one of its numbers is."""
        numbers = [counts.get(code) for code in self.codes]
        return None if not numbers or None in numbers else sum(numbers)


@dataclass(frozen=True)
class Form:
    """The rows of a form in force since that day, and `own`, what it has no rows for."""

    since: datetime.date
    rows: list[Row]
    own: list[Row]


def in_force(forms: list[Form], day: datetime.date) -> Form:
    """The one in force on that day; before the first one known, that."""
    return next((form for form in reversed(forms) if form.since <= day), forms[0])


def figure_pages(figures: dict[str, str], scope: Scope, openable: set[str]) -> dict[str, str]:
    """Code of a number → address of the list of the figure that it is, where the user may open it."""
    return {
        str(code): reverse("reports:figure_detail", args=[figure]) + scope.query
        for code, figure in figures.items()
        if figure in openable
    }
