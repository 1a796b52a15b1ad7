"""The annexes of a year-end report: the rows behind its figures. Names of persons stand only here."""

import datetime
import itertools
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils.text import capfirst

from cells.models import Unit
from common.months import QUARTERS, quarter_of
from common.periods import DAY
from evaluations.models import Level, Mark, MarkKind, Round, UnitAssessment
from evaluations.reading.statistics import AWARDED, REVIEWED, awarded_lines, reviewed_lines
from inspections.reading import overview
from meetings.models import PRESENT_STATUSES, MeetingKind
from papers.columns import LONGEST_WORD, widths
from reports.documents.sentences.members import ARRIVALS, DEPARTURES
from reports.documents.sentences.merits import AWARDS
from reports.figures import FIGURES, Ratio, Scope
from reports.figures.by_unit import values_each
from reports.figures.grading import cells as graded_cells
from reports.models import Target
from reports.reading import structure
from reports.reading.balance import balance
from reports.reading.forms import FORMS
from reports.reading.half_year import half_year
from reports.reading.numbers import FROM_LARGE, FigureTable, Line
from reports.reading.parts import parts_of
from reports.reading.targets import standing
from scoring.rules.marking import points_text

UNBROKEN = {"Họ và tên", "Mức xếp loại", "Biến động"}  # columns that are wide enough for whole names
SHORT = 12  # signs that stand on one line in any column
MOST_USUAL = 8
BOLD = "_"  # what a word of a heading needs beside its signs
Row = list[str]
Fill = Callable[[Scope, set[str]], FigureTable]


def annexes(scope: Scope, codes: Iterable[str]) -> list[dict]:
    """Those that were chosen and have rows, numbered in their order."""
    made = [ANNEXES[code].fill(scope) | {"code": code} for code in codes if code in ANNEXES]
    kept = [annex for annex in made if any(table["rows"] for table in annex["tables"])]
    own = scope.unit.name if scope.unit.is_cell else ""
    return [
        {"number": number, **annex, "tables": [_fitted(table, own) for table in annex["tables"]]}
        for number, annex in enumerate(kept, start=1)
    ]


def without_names(document: dict) -> dict:
    """A copy for whoever may not see persons: the tables that list them are left out.

    Numbers of annexes stay, so that the text still points to the right one.
    """
    kept = []
    for annex in document["annexes"]:
        tables = [table for table in annex["tables"] if not table["names_persons"]]
        if tables:
            kept.append(annex | {"tables": tables})
    return document | {"annexes": kept, "is_without_names": True}


def grading(scope: Scope) -> dict:
    rows = [*_rows(scope, "grading.members.graded"), *_rows(scope, "grading.members.not_graded")]
    rows.sort(key=lambda row: (row.cell.number or 0, row.cell.name, row.member.sort_key))
    by_cell = level_counts(rows)
    listed = [[row.member.full_name, row.cell.name, _level(row)] for row in rows]
    return {
        "title": "Kết quả đánh giá, xếp loại đảng viên",
        "tables": [
            _table(
                "Theo chi bộ (số đảng viên)",
                ["Chi bộ", *LEVEL_COLUMNS],
                _with_total([[cell, *counts] for cell, counts in by_cell]),
                numbers=range(2, 7),
                names_persons=False,
            ),
            _table("Danh sách", ["TT", "Họ và tên", "Chi bộ", "Mức xếp loại"], _numbered(listed)),
        ],
    }


LEVEL_COLUMNS = ["Xuất sắc", "Tốt", "Hoàn thành", "Không hoàn thành", "Chưa, không xếp loại"]


def level_counts(rows: Iterable) -> list[tuple[str, list[int]]]:
    """For each cell, in the order of the rows, how many members got each level, and how many none."""
    counts: dict[Unit, Counter] = {}
    for row in rows:
        counts.setdefault(row.cell, Counter())[row.level] += 1
    return [(cell.name, [had[level] for level in [*Level.values, ""]]) for cell, had in counts.items()]


def _level(row) -> str:
    if row.level:
        return row.get_level_display()
    reason = row.said_late if row.is_late else row.why_no_level
    return f"{reason}: {row.note}" if row.note else reason


