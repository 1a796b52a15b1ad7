"""What an office does when it begins to use the program, and how far it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from cells.models import Assignment, Unit
from cells.rights import Role
from members.models import Membership, Office, OfficeKind

NAMED = 5
NO_CELL = "Chưa có chi bộ nào."


@dataclass(frozen=True)
class FirstStep:
    """One thing to set up: what it is for, how far it is, and where it is done."""

    title: str
    why: str
    told: str
    is_done: bool
    acts: tuple[tuple[str, str], ...]  # (label, address)


def first_steps(unit: Unit) -> Iterator[FirstStep]:
    """In the order in which one step needs the one before; each can be left and taken up again."""
    cells = list(Unit.objects.cells().under(unit).order_by("path"))
    yield _committee(unit)
    yield _cells(unit, cells)
    yield _members(unit)
    yield _term(unit)
    yield _secretaries(unit, cells)
    yield _accounts(cells)


def _committee(unit: Unit) -> FirstStep:
    place = unit.versions.open().values_list("place", flat=True).first()
    written = f"văn bản ghi địa danh {place}" if place else "chưa có địa danh ghi trên văn bản"
    return FirstStep(
        "Đảng bộ",
        "Tên và địa danh đứng đầu mọi văn bản, biểu thống kê.",
        f"{unit.name}, tính từ ngày {unit.founded_on:%d/%m/%Y}; {written}.",
        bool(place),
        (("Ghi địa danh, tên ngắn", reverse("organisation:unit_describe", args=[unit.code])),),
    )


def _cells(unit: Unit, cells: list[Unit]) -> FirstStep:
    return FirstStep(
        "Chi bộ",
        "Đảng viên, cuộc họp, số liệu đều ghi theo chi bộ.",
        f"Có {len(cells)} chi bộ." if cells else NO_CELL,
        bool(cells),
        (
            ("Lập danh sách chi bộ", reverse("organisation:cells_found", args=[unit.code])),
            ("Lấy từ tệp Excel", reverse("upkeep:cells_read", args=[unit.code])),
        ),
    )


def _members(unit: Unit) -> FirstStep:
    number = Membership.objects.on_roll(unit, timezone.localdate()).count()
    return FirstStep(
        "Đảng viên",
        "Danh sách của một ngày là số đầu kỳ, không phải chuyển đến. Nhập tệp Excel hoặc từng người.",
        f"Có {number} đảng viên trong danh sách." if number else "Chưa có đảng viên nào.",
        bool(number),
        (
            ("Nhập từ tệp Excel", reverse("upkeep:import_add")),
            ("Tải bảng mẫu", reverse("upkeep:import_template", args=["members"])),
            ("Thêm một đảng viên", reverse("members:member_add")),
        ),
    )


def _term(unit: Unit) -> FirstStep:
    term = unit.terms.first()
    return FirstStep(
        "Nhiệm kỳ và cấp ủy",
        "Văn bản được đánh số theo nhiệm kỳ; người ký phải giữ chức vụ vào ngày ký.",
        f"Nhiệm kỳ {term.name}." if term else "Chưa ghi nhiệm kỳ nào của đảng ủy.",
        term is not None,
        (("Ghi đại hội và người trúng cử", reverse("members:congress_record", args=[unit.code])),),
    )


def _secretaries(unit: Unit, cells: list[Unit]) -> FirstStep:
    led = Office.objects.open().filter(kind=OfficeKind.SECRETARY, unit__in=cells)
    led = set(led.values_list("unit", flat=True))
    return FirstStep(
        "Bí thư, phó bí thư các chi bộ",
        "Biên bản và giấy tờ lấy người chủ trì, người ký từ đây.",
        _lacking(cells, led, "có bí thư"),
        bool(cells) and len(led) == len(cells),
        (
            ("Nhập chức vụ từ tệp Excel", reverse("upkeep:import_add")),
            ("Ghi chức vụ từng nơi", reverse("members:unit_offices", args=[unit.code])),
        ),
    )


def _accounts(cells: list[Unit]) -> FirstStep:
    held = Assignment.objects.on(timezone.localdate()).filter(role=Role.SECRETARY, unit__in=cells)
    held = set(held.values_list("unit", flat=True))
    return FirstStep(
        "Tài khoản của bí thư chi bộ",
        "Mỗi chi bộ tự ghi cuộc họp của mình. Quản trị hệ thống lập một lượt ở mục Tài khoản.",
        _lacking(cells, held, "có tài khoản"),
        bool(cells) and len(held) == len(cells),
        (),
    )


def _lacking(cells: list[Unit], having: set[int], what: str) -> str:
    """Which cells are not among those that have it."""
    lacking = [str(cell) for cell in cells if cell.pk not in having]
    if not lacking:
        return f"Mọi chi bộ đã {what}." if cells else NO_CELL
    more = f" và {len(lacking) - NAMED} chi bộ khác" if len(lacking) > NAMED else ""
    return f"Chưa {what}: {', '.join(lacking[:NAMED])}{more}."
