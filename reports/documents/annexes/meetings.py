"""The annex on meetings, by cell."""

from collections import Counter

from django.db.models import Count, Q

from cells.models import Unit
from common.months import QUARTERS, quarter_of
from meetings.models import PRESENT_STATUSES, MeetingKind
from reports.documents.annexes.tables import Row, rows_of, table_of
from reports.figures import Ratio, Scope


def meetings(scope: Scope) -> dict:
    quarters = [f"Chuyên đề quý {roman}" for roman in QUARTERS.values()]
    columns = ["Chi bộ", "Thường kỳ đã họp", "Thường kỳ phải họp", *quarters, "Lượt dự / phải dự"]
    rows, numbers = meetings_by_cell(scope), range(2, 9)
    table = table_of("Theo chi bộ (số buổi)", columns, rows, numbers, names_persons=False)
    return {"title": "Sinh hoạt chi bộ", "tables": [table]}


def meetings_by_cell(scope: Scope) -> list[Row]:
    """Held, due, thematic by quarter, present of those due to attend: of each cell that had any."""
    held = Counter(row.unit for row in rows_of(scope, "meetings.regular"))
    due = Counter(row.unit for row in rows_of(scope, "meetings.regular_due"))
    thematic = Counter(
        (row.unit, quarter_of(row.held_on)) for row in rows_of(scope, "meetings.thematic")
    )
    attended = _attendance_by_cell(scope)
    rows = []
    for cell in _in_order({*held, *due, *(unit for unit, _ in thematic)}):
        by_quarter = [thematic[cell, quarter] for quarter in QUARTERS]
        numbers = [held[cell], due[cell], *by_quarter]
        rows.append([cell.name, *map(str, numbers), attended.get(cell.pk, "—")])
    return rows


def sittings_by_cell(scope: Scope) -> list[list]:
    """[cell, [regular, combined, thematic]]: each sitting once."""
    kinds = [MeetingKind.REGULAR, MeetingKind.COMBINED, MeetingKind.THEMATIC]
    rows = [*rows_of(scope, "meetings.regular"), *rows_of(scope, "meetings.thematic")]
    counts = Counter((row.unit, row.kind) for row in {row.pk: row for row in rows}.values())
    cells = {unit for unit, _ in counts} | {due.unit for due in rows_of(scope, "meetings.regular_due")}
    return [[cell.name, [counts[cell, kind] for kind in kinds]] for cell in _in_order(cells)]


def _in_order(cells: set[Unit]) -> list[Unit]:
    return sorted(cells, key=lambda cell: (cell.number or 0, cell.name))


def _attendance_by_cell(scope: Scope) -> dict[int, str]:
    """Unit id → who came of those who had to."""
    counted = (
        rows_of(scope, "meetings.due_to_attend")
        .order_by()
        .values("meeting__unit")
        .annotate(came=Count("pk", filter=Q(status__in=PRESENT_STATUSES)), had_to=Count("pk"))
    )
    return {row["meeting__unit"]: str(Ratio(row["came"], row["had_to"])) for row in counted}
