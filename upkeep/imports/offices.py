"""A list of party offices: who took up what, when, and until when."""

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User
from cells.models import Term, Unit
from common.periods import DAY
from common.vietnamese import plain
from members.models import Office, OfficeHow, OfficeKind
from upkeep.imports import values
from upkeep.imports.fields import Field, labels, one_of
from upkeep.imports.people import Units
from upkeep.imports.person import DAY_NOTE, PERSON
from upkeep.imports.trying import DECISION, Trial, check_decision
from upkeep.imports.values import BadValueError
from upkeep.imports.verdicts import Line
from upkeep.models import Verdict

KIND = one_of(
    OfficeKind.choices,
    secretary="bí thư chi bộ|bí thư đảng ủy|bt",
    deputy_secretary="phó bí thư chi bộ|phó bí thư đảng ủy|pbt",
    standing_member="ủy viên btv|ủy viên thường vụ",
    committee_member="ủy viên ban chấp hành|ủy viên bch|ủy viên đảng ủy|đuv",
    cell_committee_member="cấp ủy viên chi bộ|ủy viên chi ủy|cuv",
    inspection_chair="chủ nhiệm ubkt",
    inspection_deputy="phó chủ nhiệm ubkt",
    inspection_member="ủy viên ubkt",
)
FIELDS = [
    *(field for field in PERSON if field.name in {"full_name", "given_name", "born_on", "card_number"}),
    Field(
        "unit",
        "Tổ chức đảng",
        values.text,
        "chi bộ|đảng bộ|tại|tên tổ chức đảng|đơn vị",
        "Tên tổ chức; chi bộ có thể ghi số",
        is_needed=True,
    ),
    Field(
        "kind",
        "Chức vụ",
        KIND,
        "chức vụ đảng|chức danh|chức vụ trong đảng",
        labels(OfficeKind.choices),
        is_needed=True,
    ),
    Field(
        "how",
        "Do",
        one_of(OfficeHow.choices, acting="quyền|phụ trách", elected="bầu cử|đại hội bầu"),
        "hình thức|bầu hay chỉ định",
        labels(OfficeHow.choices),
    ),
    Field(
        "starts_on",
        "Từ ngày",
        values.day,
        "ngày giữ chức vụ|ngày bắt đầu|ngày bầu|ngày nhận chức vụ|giữ chức vụ từ ngày",
        DAY_NOTE,
        is_needed=True,
    ),
    Field(
        "ends_on",
        "Đến hết ngày",
        values.day,
        "đến ngày|ngày kết thúc|ngày thôi giữ chức vụ|thôi giữ chức vụ",
        f"{DAY_NOTE}; để trống nếu đang giữ",
    ),
    Field("term", "Nhiệm kỳ", values.text, "nk", "Như 2020-2025; nhiệm kỳ đã có trong sổ"),
    *DECISION,
]
EXAMPLE = {
    "full_name": "Nguyễn Văn An",
    "born_on": datetime.date(1980, 5, 20),
    "unit": "Chi bộ 1",
    "kind": "Bí thư",
    "how": "Bầu",
    "starts_on": datetime.date(2022, 6, 10),
}


class Judge(Trial):
    COLUMNS = {"on": "starts_on", "member": "full_name", "kind": "kind", "term": "term"}

    def __init__(self, scope: Unit, user: User, **asked):
        super().__init__(scope, user, **asked)
        self.units = Units(scope, only_cells=False)
        self.terms = {
            (term.unit_id, plain(term.name)): term
            for term in Term.objects.filter(unit__in=self.units.by_id)
        }
        self.held = {
            (row.member_id, row.unit_id, row.kind, row.starts_on): row
            for row in Office.objects.visible_to(user).under(scope)
        }
        self.seen: dict[tuple, int] = {}

    def understand(self, line: Line) -> None:
        self._check_written(line)
        if not line.has_error:
            self._judge(line)

    def _check_written(self, line: Line) -> None:
        needed = {"full_name": "họ và tên", "kind": "chức vụ", "starts_on": "ngày giữ chức vụ"}
        line.need(needed if self.scope.is_cell else needed | {"unit": "tổ chức đảng"})
        check_decision(line)
        starts_on, ends_on = line.values.get("starts_on"), line.values.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            line.error("ends_on", "Ngày kết thúc không được trước ngày bắt đầu.")
        elif ends_on and ends_on >= self.today:
            line.error("ends_on", "Chưa đến ngày này.")

    def _judge(self, line: Line) -> None:
        try:
            line.values["member"] = self.people.pick(line.values)
        except BadValueError as bad:
            line.error("full_name", str(bad))
            return
        self.people.ask_about(line, line.values["member"])
        self.units.place(line, line.values["starts_on"])
        if "unit" not in line.values:
            return
        self._find_term(line)
        member, unit = line.values["member"], line.values["unit"]
        seat = (member.pk, unit.pk, line.values["kind"], line.values["starts_on"])
        first = self.seen.setdefault(seat, line.number)
        if first != line.number:
            line.error("full_name", f"Trùng với hàng {first}.")
        elif office := self.held.get(seat):
            self._compare(line, office)
        else:
            line.act = Verdict.NEW

    def _find_term(self, line: Line) -> None:
        unit = line.values["unit"]
        if name := line.values.get("term"):
            line.values["term"] = self.terms.get((unit.pk, plain(name)))
            if line.values["term"] is None:
                line.error("term", f"{unit} chưa có nhiệm kỳ này trong sổ.")

    def _compare(self, line: Line, office: Office) -> None:
        line.record = office
        ends_on = line.values.get("ends_on")
        if ends_on == office.ends_on or ends_on is None:
            return
        if office.ends_on is None:
            line.change("ends_on", "đang giữ")
        else:
            line.error("ends_on", f"Trong sổ đã thôi giữ, ngày cuối {office.ends_on:%d/%m/%Y}.")

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        """Who was acting leaves the seat to another."""
        return [Office.objects.filter(unit__in={line.values["unit"] for line in lines})]

    def carry_out(self, line: Line, decision) -> None:
        """Take the office up, and end it when the row says until when."""
        if line.act == Verdict.NEW:
            office = Office.objects.take_up(
                member=line.values["member"],
                unit=line.values["unit"],
                kind=line.values["kind"],
                how=line.values.get("how", ""),
                term=line.values.get("term"),
                on=line.values["starts_on"],
                decision=decision,
                by=self.user,
            )
        else:
            office = Office.objects.get(pk=line.record.pk)
        if ends_on := line.values.get("ends_on"):
            office.end(on=ends_on + DAY, by=self.user)
