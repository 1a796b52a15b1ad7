"""The annexes of a year-end report: the rows behind its figures. Names of persons stand only here."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Count, Q
from django.utils.text import capfirst

from cells.models import Unit
from common.periods import DAY
from evaluations.models import Level
from inspections.reading import overview
from meetings.models import PRESENT_STATUSES, MeetingKind
from reports.documents.sentences.members import ARRIVALS, DEPARTURES
from reports.documents.sentences.merits import AWARDS
from reports.figures import FIGURES, Ratio, Scope
from reports.figures.by_unit import values_each
from reports.reading.parts import parts_of
from reports.reading.targets import standing

QUARTERS = (1, 2, 3, 4)
Row = list[str]


def annexes(scope: Scope, codes: Iterable[str]) -> list[dict]:
    """Those that were chosen and have rows, numbered in their order."""
    made = [ANNEXES[code][1](scope) | {"code": code} for code in codes if code in ANNEXES]
    kept = [annex for annex in made if any(table["rows"] for table in annex["tables"])]
    return [{"number": number, **annex} for number, annex in enumerate(kept, start=1)]


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
                {"Chi bộ": 40} | dict.fromkeys(LEVEL_COLUMNS, 25),
                _with_total([[cell, *counts] for cell, counts in by_cell]),
                numbers=range(2, 7),
                names_persons=False,
            ),
            _table(
                "Danh sách",
                {"TT": 12, "Họ và tên": 58, "Chi bộ": 35, "Mức xếp loại": 60},
                _numbered(listed),
            ),
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
    reason = row.why_no_level
    return f"{reason}: {row.note}" if row.note else reason


def meetings(scope: Scope) -> dict:
    columns = {"Chi bộ": 28, "Thường kỳ đã họp": 20, "Thường kỳ phải họp": 20}
    columns |= {f"Chuyên đề quý {quarter}": 18 for quarter in ("I", "II", "III", "IV")}
    columns |= {"Lượt dự / phải dự": 25}
    rows, numbers = meetings_by_cell(scope), range(2, 9)
    table = _table("Theo chi bộ (số buổi)", columns, rows, numbers, names_persons=False)
    return {"title": "Sinh hoạt chi bộ", "tables": [table]}


def meetings_by_cell(scope: Scope) -> list[Row]:
    """Held, due, thematic by quarter, present of those due to attend: of each cell that had any."""
    held = Counter(row.unit for row in _rows(scope, "meetings.regular"))
    due = Counter(row.unit for row in _rows(scope, "meetings.regular_due"))
    thematic = Counter(
        (row.unit, (row.held_on.month + 2) // 3) for row in _rows(scope, "meetings.thematic")
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
    columns = {"TT": 10, "Họ và tên": 43, "Chi bộ": 24, "Biến động": 28, "Ngày": 24}
    columns |= {"Quyết định, nơi đến, nơi đi": 36}
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
    columns = {"TT": 12, "Tập thể, cá nhân": 60, "Hình thức": 25, "Thành tích": 68}
    if len(set(decisions)) == 1:
        label = f"{label} (Quyết định số {decisions[0]})" if decisions[0] else label
    else:
        rows = [[*row, decision] for row, decision in zip(rows, decisions, strict=True)]
        columns |= {"Tập thể, cá nhân": 50, "Thành tích": 51, "Quyết định": 27}
    return _table(label, columns, _numbered(rows))


def proposals(scope: Scope) -> dict:
    rows = [
        [_recipient(row), row.get_kind_display(), row.get_form_display(), row.reason, row.paper]
        for whom in ("committees", "cells", "members")
        for row in _rows(scope, f"awards.proposed.{whom}")
    ]
    columns = {"TT": 12, "Tập thể, cá nhân": 42, "Loại": 24, "Hình thức": 20, "Thành tích": 45}
    table = _table("Danh sách", columns | {"Tờ trình": 22}, _numbered(rows))
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
    parts = [*parts_of(scope), ("Toàn đảng bộ", scope.unit)]
    scopes = [Scope(unit, *scope.days) for _, unit in parts]
    columns_of = [values_each(code, scopes) for code in ROLL]
    rows = [[name, *map(str, counts)] for (name, _), *counts in zip(parts, *columns_of, strict=True)]
    columns = {"Tổ chức đảng": 33} | dict.fromkeys(ROLL.values(), 11)
    rows = rows if len(rows) > 1 else []
    caption = "Số đảng viên (chuyển giữa các chi bộ không tính vào toàn đảng bộ)"
    table = _table(caption, columns, rows, range(2, 14), names_persons=False)
    return {"title": "Tổ chức đảng, đảng viên", "tables": [table]}


def badges(scope: Scope) -> dict:
    columns = {"TT": 12, "Họ và tên": 55, "Chi bộ": 40, "Huy hiệu": 28, "Ngày trao": 30}
    rows = [
        [row.member.full_name, row.unit.name, row.get_years_display(), _day(row.awarded_on)]
        for row in _rows(scope, "awards.badges")
    ]
    return {"title": "Huy hiệu Đảng", "tables": [_table("Danh sách", columns, _numbered(rows))]}


def inspection(scope: Scope) -> dict:
    """By performer and kind, then campaign by campaign; members are only counted."""
    lines = overview.matrix(scope.unit, *scope.days)
    columns = {"Chủ thể": 40, "Loại": 53, "Theo chương trình": 18, "Đã kết luận": 18}
    columns |= {"Lượt tổ chức đảng": 18, "Lượt đảng viên": 18}
    summed = [[str(value) for value in overview.MATRIX.values(line)] for line in lines]
    told = [
        [one.performer, one.content, one.whom, one.outcome, one.time]
        for one in overview.told(scope.unit, *scope.days)
    ]
    listed = {"TT": 10, "Chủ thể": 30, "Nội dung": 45, "Đối tượng": 30, "Kết quả": 28, "Thời gian": 22}
    return {
        "title": "Kiểm tra, giám sát",
        "tables": [
            _table("Số cuộc, số lượt", columns, summed, range(3, 7), names_persons=False),
            _table("Các cuộc đã kết luận", listed, _numbered(told), names_persons=False),
        ],
    }


def targets(scope: Scope) -> dict:
    columns = {"TT": 10, "Chỉ tiêu": 62, "Đơn vị tính": 20, "Kế hoạch": 22, "Thực hiện": 18}
    columns |= {"%": 15, "Đánh giá": 18}
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


def _rows(scope: Scope, code: str):
    return FIGURES[code].rows(scope)


def _table(
    caption: str,
    columns: dict[str, int],
    rows: list[Row],
    numbers: Iterable[int] = (1,),
    *,
    names_persons: bool = True,
) -> dict:
    """Widths are in mm and fill the 165 mm of the page: fixed layout needs them.

    `numbers` are the columns, counted from 1, whose content is centred.
    """
    return {
        "caption": caption,
        "names_persons": names_persons,
        "columns": [{"label": label, "width": width} for label, width in columns.items()],
        "numbers": list(numbers),
        "rows": rows,
    }


def _numbered(rows: list[Row]) -> list[Row]:
    return [[str(number), *row] for number, row in enumerate(rows, start=1)]


def _with_total(rows: list[list]) -> list[Row]:
    sums = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    return [[str(cell) for cell in row] for row in [*rows, ["Cộng", *sums]]] if rows else []


def _recipient(award) -> str:
    return f"{award.member.full_name}, {award.unit.name}" if award.member else award.unit.name


def _decision(decision) -> str:
    return f"{decision.number}, {_day(decision.signed_on)}" if decision else ""


def _origin(decision, place: str) -> str:
    return "; ".join(part for part in (_decision(decision), place) if part)


def _day(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"


# Each with the section of the usual templates under which it stands, and what fills it.
ANNEXES: dict[str, tuple[str, Callable[[Scope], dict]]] = {
    "cells": ("situation", cells),
    "meetings": ("meetings", meetings),
    "moves": ("organisation", moves),
    "grading": ("grading", grading),
    "commendations": ("awards", commendations),
    "proposals": ("awards", proposals),
    "badges": ("organisation", badges),
    "inspection": ("inspection", inspection),
    "targets": ("aims", targets),
}
# What it is called where it is chosen.
LABELS = {
    "cells": "Tổ chức đảng, đảng viên theo chi bộ",
    "meetings": "Sinh hoạt chi bộ",
    "moves": "Biến động đảng viên",
    "grading": "Kết quả đánh giá, xếp loại đảng viên",
    "commendations": "Khen thưởng",
    "proposals": "Đề nghị cấp trên khen thưởng",
    "badges": "Huy hiệu Đảng",
    "inspection": "Kiểm tra, giám sát",
    "targets": "Thực hiện chỉ tiêu",
}