def cell_grades(scope: Scope) -> dict:
    """What each cell proposed for itself, what was decided, and what it was recognised as."""
    graded = list(graded_cells(scope).select_related("unit", "round", "review"))
    marks = Mark.objects.standing().filter(unit__in={row.unit for row in graded})
    recognised = set(marks.exclude(recognised_on=None).values_list("unit", "year", "kind"))
    rows = [
        [
            row.name,
            *_proposed(row),
            _level(row),
            *("x" * ((row.unit_id, row.round.year, kind) in recognised) for kind in MarkKind.values),
        ]
        for row in graded
    ]
    columns = ["Chi bộ", "Điểm tự chấm", "Tự đề nghị", "Mức xếp loại", *MarkKind.labels]
    table = _table("Theo chi bộ", columns, rows, (2, 5, 6), names_persons=False)
    return {"title": "Kết quả đánh giá, xếp loại chi bộ", "tables": [table]}


def _proposed(row: UnitAssessment) -> Row:
    """The points and the level in its report of the review."""
    review = getattr(row, "review", None)
    points = points_text(review.points) if review and review.points is not None else "—"
    return [points, review.get_level_display() if review and review.level else "—"]


def meetings(scope: Scope) -> dict:
    quarters = [f"Chuyên đề quý {roman}" for roman in QUARTERS.values()]
    columns = ["Chi bộ", "Thường kỳ đã họp", "Thường kỳ phải họp", *quarters, "Lượt dự / phải dự"]
    rows, numbers = meetings_by_cell(scope), range(2, 9)
    table = _table("Theo chi bộ (số buổi)", columns, rows, numbers, names_persons=False)
    return {"title": "Sinh hoạt chi bộ", "tables": [table]}


def meetings_by_cell(scope: Scope) -> list[Row]:
    """Held, due, thematic by quarter, present of those due to attend: of each cell that had any."""
    held = Counter(row.unit for row in _rows(scope, "meetings.regular"))
    due = Counter(row.unit for row in _rows(scope, "meetings.regular_due"))
    thematic = Counter((row.unit, quarter_of(row.held_on)) for row in _rows(scope, "meetings.thematic"))
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
    rows = [*_rows(scope, "meetings.regular"), *_rows(scope, "meetings.thematic")]
    counts = Counter((row.unit, row.kind) for row in {row.pk: row for row in rows}.values())
    cells = {unit for unit, _ in counts} | {due.unit for due in _rows(scope, "meetings.regular_due")}
    return [[cell.name, [counts[cell, kind] for kind in kinds]] for cell in _in_order(cells)]


def _in_order(cells: set[Unit]) -> list[Unit]:
    return sorted(cells, key=lambda cell: (cell.number or 0, cell.name))


def _attendance_by_cell(scope: Scope) -> dict[int, str]:
    """Unit id → who came of those who had to."""
    counted = (
        _rows(scope, "meetings.due_to_attend")
        .order_by()
        .values("meeting__unit")
        .annotate(came=Count("pk", filter=Q(status__in=PRESENT_STATUSES)), had_to=Count("pk"))
    )
    return {row["meeting__unit"]: str(Ratio(row["came"], row["had_to"])) for row in counted}


def moves(scope: Scope) -> dict:
    rows = [
        *_moves(scope, ARRIVALS, _arrival),
        *_moves(scope, DEPARTURES, _departure),
        *(_confirmation(row) for row in _rows(scope, "moves.confirmed")),
    ]
    columns = ["TT", "Họ và tên", "Chi bộ", "Biến động", "Ngày", "Quyết định, nơi đến, nơi đi"]
    return {"title": "Biến động đảng viên", "tables": [_table("Danh sách", columns, _numbered(rows))]}


def _moves(scope: Scope, codes: dict[str, str], cells_of) -> Iterator[Row]:
    for code, label in codes.items():
        for row in _rows(scope, code):
            yield [row.member.full_name, row.unit.name, capfirst(label), *cells_of(row)]


def _arrival(row) -> Row:
    return [_day(row.came_on), _origin(row.came_decision, row.came_from)]


def _departure(row) -> Row:
    return [_day(row.last_on + DAY), _origin(row.left_decision, row.left_to)]


def _confirmation(row) -> Row:
    day = str(row.member.official)
    return [row.member.full_name, row.unit.name, "Công nhận đảng viên chính thức", day, ""]


def commendations(scope: Scope) -> dict:
    tables = [_given(scope, kind, capfirst(label)) for kind, label in AWARDS.items()]
    return {"title": "Khen thưởng", "tables": [table for table in tables if table["rows"]]}


