"""Annexes that are an official form, or what a page of figures shows."""

from collections.abc import Callable
from dataclasses import replace

from django.utils.text import capfirst

from evaluations.models import Round
from evaluations.reading.statistics import AWARDED, REVIEWED, awarded_lines, reviewed_lines
from reports.documents.annexes.tables import table_of
from reports.figures import Scope
from reports.reading import structure
from reports.reading.numbers import FROM_LARGE, FigureTable, Line

REVIEWS = "Biểu 6F: Kết quả kiểm điểm tập thể, đảng viên"
GIVEN = "Biểu 7: Khen thưởng tổ chức đảng, đảng viên"
SITTINGS, BALANCE = "Biểu tổng hợp sinh hoạt chi bộ", "Biểu 1-BTCTW: Tăng, giảm đảng viên"
Fill = Callable[[Scope, set[str]], FigureTable]


def printed(title: str, name: str, fill: Fill) -> Callable[[Scope], dict]:
    """An annex of what a page of figures shows, and of what its form has no rows for."""

    def made(scope: Scope) -> dict:
        table = fill(scope, set())
        tables = [_of_figures(name + _said_before(table), table)]
        if table.notes:
            told = [[_name(line, table), capfirst(line.note)] for line in table.lines if line.note]
            notes = [table.heading, table.notes]
            tables.append(table_of(table.notes, notes, told, (), names_persons=False))
        if own := getattr(table, "own", None):
            tables.append(_of_figures("Theo dõi thêm, không có dòng trong biểu", own))
        return {"title": title, "tables": tables}

    return made


def reviewed(scope: Scope) -> dict:
    """Form 6F of the body's own round of the year: each body that grades fills it for its own. A body
    above adds up the forms it was sent; with its own round these bodies would be counted twice."""
    own = Round.objects.ending_within(*scope.days).filter(unit=scope.unit).last()
    rows = reviewed_lines(own) if own else []
    return {
        "title": REVIEWS,
        "tables": [table_of("Biểu 6F", REVIEWED, rows, (1, 3, 4), names_persons=False)],
    }


def awarded(scope: Scope) -> dict:
    rows = awarded_lines(scope.unit, scope.end.year)
    tables = [table_of("Biểu 7", AWARDED, rows, (1, 3, 4, 5), names_persons=False)]
    return {"title": GIVEN, "tables": tables}


def _said_before(table: FigureTable) -> str:
    """Whose the year before is, where it is not the body's own."""
    before = getattr(table, "before", None)
    return f" (cùng kỳ năm trước: {before.note})" if before and before.note else ""


def _of_figures(caption: str, table: FigureTable) -> dict:
    """Its lines on paper, with marks where it has them."""
    columns = [table.heading, *(column.short for column in table.columns)]
    rows = [
        [_name(line, table), *(number.text for _, number in numbers)] for line, numbers in table.rows
    ]
    if table.marks:
        columns = [table.marks, *columns]
        rows = [[line.mark, *row] for line, row in zip(table.lines, rows, strict=True)]
    numbers = range(2 + bool(table.marks), len(columns) + 1)
    return table_of(caption, columns, rows, numbers, names_persons=False)


def _name(line: Line, table: FigureTable) -> str:
    """The whole beneath its parts has their sum."""
    is_sum = line.unit and line.is_whole and len(table.lines) > 1
    return "Cộng" if is_sum else line.name


def make_up(scope: Scope) -> dict:
    """Who the members are: of the whole group by group, then of each unit right below it."""
    made = structure.structure(scope, set())
    rows = [["Tổng số", made.total.text, ""]]
    for group, lines in made.groups:
        rows += [[group.title.upper(), "", ""]]
        rows += [[label, number.text, share] for label, number, share in lines]
    whole = table_of(
        "Toàn tổ chức", ["Nhóm", "Số đảng viên", "Tỷ lệ"], rows, (2, 3), names_persons=False
    )
    below = replace(
        made.by_unit, columns=[one for one in made.by_unit.columns if one.style != FROM_LARGE]
    )
    title = "Cơ cấu đội ngũ đảng viên"
    return {"title": title, "tables": [whole, _of_figures("Theo tổ chức trực thuộc", below)]}
