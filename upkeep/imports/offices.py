"""A list of party offices: who took up what, when, and until when."""

import datetime
import re
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

LABELS = {plain(label): kind for kind, label in OfficeKind.choices} | {
    "pho bi thu thuong truc": OfficeKind.DEPUTY_SECRETARY,
    "uy vien thuong vu": OfficeKind.STANDING_MEMBER,
    "uy vien ban chap hanh": OfficeKind.COMMITTEE_MEMBER,
    "uy vien dang uy": OfficeKind.COMMITTEE_MEMBER,
    "cap uy vien chi bo": OfficeKind.CELL_COMMITTEE_MEMBER,
    "uy vien chi uy": OfficeKind.CELL_COMMITTEE_MEMBER,
}
IN_FULL = (  # words of an office, as `plain` writes them
    "p=pho|bt=bi thu|pbt=pho bi thu|btdu=bi thu dang uy|btcb=bi thu chi bo|uv=uy vien|"
    "duv=dang uy vien|cuv=chi uy vien|uvbch=uy vien ban chap hanh|"
    "uvubkt=uy vien uy ban kiem tra|bch=ban chap hanh|btv=ban thuong vu|cn=chu nhiem|"
    "pcn=pho chu nhiem|ubkt=uy ban kiem tra|du=dang uy|db=dang bo|"
    "uvbtv=uy vien ban thuong vu|tt=thuong truc|cb=chi bo"
)
SHORT = dict(pair.split("=") for pair in IN_FULL.split("|"))
BODY = re.compile(r" (chi bo|dang uy|dang bo)$")
APART = re.compile(r"[,;/+&]|\s-\s|\bkiêm\b|\bvà\b", re.I)
COMMITTEE_OF = re.compile(r"^(?:ban chap hanh|bch|ban chi uy|chi uy|cap uy) (?=chi bo|cb|dang)")
UNTIL_NOW = {"nay", "hien nay", "hien tai"}
BETWEEN = re.compile(
    r"\s*(?:->|→|~)\s*|\s+[-\u2013\u2014]\s+|[\u2013\u2014]|\b(?:đến|tới)\b|(?<=\d{4})\s*-\s*", re.I
)


def _in_full(text: str) -> str:
    return " ".join(SHORT.get(word, word) for word in plain(text).split())


def _kind(text: str) -> OfficeKind | None:
    named = _in_full(text)
    return LABELS.get(named) or LABELS.get(BODY.sub("", named))


def office(raw) -> OfficeKind:
    """An office, in full or as offices shorten it. Raises BadValueError."""
    written = values.text(raw)
    if found := _kind(written):
        return found
    if all(map(_kind, APART.split(written))):
        raise BadValueError("Nhiều chức vụ trong một ô; đề nghị ghi mỗi chức vụ một dòng.")
    raise BadValueError(f"Không rõ “{written[:40]}”.")


def body(raw) -> str:
    """An organisation, also by the name of its committee: Chi ủy Chi bộ 2, Đảng ủy Trung tâm."""
    named = COMMITTEE_OF.sub("", plain(values.text(raw)))
    return re.sub(r"^dang uy\b", "dang bo", named)


def period(raw) -> tuple[datetime.date, datetime.date | None]:
    """From and until in one cell; who holds the office still has no last day. Raises BadValueError."""
    if not isinstance(raw, str):
        return values.party_day(raw), None
    written = re.sub(r"\b(từ|ngày)\b", " ", values.text(raw), flags=re.I)
    first, *rest = [part.strip() for part in BETWEEN.split(written)]
    if len(rest) > 1:
        raise BadValueError("Ghi như 10/06/2020 - 15/06/2025.")
    last = next((part for part in rest if plain(part) not in UNTIL_NOW), "")
    return values.party_day(first), values.party_day(last) if last else None