def _given(scope: Scope, kind: str, label: str) -> dict:
    """One kind of award; the decision behind all of them is told once, above the table."""
    given = [row for whom in ("cells", "members") for row in _rows(scope, f"awards.{kind}.{whom}")]
    rows = [[_recipient(row), row.get_form_display(), row.reason] for row in given]
    decisions = [_decision(row.decision) for row in given]
    columns = ["TT", "Tập thể, cá nhân", "Hình thức", "Thành tích"]
    if len(set(decisions)) == 1:
        label = f"{label} (Quyết định số {decisions[0]})" if decisions[0] else label
    else:
        rows = [[*row, decision] for row, decision in zip(rows, decisions, strict=True)]
        columns.append("Quyết định")
    return _table(label, columns, _numbered(rows))


def proposals(scope: Scope) -> dict:
    rows = [
        [_recipient(row), row.get_kind_display(), row.get_form_display(), row.reason, row.paper]
        for whom in ("committees", "cells", "members")
        for row in _rows(scope, f"awards.proposed.{whom}")
    ]
    columns = ["TT", "Tập thể, cá nhân", "Loại", "Hình thức", "Thành tích", "Tờ trình"]
    table = _table("Danh sách", columns, _numbered(rows))
    return {"title": "Đề nghị cấp trên khen thưởng", "tables": [table]}


ROLL = {
    "members.opening": "Đầu kỳ",
    "moves.admitted": "Kết nạp",
    "moves.transferred_in": "Đến",
    "moves.transferred_out": "Đi",
    "moves.died": "Từ trần",
    "moves.deleted": "Xóa tên",
    "moves.expelled": "Khai trừ",
    "members.closing": "Cuối kỳ",
    "members.probationary": "Dự bị",
    "members.female": "Nữ",
    "members.minority": "Dân tộc thiểu số",
    "members.exempt": "Miễn sinh hoạt",
}


def cells(scope: Scope) -> dict:
    """The roll of each part beside that of the whole: a move between two parts is none of the whole."""
    parts = _parts_and_whole(scope)
    columns = ["Tổ chức đảng", *ROLL.values()]
    rows = [
        [name, *counts] for (name, _), counts in zip(parts, _counts(scope, parts, ROLL), strict=True)
    ]
    caption = "Số đảng viên (chuyển giữa các chi bộ không tính vào toàn đảng bộ)"
    table = _table(caption, columns, rows, range(2, 14), names_persons=False)
    return {"title": "Tổ chức đảng, đảng viên", "tables": [table]}


ADMISSION = {
    "candidates.followed": "Quần chúng ưu tú",
    "training.awareness": "Học lớp nhận thức",
    "moves.admitted": "Kết nạp",
    "moves.confirmed": "Chính thức",
}


def admission(scope: Scope) -> dict:
    """Of each part, and of the whole: how many were to be admitted, who is in sight, and who was."""
    parts = _parts_and_whole(scope)
    planned = _planned("moves.admitted", [unit for _, unit in parts], scope.end)
    rows = [
        [name, planned.get(unit.pk, "—"), *counts]
        for (name, unit), counts in zip(parts, _counts(scope, parts, ADMISSION), strict=True)
    ]
    columns = ["Tổ chức đảng", "Chỉ tiêu kết nạp", *ADMISSION.values()]
    table = _table("Theo tổ chức (số người)", columns, rows, range(2, 7), names_persons=False)
    return {"title": "Công tác phát triển đảng viên", "tables": [table]}


def _planned(code: str, units: list[Unit], day: datetime.date) -> dict[int, str]:
    """Unit id → what the target of that day plans; the shortest of several periods."""
    targets = Target.objects.on(day).filter(code=code, unit__in=units).order_by("starts_on", "-ends_on")
    return {target.unit_id: points_text(target.plan) for target in targets}


def _parts_and_whole(scope: Scope) -> list[tuple[str, Unit]]:
    """None where there is but one part."""
    parts = parts_of(scope)
    return [*parts, ("Toàn đảng bộ", scope.unit)] if parts else []


def _counts(scope: Scope, parts: list[tuple[str, Unit]], codes: Iterable[str]) -> list[Row]:
    """The figures of each part, one part a row."""
    scopes = [Scope(unit, *scope.days) for _, unit in parts]
    columns = [values_each(code, scopes) for code in codes]
    return [list(map(str, counts)) for counts in zip(*columns, strict=True)]


