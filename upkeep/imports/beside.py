"""What a list of members says beside the person: offices, exemption, probation, notes.

Written for who comes with the list. Of who is known it is compared only: for each of these there is a
page and a workbook of its own, with days.
"""

import datetime
import re
from collections.abc import Iterator

from accounts.models import User
from cells.models import GRASSROOTS_KINDS, Unit
from common.vietnamese import plain, search_key
from members.models import Absence, Exemption, Member, Office
from members.models.office import CELL_OFFICES, SINGLE_SEATS
from upkeep.imports import offices, values
from upkeep.imports.fields import Field, one_of, text_of
from upkeep.imports.people import Units
from upkeep.imports.person import DAY_NOTE
from upkeep.imports.values import BadValueError
from upkeep.imports.verdicts import Line

UPPER = re.compile(r"\b(dang uy|dang bo)\b")
OFFICIAL, ON_PROBATION = "official", "probation"
CAME = re.compile(r"chuyen (?:sinh hoat )?den\D{0,12}?([\d/.-]+)")
# Of notes: what has a place of its own in the records.
TELLING = re.compile(
    r"chuyen (den|di|sinh hoat|tu)|tu tran|da mat|khai tru|xoa ten|xin ra|mien|dinh chi|du bi"
    r"|tam vang|lam an xa|bi thu|cap uy|chi uy|dang uy vien|ky luat|khien trach|canh cao"
)
HELD = "Trong phần mềm, chức vụ này đã có người giữ."
ELSEWHERE = "đề nghị ghi ở trang hoặc tệp Excel riêng của việc này."


def _offices(raw) -> list[tuple[str, bool]]:
    """(office, whether of the committee above the cell) of each that is named."""
    pieces = [text for piece in offices.APART.split(values.text(raw)) if (text := piece.strip())]
    kinds = [(offices.office(piece), plain(piece)) for piece in pieces]
    return [(kind, kind not in CELL_OFFICES or bool(UPPER.search(said))) for kind, said in kinds]


def _since(raw) -> datetime.date | bool:
    """A day, or a mark for: at the time of the list."""
    try:
        return values.mark(raw)
    except BadValueError:
        return values.party_day(raw)


FIELDS = [
    Field(
        "offices",
        "Chức vụ đảng",
        _offices,
        "chức vụ trong đảng|chức danh đảng|chức vụ cấp ủy|cấp ủy",
        "Như: Bí thư; Đảng ủy viên, Bí thư chi bộ. Tính từ ngày của danh sách",
        nothing="đảng viên|đv|không",
    ),
    Field(
        "exempt_on",
        "Miễn công tác, sinh hoạt từ ngày",
        _since,
        "miễn công tác và sinh hoạt|miễn công tác, sinh hoạt|miễn sinh hoạt|miễn sh|ngày miễn sinh hoạt"
        "|miễn sinh hoạt từ ngày|đảng viên miễn sinh hoạt",
        f"{DAY_NOTE}; hoặc đánh x: tính từ ngày của danh sách",
        nothing="không",
    ),
    Field(
        "absent_on",
        "Sinh hoạt tạm thời nơi khác từ ngày",
        _since,
        "sinh hoạt tạm thời|sinh hoạt nơi khác từ ngày|đi làm ăn xa|đi làm ăn xa từ ngày|tạm vắng",
        f"{DAY_NOTE}; hoặc đánh x: tính từ ngày của danh sách",
        nothing="không",
    ),
    Field(
        "absent_at",
        "Nơi sinh hoạt tạm thời",
        text_of(Absence._meta.get_field("place")),
        "sinh hoạt tạm thời tại|nơi đi làm ăn xa|sinh hoạt tạm thời ở đâu",
    ),
    Field(
        "membership",
        "Chính thức hay dự bị",
        one_of(
            [],
            **{
                OFFICIAL: "chính thức|ct|đvct|đảng viên chính thức",
                ON_PROBATION: "dự bị|db|đvdb|đảng viên dự bị",
            },
        ),
        "chính thức, dự bị|chính thức/dự bị|dự bị/chính thức|ct/db|loại đảng viên|tình trạng đảng viên",
        "Để đối chiếu với ngày chính thức",
    ),
    Field(
        "note",
        "Ghi chú (để đối chiếu, không ghi vào phần mềm)",
        values.text,
        "ghi chú|chú thích",
        "Chuyển đến ngày …",
    ),
]


