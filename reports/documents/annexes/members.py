"""Annexes on who is there, who came and went, who is to be admitted, who got a badge."""

import datetime
from collections.abc import Iterable, Iterator

from django.utils.text import capfirst

from cells.models import Unit
from common.periods import DAY
from reports.documents.annexes.tables import Row, day_text, numbered, origin_text, rows_of, table_of
from reports.documents.sentences.members import ARRIVALS, DEPARTURES
from reports.figures import Scope
from reports.figures.by_unit import values_each
from reports.models import Target
from reports.reading.parts import parts_of
from scoring.rules.marking import points_text

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


ADMISSION = {
    "candidates.followed": "Quần chúng ưu tú",
    "training.awareness": "Học lớp nhận thức",
    "moves.admitted": "Kết nạp",
    "moves.confirmed": "Chính thức",
}


def cells(scope: Scope) -> dict:
    """The roll of each part beside that of the whole: a move between two parts is none of the whole."""
    parts = _parts_and_whole(scope)
    columns = ["Tổ chức đảng", *ROLL.values()]
    rows = [
        [name, *counts] for (name, _), counts in zip(parts, _counts(scope, parts, ROLL), strict=True)
    ]
    caption = "Số đảng viên (chuyển giữa các chi bộ không tính vào toàn đảng bộ)"
    table = table_of(caption, columns, rows, range(2, 14), names_persons=False)
    return {"title": "Tổ chức đảng, đảng viên", "tables": [table]}


def admission(scope: Scope) -> dict:
    """Of each part, and of the whole: how many were to be admitted, who is in sight, and who was."""
    parts = _parts_and_whole(scope)
    planned = _planned("moves.admitted", [unit for _, unit in parts], scope.end)
    rows = [
        [name, planned.get(unit.pk, "—"), *counts]
        for (name, unit), counts in zip(parts, _counts(scope, parts, ADMISSION), strict=True)
    ]
    columns = ["Tổ chức đảng", "Chỉ tiêu kết nạp", *ADMISSION.values()]
    table = table_of("Theo tổ chức (số người)", columns, rows, range(2, 7), names_persons=False)
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


def moves(scope: Scope) -> dict:
    rows = [
        *_moves(scope, ARRIVALS, _arrival),
        *_moves(scope, DEPARTURES, _departure),
        *(_confirmation(row) for row in rows_of(scope, "moves.confirmed")),
    ]
    columns = ["TT", "Họ và tên", "Chi bộ", "Biến động", "Ngày", "Quyết định, nơi đến, nơi đi"]
    return {"title": "Biến động đảng viên", "tables": [table_of("Danh sách", columns, numbered(rows))]}


def _moves(scope: Scope, codes: dict[str, str], cells_of) -> Iterator[Row]:
    for code, label in codes.items():
        for row in rows_of(scope, code):
            yield [row.member.full_name, row.unit.name, capfirst(label), *cells_of(row)]


def _arrival(row) -> Row:
    return [day_text(row.came_on), origin_text(row.came_decision, row.came_from)]


def _departure(row) -> Row:
    return [day_text(row.last_on + DAY), origin_text(row.left_decision, row.left_to)]


def _confirmation(row) -> Row:
    day = str(row.member.official)
    return [row.member.full_name, row.unit.name, "Công nhận đảng viên chính thức", day, ""]


def badges(scope: Scope) -> dict:
    columns = ["TT", "Họ và tên", "Chi bộ", "Huy hiệu", "Ngày trao"]
    rows = [
        [row.member.full_name, row.unit.name, row.mark, day_text(row.awarded_on)]
        for row in rows_of(scope, "awards.badges")
    ]
    return {"title": "Huy hiệu Đảng", "tables": [table_of("Danh sách", columns, numbered(rows))]}