def badges(scope: Scope) -> dict:
    columns = ["TT", "Họ và tên", "Chi bộ", "Huy hiệu", "Ngày trao"]
    rows = [
        [row.member.full_name, row.unit.name, row.mark, _day(row.awarded_on)]
        for row in _rows(scope, "awards.badges")
    ]
    return {"title": "Huy hiệu Đảng", "tables": [_table("Danh sách", columns, _numbered(rows))]}


def inspection(scope: Scope) -> dict:
    """By performer and kind, then campaign by campaign; members are only counted."""
    lines = overview.matrix(scope.unit, *scope.days)
    columns = ["Chủ thể", "Loại", "Theo chương trình", "Đã kết luận"]
    columns += ["Lượt tổ chức đảng", "Lượt đảng viên"]
    summed = [[str(value) for value in overview.MATRIX.values(line)] for line in lines]
    told = [
        [one.performer, one.content, one.whom, one.outcome, one.time]
        for one in overview.told(scope.unit, *scope.days)
    ]
    listed = ["TT", "Chủ thể", "Nội dung", "Đối tượng", "Kết quả", "Thời gian"]
    return {
        "title": "Kiểm tra, giám sát",
        "tables": [
            _table("Số cuộc, số lượt", columns, summed, range(3, 7), names_persons=False),
            _table("Các cuộc đã kết luận", listed, _numbered(told), names_persons=False),
        ],
    }


def targets(scope: Scope) -> dict:
    columns = ["TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch", "Thực hiện", "%", "Đánh giá"]
    rows = [
        [
            one.target.name,
            one.target.measure,
            one.said_plan,
            one.said_done,
            one.said_percent,
            one.verdict.label,
        ]
        for one in standing(scope)
    ]
    table = _table("Thực hiện chỉ tiêu", columns, _numbered(rows), (1, 4, 5, 6), names_persons=False)
    return {"title": "Thực hiện chỉ tiêu", "tables": [table]}


def _printed(title: str, name: str, fill: Fill) -> Callable[[Scope], dict]:
    """An annex of what a page of figures shows, and of what its form has no rows for."""

    def made(scope: Scope) -> dict:
        table = fill(scope, set())
        tables = [_of_figures(name + _said_before(table), table)]
        if table.notes:
            told = [[_name(line, table), capfirst(line.note)] for line in table.lines if line.note]
            notes = [table.heading, table.notes]
            tables.append(_table(table.notes, notes, told, (), names_persons=False))
        if own := getattr(table, "own", None):
            tables.append(_of_figures("Theo dõi thêm, không có dòng trong biểu", own))
        return {"title": title, "tables": tables}

    return made


def reviewed(scope: Scope) -> dict:
    """Form 6F of the body's own round of the year."""
    own = Round.objects.ending_within(*scope.days).filter(unit=scope.unit).last()
    rows = reviewed_lines(own) if own else []
    return {
        "title": REVIEWS,
        "tables": [_table("Biểu 6F", REVIEWED, rows, (1, 3, 4), names_persons=False)],
    }


def awarded(scope: Scope) -> dict:
    rows = awarded_lines(scope.unit, scope.end.year)
    tables = [_table("Biểu 7", AWARDED, rows, (1, 3, 4, 5), names_persons=False)]
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
    return _table(caption, columns, rows, numbers, names_persons=False)


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
    whole = _table("Toàn tổ chức", ["Nhóm", "Số đảng viên", "Tỷ lệ"], rows, (2, 3), names_persons=False)
    below = replace(
        made.by_unit, columns=[one for one in made.by_unit.columns if one.style != FROM_LARGE]
    )
    title = "Cơ cấu đội ngũ đảng viên"
    return {"title": title, "tables": [whole, _of_figures("Theo tổ chức trực thuộc", below)]}


def _rows(scope: Scope, code: str):
    return FIGURES[code].rows(scope)


def _table(
    caption: str,
    columns: list[str],
    rows: list[Row],
    numbers: Iterable[int] = (1,),
    *,
    names_persons: bool = True,
) -> dict:
    """`numbers` are the columns, counted from 1, whose content is centred."""
    return {
        "caption": caption,
        "names_persons": names_persons,
        "columns": columns,
        "numbers": list(numbers),
        "rows": rows,
    }


