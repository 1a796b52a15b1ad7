"""A sheet of movements: who came, who went, who changed the cell, each with day, reason and paper.

Somebody who comes and is not known yet needs the columns of the record too.
"""

import datetime
import re
from collections.abc import Hashable, Iterable
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import User
from cells.models import Unit
from common.periods import DAY
from common.vietnamese import plain, sort_key
from members.models import Absence, CameBy, Discipline, DisciplineForm, LeftBy, Member, Membership
from upkeep.imports import values
from upkeep.imports.fields import Field, put, text_of
from upkeep.imports.members import Judge as MemberJudge
from upkeep.imports.members import rolls_of
from upkeep.imports.people import UnknownPersonError, cell_key
from upkeep.imports.person import DAY_NOTE, PERSON
from upkeep.imports.trying import DECISION, Trial, check_decision
from upkeep.imports.values import BadValueError
from upkeep.imports.verdicts import Line
from upkeep.models import Verdict

GUEST, AWAY = "guest", "away"  # for a time
INSIDE, EXPELLED = "inside", f"out:{LeftBy.EXPULSION}"
ARRIVALS = [f"in:{CameBy.TRANSFER}", f"in:{CameBy.REINSTATEMENT}"]
MOVEMENTS = {
    ARRIVALS[0]: "đến|đến chính thức|chuyển đến|chuyển sinh hoạt đến|tiếp nhận|từ nơi khác đến",
    ARRIVALS[1]: "khôi phục|phục hồi|phục hồi đảng tịch|kết nạp lại|khôi phục, kết nạp lại"
    "|phục hồi đảng tịch, kết nạp lại",
    INSIDE: "nội bộ|chuyển nội bộ|chuyển chi bộ|chuyển trong đảng bộ",
    f"out:{LeftBy.TRANSFER}": "đi|đi chính thức|chuyển đi|chuyển sinh hoạt đi|chuyển sinh hoạt"
    "|chuyển công tác",
    GUEST: "đến tạm thời|chuyển đến tạm thời|chuyển sinh hoạt tạm thời đến",
    AWAY: "đi tạm thời|chuyển đi tạm thời|chuyển sinh hoạt tạm thời đi",
    f"out:{LeftBy.DEATH}": "từ trần|chết|mất|qua đời",
    EXPELLED: "khai trừ",
    f"out:{LeftBy.DELETION}": "xóa tên|xoá tên|xóa tên trong danh sách",
    f"out:{LeftBy.RESIGNATION}": "xin ra|xin ra khỏi đảng|ra khỏi đảng",
    f"out:{LeftBy.ANNULMENT}": "hủy quyết định kết nạp|huỷ quyết định kết nạp",
}
WORDS = {plain(word): movement for movement, words in MOVEMENTS.items() for word in words.split("|")}
WAY = re.compile(r"^(?:(?:tang|giam|do|vi|bi|dang vien|dv) )+")
ACTIVITY = re.compile(r"\b(?:shd|(?:sinh hoat|sh)(?: dang)?)(?: chinh thuc)?\b")
CONTRARY = {"tang": "out:", "giam": "in:"}
FROM_TO = re.compile(r"\btừ (.+?) (?:sang|đến|về) (.+)", re.I)
FOR_A_TIME = {GUEST: Membership.objects.temporary(), AWAY: Absence.objects}
GONE = "Đồng chí không còn trong danh sách của chi bộ nào."
NEED_DECISION = {LeftBy.EXPULSION, LeftBy.DELETION, LeftBy.RESIGNATION, LeftBy.ANNULMENT}
# Columns of days: field, what happened where no column says, what cannot have happened.
WAYS = (("left_on", f"out:{LeftBy.TRANSFER}", "in:"), ("came_on", ARRIVALS[0], "out:"))
PLACE = text_of(Membership._meta.get_field("left_to"))


def movement(raw) -> str:
    """What happened, in words: Giảm (từ trần), chuyển từ CB 1 sang CB 2. Raises BadValueError."""
    written = values.text(raw)
    if FROM_TO.search(written):
        return INSIDE
    way, _, _ = plain(written).partition(" ")
    named = ACTIVITY.sub("sinh hoat", WAY.sub("", plain(written)))
    if WORDS.get(named, "").startswith(CONTRARY.get(way, "?")):
        raise BadValueError(f"“{written[:40]}” nói hai điều trái nhau.")
    return values.choice(named if named in WORDS else written, WORDS)


