"""Whether every later step of a round has somebody to do it. One query; it refuses nothing."""

from collections.abc import Iterator

from django.utils import timezone

from cells.models import Assignment
from cells.rights import RIGHTS, Role
from evaluations.models import Round


def hands_missing(grading: Round, units: list, parts: list[dict]) -> Iterator[str]:
    """What each step lacks, in words. `units`: its units_with_counts(); `parts`: counts_by_part()."""
    held = _held()
    if alone := sum(part["without_account"] for part in parts):
        yield (
            f"{alone} đảng viên chưa có tài khoản: bí thư chi bộ hoặc bộ phận giúp việc ghi bản tự xếp "
            "loại của các đồng chí ấy từ bản giấy."
        )
    cells = [row for row, _ in units if row.is_cell and not _at(held, row.unit, {Role.SECRETARY})]
    if cells:
        named = ", ".join(row.name for row in cells)
        yield (
            f"Chưa có tài khoản của bí thư, phó bí thư: {named}. Bộ phận giúp việc ghi kết quả "
            "bỏ phiếu và đề nghị của chi bộ từ bản giấy."
        )
    if not _at(held, grading.unit, RIGHTS["round.grade"] & RIGHTS["round.close"]):
        yield f"Chưa có tài khoản nào được thẩm định, ghi quyết định và chốt kết quả ở {grading.unit}."


def _held() -> list[tuple[str, str]]:
    """Role and path of each assignment of today that has a part in grading."""
    roles = RIGHTS["grade.propose"] | RIGHTS["round.grade"]
    today = Assignment.objects.on(timezone.localdate())
    acting = today.filter(role__in=roles, user__is_active=True)
    return list(acting.order_by().values_list("role", "unit__path"))


def _at(held: list[tuple[str, str]], unit, roles: frozenset[str] | set[str]) -> bool:
    return any(role in roles and unit.path.startswith(path) for role, path in held)
