"""Annexes on grading and commendation."""

from collections import Counter
from collections.abc import Iterable

from django.utils.text import capfirst

from cells.models import Unit
from evaluations.models import Level, Mark, MarkKind, UnitAssessment
from reports.documents.annexes.tables import (
    Row,
    decision_text,
    numbered,
    recipient_text,
    rows_of,
    table_of,
    with_total,
)
from reports.documents.sentences.merits import AWARDS
from reports.figures import Scope
from reports.figures.grading import cells as graded_cells
from scoring.rules.marking import points_text

LEVEL_COLUMNS = ["Xuất sắc", "Tốt", "Hoàn thành", "Không hoàn thành", "Chưa, không xếp loại"]


def grading(scope: Scope) -> dict:
    rows = [*rows_of(scope, "grading.members.graded"), *rows_of(scope, "grading.members.not_graded")]
    rows.sort(key=lambda row: (row.cell.number or 0, row.cell.name, row.member.sort_key))
    by_cell = level_counts(rows)
    listed = [[row.member.full_name, row.cell.name, _level(row)] for row in rows]
    return {
        "title": "Kết quả đánh giá, xếp loại đảng viên",
        "tables": [
            table_of(
                "Theo chi bộ (số đảng viên)",
                ["Chi bộ", *LEVEL_COLUMNS],
                with_total([[cell, *counts] for cell, counts in by_cell]),
                numbers=range(2, 7),
                names_persons=False,
            ),
            table_of("Danh sách", ["TT", "Họ và tên", "Chi bộ", "Mức xếp loại"], numbered(listed)),
        ],
    }


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
    table = table_of("Theo chi bộ", columns, rows, (2, 5, 6), names_persons=False)
    return {"title": "Kết quả đánh giá, xếp loại chi bộ", "tables": [table]}


def _proposed(row: UnitAssessment) -> Row:
    """The points and the level in its report of the review."""
    review = getattr(row, "review", None)
    points = points_text(review.points) if review and review.points is not None else "—"
    return [points, review.get_level_display() if review and review.level else "—"]


def commendations(scope: Scope) -> dict:
    tables = [_given(scope, kind, capfirst(label)) for kind, label in AWARDS.items()]
    return {"title": "Khen thưởng", "tables": [table for table in tables if table["rows"]]}


def _given(scope: Scope, kind: str, label: str) -> dict:
    """One kind of award; the decision behind all of them is told once, above the table."""
    given = [row for whom in ("cells", "members") for row in rows_of(scope, f"awards.{kind}.{whom}")]
    rows = [[recipient_text(row), row.get_form_display(), row.reason] for row in given]
    decisions = [decision_text(row.decision) for row in given]
    columns = ["TT", "Tập thể, cá nhân", "Hình thức", "Thành tích"]
    if len(set(decisions)) == 1:
        label = f"{label} (Quyết định số {decisions[0]})" if decisions[0] else label
    else:
        rows = [[*row, decision] for row, decision in zip(rows, decisions, strict=True)]
        columns.append("Quyết định")
    return table_of(label, columns, numbered(rows))


def proposals(scope: Scope) -> dict:
    rows = [
        [recipient_text(row), row.get_kind_display(), row.get_form_display(), row.reason, row.paper]
        for whom in ("committees", "cells", "members")
        for row in rows_of(scope, f"awards.proposed.{whom}")
    ]
    columns = ["TT", "Tập thể, cá nhân", "Loại", "Hình thức", "Thành tích", "Tờ trình"]
    table = table_of("Danh sách", columns, numbered(rows))
    return {"title": "Đề nghị cấp trên khen thưởng", "tables": [table]}