FIELDS = [
    *PERSON,
    Field(
        "movement",
        "Chuyển đến hay chuyển đi",
        movement,
        "loại|việc|chuyển sinh hoạt|lý do|lý do biến động|biến động|hình thức|đến đi|tăng giảm"
        "|lý do tăng, giảm",
        "Một trong: chuyển đến; chuyển đi; chuyển nội bộ; phục hồi; từ trần; khai trừ; xóa tên; "
        "xin ra; hủy quyết định kết nạp",
        is_needed=True,
    ),
    Field(
        "on",
        "Ngày có hiệu lực",
        values.party_day,
        "ngày|từ ngày|ngày biến động|ngày chuyển|ngày tháng",
        f"{DAY_NOTE}; ngày đầu ở nơi mới, hoặc ngày đầu không còn trong danh sách",
        is_needed=True,
    ),
    Field("left_on", "Ngày đi", values.party_day, "ngày chuyển đi|ngày rời", "Thay cho hai cột trên"),
    Field("came_on", "Ngày đến", values.party_day, "ngày chuyển đến", "Thay cho hai cột trên"),
    Field(
        "unit",
        "Chi bộ đến",
        values.text,
        "chi bộ|đến chi bộ|chi bộ mới|chi bộ tiếp nhận",
        "Khi chuyển đến hoặc chuyển nội bộ",
    ),
    Field(
        "place",
        "Nơi đi, nơi đến",
        PLACE,
        "từ nơi, đến nơi|nơi đến|nơi đi|nơi chuyển đến|nơi chuyển đi|chuyển đến đâu|chuyển từ đâu",
        "Tổ chức đảng ở ngoài, nơi từ đó đến hoặc sẽ đến",
    ),
    *DECISION,
]
EXAMPLE = {
    "full_name": "Nguyễn Văn An",
    "born_on": datetime.date(1980, 5, 20),
    "movement": "Chuyển đi",
    "on": datetime.date(2024, 5, 2),
    "place": "Đảng bộ phường Trần Phú",
}