FIELDS = [
    *(field for field in PERSON if field.name in {"full_name", "given_name", "born_on", "card_number"}),
    Field(
        "unit",
        "Tổ chức đảng",
        body,
        "tổ chức|chi bộ|đảng bộ|tại|tên tổ chức đảng|đơn vị|chi bộ, đảng bộ",
        "Tên tổ chức; chi bộ có thể ghi số",
        is_needed=True,
    ),
    Field(
        "kind",
        "Chức vụ",
        office,
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
        values.party_day,
        "từ|ngày giữ chức vụ|ngày bắt đầu|ngày bầu|ngày nhận chức vụ|giữ chức vụ từ ngày|thời gian từ"
        "|thời gian từ ngày|thời gian giữ chức vụ từ|thời gian giữ chức vụ từ ngày",
        DAY_NOTE,
        is_needed=True,
    ),
    Field(
        "ends_on",
        "Đến hết ngày",
        values.party_day,
        "đến|đến ngày|ngày kết thúc|ngày thôi giữ chức vụ|thôi giữ chức vụ|giữ chức vụ đến ngày"
        "|thời gian đến|thời gian đến ngày|thời gian giữ chức vụ đến|thời gian giữ chức vụ đến ngày",
        f"{DAY_NOTE}; để trống nếu đang giữ",
    ),
    Field(
        "period",
        "Thời gian giữ chức vụ",
        period,
        "thời gian|từ đến|từ ngày đến ngày|thời gian từ ngày đến ngày|thời gian đảm nhiệm",
        "Như 10/06/2020 - 15/06/2025, 10/06/2020 - nay; thay cho hai cột trên",
    ),
    Field("term", "Nhiệm kỳ", values.text, "nk", "Như 2020-2025; nhiệm kỳ đã có trong phần mềm"),
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
            (term.unit_id, _term_key(term.name)): term
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
        _read_period(line)
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
        if line.values.get("unit") == "dang bo" and not self.scope.is_cell:  # the one there is
            line.values["unit"] = self.scope
        self.units.place(line, line.values["starts_on"])
        if "unit" in line.values:
            _check_body(line)
            self._find_term(line)
            self._judge_seat(line)

    def _judge_seat(self, line: Line) -> None:
        member, unit = line.values["member"], line.values["unit"]
        seat = (member.pk, unit.pk, line.values["kind"], line.values["starts_on"])
        first = self.seen.setdefault(seat, line.number)
        if first != line.number:
            line.error("full_name", f"Trùng với dòng {first}.")
        elif office := self.held.get(seat):
            self._compare(line, office)
        else:
            line.act = Verdict.NEW

    def _find_term(self, line: Line) -> None:
        unit = line.values["unit"]
        if name := line.values.get("term"):
            line.values["term"] = self.terms.get((unit.pk, _term_key(name)))
            if line.values["term"] is None:
                line.error("term", f"{unit} chưa có nhiệm kỳ này trong phần mềm.")

    def _compare(self, line: Line, office: Office) -> None:
        line.record = office
        ends_on = line.values.get("ends_on")
        if ends_on == office.ends_on or ends_on is None:
            return
        if office.ends_on is None:
            line.change("ends_on", "đang giữ")
        else:
            line.error("ends_on", f"Trong phần mềm đã thôi giữ, ngày cuối {office.ends_on:%d/%m/%Y}.")

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


def _read_period(line: Line) -> None:
    """From and until in one cell, as if each stood in its own."""
    names = ("starts_on", "ends_on")
    if "period" in line.raw:
        line.written_as |= {name: "period" for name in names if name not in line.raw}
    for name, day in zip(names, line.values.get("period", ()), strict=False):
        if line.values.setdefault(name, day) != day:
            line.error("period", "Khác ngày ở hai cột kia.")


def _check_body(line: Line) -> None:
    """An office of a cell is none of a committee, though both have a secretary."""
    named, unit = BODY.search(_in_full(values.text(line.raw["kind"]))), line.values["unit"]
    if named and (named[1] == "chi bo") != unit.is_cell:
        line.error("kind", f"{unit} không có chức vụ này.")


def _term_key(name: str) -> str:
    return re.sub(r"^(nhiem ky|nk) ", "", plain(name))
