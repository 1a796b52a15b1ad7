"""A list of candidates whom the cells follow."""

import datetime
from collections.abc import Hashable

from accounts.models import User
from cells.models import Unit
from common.vietnamese import sort_key
from members.models import Candidate
from members.models.history import in_words
from upkeep.imports import values
from upkeep.imports.fields import Field, put
from upkeep.imports.members import UNIT_WORDS
from upkeep.imports.people import Units
from upkeep.imports.person import DAY_NOTE, PERSON
from upkeep.imports.trying import Trial
from upkeep.imports.verdicts import Line, as_text
from upkeep.models import Verdict

FACTS = ["born_on", "sex", "ethnicity", "schooling", "work_place"]
FIELDS = [
    *(field for field in PERSON if field.name in {"full_name", "given_name", *FACTS}),
    Field("unit", "Chi bộ", values.text, UNIT_WORDS, "Tên hoặc số của chi bộ", is_needed=True),
    Field(
        "starts_on",
        "Ngày đưa vào nguồn",
        values.day,
        "ngày giới thiệu|ngày phát hiện nguồn|theo dõi từ ngày|ngày vào nguồn|ngày",
        DAY_NOTE,
        is_needed=True,
    ),
]
EXAMPLE = {
    "full_name": "Trần Thị Bình",
    "born_on": datetime.date(1995, 10, 2),
    "sex": "Nữ",
    "schooling": "Đại học",
    "unit": "Chi bộ 1",
    "starts_on": datetime.date(2024, 3, 5),
}


class Judge(Trial):
    COLUMNS = {"on": "starts_on", "unit": "unit"}

    def __init__(self, scope: Unit, user: User, **asked):
        super().__init__(scope, user, **asked)
        self.units = Units(scope, only_cells=True)
        rows = Candidate.objects.visible_to(user).under(scope).open()
        self.known = [(sort_key(row.full_name), row) for row in rows.select_related("unit")]
        self.seen: dict[object, str] = {}

    def understand(self, line: Line) -> None:
        line.need({"full_name": "họ và tên"})
        if not line.has_error:
            self._judge(line)

    def _judge(self, line: Line) -> None:
        self.units.place(line, line.values.get("starts_on", self.today))
        found = self._find(line)
        if len(found) > 1:
            line.error("full_name", f"Đang theo dõi {len(found)} người cùng tên này.")
            return
        person = (
            found[0].pk if found else (sort_key(line.values["full_name"]), line.values.get("born_on"))
        )
        first = self.seen.setdefault(person, line.where)
        if first != line.where:
            line.error("full_name", f"Trùng người với hàng {first}.")
        elif found:
            self._compare(line, found[0])
        else:
            self._take_in(line)

    def _find(self, line: Line) -> list[Candidate]:
        """Whoever of that name is followed now; the day of birth tells namesakes apart."""
        key, born = sort_key(line.values["full_name"]), line.values.get("born_on")
        named = [row for known, row in self.known if known == key]
        born_then = [row for row in named if row.born == born]
        return born_then or [row for row in named if not row.born or not born or born.may_be(row.born)]

    def _compare(self, line: Line, candidate: Candidate) -> None:
        line.record = candidate
        if line.values.get("unit", candidate.unit) != candidate.unit:
            line.error("unit", f"Đang được {candidate.unit} theo dõi.")
        for name in ["full_name", *FACTS]:
            stored = Candidate._meta.get_field(name).value_from_object(candidate)
            written = line.values.get(name)
            if name == "born_on" and written and stored and written.covers(stored):
                continue
            if written and as_text(stored).casefold() != as_text(written).casefold():
                line.change(name, as_text(in_words(candidate, name)))
        line.ask_birth(candidate.born)
        if line.values.get("starts_on", candidate.starts_on) != candidate.starts_on:
            line.warn("starts_on", f"Trong sổ là {candidate.starts_on:%d/%m/%Y}; không sửa ở đây.")

    def _take_in(self, line: Line) -> None:
        line.act = Verdict.NEW
        line.need({"unit": "chi bộ", "starts_on": "ngày đưa vào nguồn"})
        for member in self.people.find(line.values):
            if member.born == line.values["born_on"]:
                line.error("full_name", "Trong sổ đã là đảng viên.")
            line.ask_birth(member.born)

    def together(self, line: Line) -> Hashable:
        """Each row is about another person."""
        return line.where

    def carry_out(self, line: Line, decision) -> None:
        """Note somebody new, or correct who he or she is."""
        if line.act == Verdict.NEW:
            names = ["unit", "full_name", *FACTS]
            facts = {name: line.values[name] for name in names if name in line.values}
            facts["born"] = facts.pop("born_on", None)
            line.record = Candidate.objects.note(on=line.values["starts_on"], by=self.user, **facts)
            return
        candidate = Candidate.objects.get(pk=line.record.pk)
        put(candidate, line.values, line.changed)
        candidate.edit(fields=line.changed, by=self.user)