class Judge(Trial):
    DAY = "on"
    COLUMNS = {"on": "on", "to": "unit", "unit": "unit", "origin": "origin"}

    def __init__(self, scope: Unit, user: User, **asked):
        super().__init__(scope, user, **asked)
        self.members = MemberJudge(scope, user, starts_on=None, about=self.about)

    def understand(self, line: Line) -> None:
        _deduce(line)
        line.need({"full_name": "họ và tên", "movement": "loại việc", "on": "ngày có hiệu lực"})
        if not {"full_name", "movement", "on"} - set(line.values):
            self._judge(line)
        if line.act == Verdict.NEW or line.has_error:
            check_decision(line)

    def _judge(self, line: Line) -> None:
        try:
            member = self.members.people.pick(line.values)
        except UnknownPersonError as unknown:
            member = None
            if line.values["movement"] not in ARRIVALS:
                line.error("full_name", str(unknown))
                return
        except BadValueError as namesakes:
            line.error("full_name", str(namesakes))
            return
        if member:
            self.members.people.ask_about(line, member)
        line.record = member
        if line.values["movement"] in FOR_A_TIME:
            self._compare_time(line, member)
        elif line.values["movement"].startswith("out:"):
            self._judge_leaving(line, member)
        else:
            self._judge_coming(line, member)

    def _compare_time(self, line: Line, member: Member) -> None:
        """Not written here: a stay has an end, a host and a cell at home."""
        rows = FOR_A_TIME[line.values["movement"]]
        if not rows.filter(member=member, starts_on=line.values["on"]).exists():
            line.error(
                "movement", "Trong phần mềm chưa ghi; đề nghị ghi ở hồ sơ của đồng chí, phần Sinh hoạt."
            )

    def _judge_leaving(self, line: Line, member: Member) -> None:
        reason = line.values["movement"].removeprefix("out:")
        past = member.memberships.permanent().filter(ends_on=line.values["on"] - DAY, left_by=reason)
        if past.exists():
            return
        line.act = Verdict.NEW
        home = self.members.people.home(member)
        if home is None:
            line.error("full_name", GONE)
        else:
            self._ask_about_cell(line, home)
        if reason == LeftBy.TRANSFER:
            line.need({"place": "nơi chuyển đến"})
        if reason in NEED_DECISION:
            line.need({"decision_number": "số quyết định"})

    def _ask_about_cell(self, line: Line, home: Membership) -> None:
        """Who leaves another cell than the one of the record is perhaps somebody else."""
        with suppress(BadValueError):
            if self.members.units.find(line.values.get("unit", ""), line.values["on"]) != home.unit:
                line.warn(
                    "unit", f"Đang sinh hoạt tại {home.unit}; đề nghị xem có đúng là một người không."
                )

    def _judge_coming(self, line: Line, member: Member | None) -> None:
        on = line.values["on"]
        if line.values["movement"] == INSIDE:
            self._read_cells(line)
        self.members.units.place(line, on)
        line.need({"unit": "chi bộ đến"})
        if (unit := line.values.get("unit")) is None:
            return
        if member and member.memberships.permanent().filter(unit=unit, starts_on=on).exists():
            return
        line.act = Verdict.NEW
        if member is None:
            self._take_in(line)
        elif (self.members.people.home(member) is None) == (line.values["movement"] == INSIDE):
            line.error("movement", _wrong_way(self.members.people.home(member)))

    def _read_cells(self, line: Line) -> None:
        """From which cell to which, in one text."""
        texts = ((name, values.shown(line.raw.get(name))) for name in ("place", "movement"))
        name, found = next(((n, f) for n, text in texts if (f := FROM_TO.search(text))), ("", None))
        if found is None:
            return
        line.written_as |= {key: name for key in ("unit", "origin") if key not in line.raw}
        try:
            line.values["origin"] = self.members.units.find(found[1], line.values["on"])
        except BadValueError as bad:
            line.error(name, str(bad))
        if cell_key(line.values.setdefault("unit", found[2])) != cell_key(found[2]):
            line.error(name, "Khác chi bộ ở cột Chi bộ đến.")
        if name == "place":
            del line.values["place"]

    def _take_in(self, line: Line) -> None:
        line.values |= {"starts_on": line.values["on"], "came_from": line.values.get("place", "")}
        self.members.look_up([line])
        self.members.check_numbers(line, None)
        self.members.take_in(line)
        if line.values["movement"] == ARRIVALS[0]:
            line.need({"place": "nơi chuyển đi"})

    def together(self, line: Line) -> Hashable:
        """What rows about the same person have in common: they are carried out together."""
        known = line.record and line.record.pk
        return known or sort_key(line.values["full_name"])

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        return rolls_of(line.record for line in lines)

    def carry_out(self, line: Line, decision) -> None:
        """One movement by its verb, on the member as he or she is by then."""
        on, movement = line.values["on"], line.values["movement"]
        place, unit = line.values.get("place", ""), line.values.get("unit")
        if line.record is None or line.record.pk is None:  # known now, or not before this row
            self._enrol(line, decision)
            return
        member = Member.objects.get(pk=line.record.pk)
        if movement.startswith("in:"):
            came_by = movement.removeprefix("in:")
            member.join(unit, on=on, came_by=came_by, came_from=place, decision=decision, by=self.user)
            return
        home = member.current_membership()
        if home is None:  # by a row above
            raise ValidationError(GONE)
        if movement == INSIDE:
            self._transfer(line, home, decision)
        elif movement == EXPELLED:
            Discipline.objects.record_member(
                member, form=DisciplineForm.EXPULSION, on=on, decision=decision, by=self.user
            )
        else:
            left_by = movement.removeprefix("out:")
            home.leave(on=on, left_by=left_by, left_to=place, decision=decision, by=self.user)

    def _transfer(self, line: Line, home: Membership, decision) -> None:
        if line.values.get("origin", home.unit) != home.unit:
            raise ValidationError({"origin": f"Đang sinh hoạt tại {home.unit}."})
        home.transfer(to=line.values["unit"], on=line.values["on"], decision=decision, by=self.user)

    def _enrol(self, line: Line, decision) -> None:
        member = line.record = Member()
        put(member, line.values, [field.name for field in PERSON])
        member.enrol(
            line.values["unit"],
            on=line.values["on"],
            came_by=line.values["movement"].removeprefix("in:"),
            came_from=line.values.get("place", ""),
            decision=decision,
            by=self.user,
        )


def _deduce(line: Line) -> None:
    """Two columns of days, one for coming and one for going, say both day and direction."""
    given = [name for name in ("on", "left_on", "came_on") if name in line.values]
    if len({line.values[name] for name in given}) > 1:
        line.error(given[-1], "Dòng có nhiều ngày khác nhau; đề nghị ghi mỗi việc một dòng.")
    for name, movement, others in WAYS:
        if name in line.values and "on" not in line.values:
            line.values["on"], line.written_as["on"] = line.values[name], name
            if line.values.setdefault("movement", movement).startswith(others):
                line.error(name, "Ngày ở cột này không hợp với loại việc.")


def _wrong_way(home: Membership | None) -> str:
    if home is None:
        return "Đồng chí không sinh hoạt tại chi bộ nào; đề nghị ghi là chuyển đến."
    return f"Đang sinh hoạt tại {home.unit}; đề nghị ghi là chuyển nội bộ, hoặc ghi chuyển đi trước."