def _fitted(table: dict, own: str) -> dict:
    """With the widths of its columns in mm, which fill the page: fixed layout needs them.

    `own`: the name of the cell whose report it is; a column with that name in each row is left out.
    """
    columns, rows, numbers = table["columns"], table["rows"], table["numbers"]
    at = columns.index("Chi bộ") if own and "Chi bộ" in columns[1:] else None
    if at is not None and {row[at] for row in rows} <= {own}:
        columns, *rows = (line[:at] + line[at + 1 :] for line in [columns, *rows])
        numbers = [number - (number > at) for number in numbers]
    bold = BOLD if len(columns) <= MOST_USUAL else ""  # more have heads of a smaller size
    texts = [(place, 1, label.replace(" ", f"{bold} ") + bold) for place, label in enumerate(columns)]
    texts += [(place, 1, _kept(columns[place], text)) for row in rows for place, text in enumerate(row)]
    edges = [round(edge) for edge in itertools.accumulate(widths(texts, len(columns)), initial=0)]
    fitted = zip(columns, itertools.pairwise(edges), strict=True)
    heads = [{"label": label, "width": right - left} for label, (left, right) in fitted]
    return table | {"columns": heads, "numbers": numbers, "rows": rows}


def _numbered(rows: list[Row]) -> list[Row]:
    return [[str(number), *row] for number, row in enumerate(rows, start=1)]


def _kept(column: str, text: str) -> str:
    """As words that are not broken, where a column should be wide enough for them or they are few."""
    if column not in UNBROKEN and len(text) > SHORT:
        return text
    return " ".join(piece.replace(" ", "_") for piece in textwrap.wrap(text, LONGEST_WORD))


def _with_total(rows: list[list]) -> list[Row]:
    """One row alone is its own total."""
    sums = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    total = [["Cộng", *sums]] if len(rows) > 1 else []
    return [[str(cell) for cell in row] for row in [*rows, *total]]


def _recipient(award) -> str:
    return f"{award.member.full_name}, {award.unit.name}" if award.member else award.unit.name


def _decision(decision) -> str:
    return f"{decision.number}, {_day(decision.signed_on)}" if decision else ""


def _origin(decision, place: str) -> str:
    return "; ".join(part for part in (_decision(decision), place) if part)


def _day(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"


REVIEWS = "Biểu 6F: Kết quả kiểm điểm tập thể, đảng viên"
GIVEN = "Biểu 7: Khen thưởng tổ chức đảng, đảng viên"
SITTINGS, BALANCE = "Biểu tổng hợp sinh hoạt chi bộ", "Biểu 1-BTCTW: Tăng, giảm đảng viên"


class Annex(NamedTuple):
    """`section`: the key of the section of the usual templates under which it stands; `label`: what it
    is called where it is chosen; `fill`: its title and its tables."""

    section: str
    label: str
    fill: Callable[[Scope], dict]


ANNEXES = {
    "cells": Annex("situation", "Tổ chức đảng, đảng viên theo chi bộ", cells),
    "meetings": Annex("meetings", "Sinh hoạt chi bộ", meetings),
    "moves": Annex("organisation", "Biến động đảng viên", moves),
    "grading": Annex("grading", "Kết quả đánh giá, xếp loại đảng viên", grading),
    "commendations": Annex("awards", "Khen thưởng", commendations),
    "proposals": Annex("awards", "Đề nghị cấp trên khen thưởng", proposals),
    "admission": Annex("organisation", "Công tác phát triển đảng viên", admission),
    "badges": Annex("organisation", "Huy hiệu Đảng", badges),
    "inspection": Annex("inspection", "Kiểm tra, giám sát", inspection),
    "targets": Annex("aims", "Thực hiện chỉ tiêu", targets),
    "cell-grades": Annex("grading", "Kết quả đánh giá, xếp loại chi bộ", cell_grades),
    "half-year": Annex("meetings", SITTINGS, _printed(SITTINGS, "Theo tổ chức", half_year)),
    "structure": Annex("situation", "Cơ cấu đội ngũ đảng viên", make_up),
    "form-1": Annex("situation", BALANCE, _printed(BALANCE, "Biểu 1-BTCTW", balance)),
    **{
        f"form-{code}": Annex(
            "situation",
            f"Biểu {code}-BTCTW: {form.title}",
            _printed(f"Biểu {code}-BTCTW: {form.title}", f"Biểu {code}-BTCTW", form.fill),
        )
        for code, form in FORMS.items()
    },
    "form-6f": Annex("grading", REVIEWS, reviewed),
    "form-7": Annex("awards", GIVEN, awarded),
}
