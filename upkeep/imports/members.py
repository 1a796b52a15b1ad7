"""A list of members: who is new, what has changed, what cannot be; and the writing of it.

By the rules of `Member.enrol`, `edit`, `confirm` and `join`, but for ten thousand rows at once: what
those ask the database for each member is read once, and the members are locked together.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable

from django.db.models import QuerySet
from django.forms import model_to_dict
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Threshold, ThresholdCode, Unit
from common.partial import PartialDay
from common.vietnamese import foreign_letters, sort_key
from members.models import CameBy, Discipline, Member, Membership, RollAct, Sex
from members.models.history import in_words
from members.models.member import NUMBERS, arrival_act, masked
from members.models.roll_act import TABLES
from members.rules.age import doubt, is_of_age
from members.rules.order import NEEDS_DAY, disorder, is_since
from members.rules.party_age import MONTHS_A_YEAR, whole_months
from members.rules.probation import probation_end
from members.rules.spellings import ETHNICITIES, MAJORITY
from upkeep.imports import beside, values
from upkeep.imports.fields import SHORT_CARD, Field, put, text_of
from upkeep.imports.people import TELLING, People, Units, are_apart
from upkeep.imports.person import DAY_NOTE, PERSON
from upkeep.imports.verdicts import Line, as_text
from upkeep.models import Verdict

ROWS_AT_ONCE = 1000


UNIT_WORDS = "sinh hoạt tại chi bộ|tên chi bộ|thuộc chi bộ|đang sinh hoạt tại|tổ chức đảng"
FIELDS = [
    *PERSON,
    Field("unit", "Chi bộ", values.text, UNIT_WORDS, "Tên hoặc số của chi bộ", is_needed=True),
    Field(
        "starts_on",
        "Sinh hoạt tại chi bộ từ ngày",
        values.party_day,
        "ngày về chi bộ|ngày chuyển đến|ngày đến|sinh hoạt từ ngày|về chi bộ ngày",
        f"{DAY_NOTE}; trống thì lấy ngày chọn khi tải lên",
    ),
    Field(
        "came_from",
        "Chuyển từ nơi nào đến",
        text_of(Membership._meta.get_field("came_from")),
        "nơi đến từ|chuyển từ|nơi chuyển đi|đến từ",
    ),
    *beside.FIELDS,
]
# The sex told by the column in which something is written; a part of the name.
APART = {"given_name", "is_female", "is_male", "born_female", "born_male"}
RECORD = [field.name for field in PERSON if field.name not in APART]
DAYS = ["admission_decided_on", "admitted_on", "official_on"]
UNIQUE = {"card_number": "Số thẻ", "citizen_id": "Số căn cước"}
NEEDED = {field.name: field.label.lower() for field in FIELDS if field.is_needed}
EXAMPLE = {
    "full_name": "Nguyễn Văn An",
    "born_on": datetime.date(1980, 5, 20),
    "sex": "Nam",
    "ethnicity": "Kinh",
    "schooling": "Đại học",
    "theory": "Sơ cấp",
    "card_number": "00000000",
    "admission_decided_on": datetime.date(2010, 2, 25),
    "admitted_on": datetime.date(2010, 3, 3),
    "official_on": datetime.date(2011, 3, 3),
    "unit": "Chi bộ 1",
    "starts_on": datetime.date(2015, 8, 1),
}


class Judge:
    """Says what will become of each row; asks the database only at the beginning. What it says is
    so: nothing has to be tried."""

    IS_TRIED, AT_ONCE = False, 200  # rows of a portion, half a second

    def __init__(
        self,
        scope: Unit,
        user: User,
        *,
        starts_on: datetime.date | None,
        about: Collection[Line] | None = None,
    ):
        self.user, self.starts_on, self.today = user, starts_on, timezone.localdate()
        self.people = People(scope, user, about=about)
        self.units = Units(scope, only_cells=True)
        self.history = Threshold.objects.history()
        self.beside = beside.Beside(self.units, starts_on)
        self.by_number: dict[tuple[str, str], str] = {}  # of the rows before → which row
        self.by_person: dict[object, list[Line]] = defaultdict(list)

    def judge(self, lines: list[Line]) -> None:
        for line in lines:
            self._understand(line)
        self.look_up(lines)
        for line in lines:
            self._judge(line)

    def look_up(self, lines: list[Line]) -> None:
        """Which of their numbers are those of members outside the scope."""
        self.taken = {
            name: self.people.taken_elsewhere(name, {line.values.get(name, "") for line in lines})
            for name in UNIQUE
        }

    def _understand(self, line: Line) -> None:
        """The sex may be told by two columns to be ticked; the decision may be left out."""
        if line.values.get("is_female") and line.values.get("is_male"):
            line.error("is_male", "Đánh dấu cả cột Nam và cột Nữ.")
        for mark, sex in (("is_female", Sex.FEMALE), ("is_male", Sex.MALE)):
            if line.values.pop(mark, False) and "sex" not in line.raw:
                line.values["sex"], line.written_as["sex"] = sex, mark
        for name, sex in (("born_female", Sex.FEMALE), ("born_male", Sex.MALE)):
            if name in line.raw:
                self._understand_birth(line, name, sex)
        if "admission_decided_on" not in line.raw:
            line.written_as["admission_decided_on"] = "admitted_on"
        self.beside.understand(line)

    def _understand_birth(self, line: Line, name: str, sex: Sex) -> None:
        """A column of births for men and one for women."""
        line.written_as |= {"born_on": name, "sex": name}
        line.values["sex"] = sex
        if name in line.values:
            line.values["born_on"] = line.values.pop(name)

    def _judge(self, line: Line) -> None:
        line.need({"full_name": NEEDED["full_name"]})
        if "full_name" not in line.values:
            return
        found = self.people.find(line.values)
        if len(found) > 1:
            line.error(
                "full_name", f"Trong phần mềm có {len(found)} người cùng tên, ngày sinh. Ghi số thẻ."
            )
            return
        member = found[0] if found else None
        if self._is_first_of(line, member):
            self.check_numbers(line, member)
            if member:
                self._compare(line, member)
            else:
                self.take_in(line)

    def _is_first_of(self, line: Line, member: Member | None) -> bool:
        """Each person stands in one row only."""
        name, birth = line.values["full_name"], line.values.get("born_on")
        if member is None and birth is None:
            return True
        person = member.pk if member else sort_key(name)
        perhaps = [
            row
            for row in self.by_person[person]
            if member
            or (birth.may_be(row.values["born_on"]) and not are_apart(row.values, line.values))
        ]
        same = [row for row in perhaps if member or row.values["born_on"] == birth]
        self.by_person[person].append(line)
        if same:
            line.error("full_name", f"Trùng người với dòng {same[0].where}.")
        elif perhaps:
            line.warn("born_on", f"Có thể trùng người với dòng {perhaps[0].where}.")
        return not same

    def check_numbers(self, line: Line, member: Member | None) -> None:
        """A card and a citizen number are of one person only: here, in the scope, and outside."""
        for name, label in UNIQUE.items():
            if not (number := line.values.get(name)):
                continue
            first = self.by_number.setdefault((name, number), line.where)
            holder = self.people.by_number.get((name, number), member)
            if first != line.where:
                line.error(name, f"{label} trùng với dòng {first}.")
            elif holder != member:
                line.error(name, f"Trong phần mềm, số này là của đồng chí {holder}.")
            elif number in self.taken[name]:
                line.error(name, f"{label} này đã có ở một hồ sơ ngoài phạm vi nhập.")

    def _warn_of_writing(self, line: Line) -> None:
        """What can be right and seldom is."""
        written = RECORD if line.act == Verdict.NEW else line.changed
        if "full_name" in written and " " not in line.values["full_name"]:
            line.warn("full_name", "Chỉ có một chữ; đề nghị xem lại họ và tên.")
        if "full_name" in written and (odd := foreign_letters(line.values["full_name"])):
            line.warn("full_name", f"Có chữ lạ: {odd}; đề nghị xem lại phông chữ, bộ gõ.")
        if (
            "ethnicity" in written
            and line.values.get("ethnicity", MAJORITY) not in ETHNICITIES.values()
        ):
            line.warn("ethnicity", "Không có trong danh mục 54 dân tộc; đề nghị xem lại.")
        for name in set(DAYS).intersection(written, line.values):
            if not line.values[name].is_whole:
                line.warn(name, f"Chỉ biết {line.values[name].counted}.")
        card = line.raw.get("card_number")
        is_number = "card_number" in written and isinstance(card, int | float)
        if is_number and len(as_text(card)) < SHORT_CARD:
            line.warn("card_number", "Ô kiểu số: số 0 ở đầu số thẻ, nếu có, đã mất.")

    # --- Somebody known ---------------------------------------------------------------------

    def _compare(self, line: Line, member: Member) -> None:
        line.record = member
        self._check_identity(line, member)
        for name in RECORD:
            if name in line.values:
                self._compare_field(line, member, name)
        if not line.has_error and line.changed:
            days = model_to_dict(member, ["born_on", *DAYS])
            self._check_days(line, days | line.values)
            self._check_changes(line, member)
            self._warn_of_writing(line)
        self.people.ask_about(line, member)
        self._compare_place(line, member)
        self.beside.compare(line, member)

    def _check_identity(self, line: Line, member: Member) -> None:
        """A number found the person: then name or birth may be corrected, not both."""
        same_name = sort_key(line.values["full_name"]) == sort_key(member.full_name)
        if not same_name and not line.values.get("born_on", member.born).may_be(member.born):
            name = next(name for name in TELLING if line.values.get(name) == getattr(member, name))
            line.error(name, f"Trong phần mềm, số này là của đồng chí {member}, sinh ngày khác.")

    def _compare_field(self, line: Line, member: Member, name: str) -> None:
        stored, written = Member._meta.get_field(name).value_from_object(member), line.values[name]
        if isinstance(written, PartialDay) and stored and written.covers(stored):
            return
        if as_text(stored).casefold() == as_text(written).casefold():
            return
        is_number = name == "card_number" and not isinstance(line.raw[name], str)
        if is_number and stored.lstrip("0") == written.lstrip(
            "0"
        ):  # Excel has lost the zeros, we have not
            return
        if name == "card_number" and member.pk in self.people.with_card:
            line.error(name, "Khác thẻ cấp gần nhất; việc cấp, đổi thẻ ghi ở phần Thẻ, hồ sơ.")
            return
        before = masked(stored) if name in NUMBERS else as_text(in_words(member, name))
        line.change(name, before)
        if name == "full_name":
            line.warn(name, "Cùng số nhưng tên khác; đề nghị xem lại.")
        if name in TELLING and stored:
            label = Member._meta.get_field(name).verbose_name
            line.warn(name, f"Khác {label} trong phần mềm; đề nghị xem có đúng là một người không.")

    def _check_changes(self, line: Line, member: Member) -> None:
        first = self.people.first_days.get(member.pk)
        if first and "admitted_on" in line.changed and line.values["admitted_on"].first > first:
            line.error("admitted_on", f"Đã sinh hoạt tại chi bộ từ {first:%d/%m/%Y}.")
        elif first:
            self._check_parts(line, line.changed, first)
        home = self.people.home(member)
        if (
            "official_on" in line.changed
            and not member.official_on
            and (home is None or line.values["official_on"].last < first)
        ):
            line.error("official_on", "Vào ngày này đồng chí không sinh hoạt tại chi bộ nào.")

    def _check_parts(self, line: Line, names: Iterable[str], first: datetime.date) -> None:
        for name in set(DAYS).intersection(names):
            if is_since(line.values.get(name), first):
                line.error(name, NEEDS_DAY)

    def _compare_place(self, line: Line, member: Member) -> None:
        home = self.people.home(member)
        if home is None:
            line.error("unit", "Trong phần mềm đã rời chi bộ. Ghi ở bảng chuyển đến.")
            return
        self.units.place(line, self.today)
        if line.values.get("unit", home.unit) != home.unit:
            reason = (
                f"Đang sinh hoạt tại {home.unit}. Chuyển chi bộ thì ghi ở bảng chuyển đến, chuyển đi."
            )
            line.error("unit", reason)
        if line.values.get("starts_on", home.starts_on) != home.starts_on:
            line.warn(
                "starts_on",
                f"Trong phần mềm là {home.starts_on:%d/%m/%Y}; nhập bảng không sửa ngày này.",
            )

    # --- Somebody new -----------------------------------------------------------------------

    def take_in(self, line: Line) -> None:
        line.act = Verdict.NEW
        line.need({name: label for name, label in NEEDED.items() if name != "unit"})
        if "admitted_on" in line.values and "admission_decided_on" not in line.values | line.cells:
            line.values["admission_decided_on"] = line.values["admitted_on"]
            line.warn("admitted_on", "Không có ngày quyết định kết nạp nên tạm lấy ngày kết nạp.")
        self._check_days(line, line.values)
        self._warn_of_writing(line)
        self._warn_of_namesake(line)
        self._place(line)
        self.beside.take_in(line)
        if not line.has_error:
            line.record = Member()
            put(line.record, line.values, RECORD)

    def _warn_of_namesake(self, line: Line) -> None:
        bare = {name: value for name, value in line.values.items() if name not in TELLING}
        if self.people.find(bare):
            line.warn(
                "full_name", "Trong phần mềm có người cùng tên, ngày sinh, khác số; ghi là người khác."
            )

    def _place(self, line: Line) -> None:
        admitted_on = None if line.is_wrong("admitted_on") else line.values.get("admitted_on")
        if "starts_on" not in line.raw and admitted_on and self.starts_on:
            line.values["starts_on"] = max(self.starts_on, admitted_on.first)
        self.units.place(line, self.today)
        line.need({"unit": NEEDED["unit"]})
        on, unit = line.values.get("starts_on"), line.values.get("unit")
        if on is None:
            line.error(
                "starts_on", "Thiếu ngày về chi bộ; ghi ở cột này hoặc chọn ngày chung khi tải lên."
            )
            return
        if on > self.today:
            line.error("starts_on", "Chưa đến ngày này.")
        if admitted_on and on < admitted_on.first:
            line.error("starts_on", f"Không thể trước ngày kết nạp ({admitted_on}).")
        self._check_parts(line, DAYS, on)
        version = unit and self.units.version_on(unit, on)
        if unit and (version is None or version.kind not in CELL_KINDS):
            line.error("starts_on", "Chi bộ chưa thành lập hoặc đã kết thúc hoạt động vào ngày này.")

    # --- Days that contradict each other ----------------------------------------------------

    def _check_days(self, line: Line, days: dict) -> None:
        """Those that the database refuses, those of the statute as warnings."""
        # One wrong day is one error: the others are not measured by it.
        born, decided, admitted, official = (
            None if line.is_wrong(name) else days.get(name) for name in ["born_on", *DAYS]
        )
        if born and decided and decided.last <= born.first:
            line.error("admission_decided_on", "Ngày kết nạp phải sau ngày sinh.")
        elif born and decided:
            self._check_age(line, decided, born)
        for name, said in disorder(decided, admitted, official).items():
            line.error(name, said)
        if admitted and not days.get("official_on") and not line.is_wrong("official_on"):
            self._warn_of_probation(line, admitted)
        if admitted and official and official.last < probation_end(admitted.first, self.history):
            needed = self.history.of(ThresholdCode.PROBATION_MONTHS, admitted.first).value
            line.warn("official_on", f"Sớm hơn {needed} tháng sau ngày kết nạp.")

    def _warn_of_probation(self, line: Line, admitted: PartialDay) -> None:
        if probation_end(admitted.last, self.history) < self.today:
            line.warn("admitted_on", "Không có ngày chính thức nên là dự bị; đã hết thời gian dự bị.")

    def _check_age(self, line: Line, decided: PartialDay, born: PartialDay) -> None:
        """By the rule of the day of the decision."""
        lowest = self.history.of(ThresholdCode.MIN_AGE, decided.first)
        highest = self.history.of(ThresholdCode.MAX_AGE, decided.first)
        of_age = is_of_age(born, lowest.value, decided)
        if of_age is False:
            line.error(
                "admission_decided_on", f"Kết nạp khi chưa đủ {lowest.value} tuổi ({lowest.source})."
            )
        elif of_age is None:
            line.warn("admission_decided_on", f"{doubt(born, lowest.value, decided)} khi kết nạp.")
        elif whole_months(born.first, decided.first) > MONTHS_A_YEAR * highest.value:
            line.warn(
                "admission_decided_on", f"Kết nạp khi trên {highest.value} tuổi ({highest.source})."
            )

    # --- Taking over ------------------------------------------------------------------------

    def together(self, line: Line) -> Hashable:
        """Each row is about another person."""
        return line.where

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        return rolls_of(line.record for line in lines)

    def write(self, lines: list[Line]) -> None:
        """Take over rows judged in this transaction, whose members are locked."""
        self._enrol([line for line in lines if line.verdict == Verdict.NEW])
        for line in lines:
            if line.verdict == Verdict.CHANGED:
                self._edit(line)

    def _enrol(self, lines: list[Line]) -> None:
        """`Member.enrol` for many: the records with their first spells, an audit event for each."""
        members = [line.record for line in lines]
        for member in members:
            member.set_keys()
        Member.objects.bulk_create(members, batch_size=ROWS_AT_ONCE)
        spells = Membership.objects.bulk_create(_first_spells(lines), batch_size=ROWS_AT_ONCE)
        acts = [arrival_act(spell, by=self.user) for spell in spells]
        RollAct.objects.bulk_create(acts, batch_size=ROWS_AT_ONCE)
        audit.record_all(self.user, "member.add", members)
        for line in lines:
            self.beside.carry_out(line, line.record, by=self.user)

    def _edit(self, line: Line) -> None:
        """`Member.edit` and `confirm` of a member who is locked."""
        member, becomes_official = line.record, line.record.official_on is None
        put(member, line.values, line.changed)
        member.save(update_fields=line.changed)
        rest = [name for name in line.changed if name != "official_on" or not becomes_official]
        if len(rest) < len(line.changed):
            audit.record(self.user, "member.confirm", member, ["official_on"])
        if rest:
            audit.record(self.user, "member.edit", member, rest)


def rolls_of(members: Iterable[Member | None]) -> list[QuerySet]:
    """What an act on the roll of these may make or change; what names another comes later."""
    pks = [member.pk for member in members if member and member.pk]
    models = [RollAct, *(Member._meta.get_field(name).related_model for name in TABLES), Discipline]
    rows = [model._base_manager.filter(member__in=pks) for model in models]
    return [Member.objects.filter(pk__in=pks), *rows]


def _first_spells(lines: list[Line]) -> Iterable[Membership]:
    for line in lines:
        yield Membership(
            member=line.record,
            unit=line.values["unit"],
            starts_on=line.values["starts_on"],
            came_by=_came_by(line),
            came_from=line.values.get("came_from", ""),
        )


def _came_by(line: Line) -> CameBy:
    """Who has no day of arrival of his or her own was there on the day of the list."""
    if "came_from" in line.values:
        return CameBy.TRANSFER
    if line.values["starts_on"] == line.record.admitted_on:
        return CameBy.ADMISSION
    return CameBy.TRANSFER if "starts_on" in line.raw else CameBy.OPENING