class Beside:
    """Judges and writes these columns; asks the database only at the beginning."""

    def __init__(self, units: Units, starts_on: datetime.date | None):
        self.units, self.starts_on = units, starts_on
        held = Office.objects.under(units.scope)
        self.held = set(held.open().values_list("member", "unit", "kind"))
        seats = held.filter(kind__in=SINGLE_SEATS)
        seats = seats.ending_from(starts_on) if starts_on else seats.open()
        self.taken: dict[tuple[int, str], str] = dict.fromkeys(seats.values_list("unit", "kind"), HELD)
        self.exempt = set(Exemption.objects.open().values_list("member", flat=True))
        self.absent = set(Absence.objects.open().values_list("member", flat=True))

    def understand(self, line: Line) -> None:
        """A note may say since when somebody is here."""
        note = search_key(line.values.get("note", ""))
        if (came := CAME.search(note)) and "starts_on" not in line.raw:
            self._understand_coming(line, came[1])
        elif TELLING.search(note):
            line.warn("note", f"Việc này không lấy từ ghi chú; {ELSEWHERE}")

    def _understand_coming(self, line: Line, written: str) -> None:
        try:
            line.values["starts_on"] = values.party_day(written)
        except BadValueError:
            line.warn(
                "note", "Không đủ ngày nên chưa tính là chuyển đến; đề nghị ghi ngày ở cột về chi bộ."
            )
            return
        line.raw["starts_on"] = written
        line.warn("starts_on", "Lấy theo ghi chú, tính là chuyển đến.")

    def compare(self, line: Line, member: Member) -> None:
        """Of somebody known; what is otherwise is not changed here."""
        unit = line.values.get("unit")
        for kind, is_upper in line.values.get("offices", []):
            at = self._seat_of(unit, is_upper) if unit else None
            if at and (member.pk, at.pk, kind) not in self.held:
                line.warn("offices", f"Phần mềm đang ghi không giữ chức vụ này; {ELSEWHERE}")
        for name, known in (("exempt_on", self.exempt), ("absent_on", self.absent)):
            if line.values.get(name) and member.pk not in known:
                line.warn(name, f"Trong phần mềm không như vậy; {ELSEWHERE}")
        self._check_membership(line, line.values.get("official_on", member.official))

    def take_in(self, line: Line) -> None:
        """Of somebody new, whose cell and first day there are known by now."""
        self._check_membership(line, line.values.get("official_on"))
        if "absent_on" in line.values:
            line.need({"absent_at": "nơi sinh hoạt tạm thời"})
        marked = [line.values.get(name) is True for name in ("exempt_on", "absent_on")]
        if self.starts_on is None and ("offices" in line.values or any(marked)):
            name = "offices" if "offices" in line.values else ("exempt_on", "absent_on")[not marked[0]]
            line.error(name, "Từ ngày nào? Chọn “Danh sách tính đến ngày” khi tải lên.")
        for name in ("exempt_on", "absent_on"):
            on = line.values.get(name)
            if isinstance(on, datetime.date) and on < line.values.get("starts_on", on):
                line.warn(name, "Trước khi có tên ở chi bộ; tính từ ngày có tên.")
        self._check_seats(line)

    def _check_membership(self, line: Line, official_on) -> None:
        said = line.values.get("membership")
        if said == OFFICIAL and not official_on:
            line.error("membership", "Là chính thức thì cần ngày chính thức; chỉ biết năm cũng được.")
        elif said == ON_PROBATION and official_on:
            line.error("membership", f"Ghi là dự bị mà ngày chính thức là {official_on}.")

    def _check_seats(self, line: Line) -> None:
        if "offices" in line.values and not line.values.get("official_on"):
            line.error("offices", "Đảng viên dự bị không giữ chức vụ trong Đảng.")
        if line.has_error:
            return
        for kind, is_upper in line.values.get("offices", []):
            unit = self._seat_of(line.values["unit"], is_upper)
            if unit is None:
                line.error("offices", "Đảng ủy cơ sở ở ngoài phạm vi nhập.")
            elif kind in SINGLE_SEATS:
                mine = f"Dòng {line.where} cũng ghi chức vụ này."
                if (first := self.taken.setdefault((unit.pk, kind), mine)) != mine:
                    line.error("offices", first)

    def _seat_of(self, cell: Unit, is_upper: bool) -> Unit | None:
        """The cell, or the grassroots committee above it."""
        if not is_upper:
            return cell
        above = (self.units.by_id.get(pk) for pk in reversed(cell.path_ids[:-1]))
        return next((unit for unit in above if unit and unit.kind in GRASSROOTS_KINDS), None)

    def carry_out(self, line: Line, member: Member, *, by: User) -> None:
        """By the verbs of the pages, on somebody whom this row has just enrolled."""
        begun = line.values["starts_on"]
        for unit, kind in self._seats(line):
            Office.objects.take_up(
                member=member, unit=unit, kind=kind, how="", on=max(begun, self.starts_on), by=by
            )
        for name, rows, facts in (
            ("exempt_on", Exemption.objects, {}),
            ("absent_on", Absence.objects, {"place": line.values.get("absent_at", "")}),
        ):
            if since := line.values.get(name):
                on = self.starts_on if since is True else since
                rows.begin(member, on=max(begun, on), by=by, **facts)

    def _seats(self, line: Line) -> Iterator[tuple[Unit, str]]:
        for kind, is_upper in line.values.get("offices", []):
            yield self._seat_of(line.values["unit"], is_upper), kind
