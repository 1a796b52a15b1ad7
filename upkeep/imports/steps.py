"""The steps of this year's grades, as cells keep them in a table: own points and level, what other
bodies propose, votes, what the cell proposes, the appraisal. Written into the round that is open, by
the verbs of its pages.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterable
from decimal import Decimal
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import User
from cells.models import Unit
from cells.rights import may
from common.vietnamese import in_sentence, nfc, plain
from evaluations.models import (
    Body,
    BodyOpinion,
    Level,
    MemberAssessment,
    Opinion,
    RoundKind,
    Step,
    Vote,
)
from evaluations.models.steps import COUNTS
from upkeep.imports import values
from upkeep.imports.fields import Field
from upkeep.imports.grade_words import KNOWN_LEVELS, POSSIBLE, key_of, year
from upkeep.imports.person import PERSON
from upkeep.imports.trying import Trial
from upkeep.imports.values import BadValueError
from upkeep.imports.verdicts import Line, as_text
from upkeep.models import Verdict

NUMBER = re.compile(r"\d{1,3}(?:[.,]\d)?")
TOLD = re.compile(r"(?:([^:]+):\s*)?([^:()]+?)\s*(?:\(([\d.,]+)\s*\+\s*([\d.,]+)\))?")
HOW_TOLD = "Ghi mức, như T; hoặc tên, mức và điểm hai phần, như Công đoàn: T (28 + 60)."
HOW_DATED = "Ghi ngày, như 05/12/2026; nhiều nơi thì ghi tên, như Công đoàn: 05/12/2026."
WHOSE_DAY = "Không rõ ngày của nơi nào: ghi đề nghị ở cột bên cạnh, cùng tên."
WHICH_BODY = "Đã ghi đề nghị của nhiều nơi: ghi tên, như Công đoàn: T."
NOT_HERE = "Không có trong danh sách của đợt xếp loại nào đang mở."
SEVERAL = "Có trong hai đợt đang mở: đề nghị thêm cột Năm."


def level(raw) -> str:
    """One of the four levels, in any word for it. Raises BadValueError."""
    if found := KNOWN_LEVELS.get(key_of(values.text(raw))):
        return found
    raise BadValueError(f"Không rõ “{values.text(raw)[:40]}”. {POSSIBLE}")


def points(raw) -> Decimal:
    """28, 28,5 or 28.5. Raises BadValueError."""
    written = values.text(raw)
    if not NUMBER.fullmatch(written):
        raise BadValueError("Ghi số điểm, như 28 hoặc 28,5.")
    return Decimal(written.replace(",", "."))


def count(raw) -> int:
    """A number of votes. Raises BadValueError."""
    written = values.text(raw)
    if not re.fullmatch(r"\d{1,4}", written):
        raise BadValueError("Ghi số phiếu.")
    return int(written)


class Told(NamedTuple):
    """What one body proposes, as it stands in a cell."""

    name: str
    level: str
    conduct_points: Decimal | None
    task_points: Decimal | None


def told_by_bodies(raw) -> list[Told]:
    """T; or Công đoàn Trung tâm: XS (28 + 65), several of them apart by ; . Raises BadValueError."""
    return [_told(part.strip()) for part in values.text(raw).split(";") if part.strip()]


def _told(part: str) -> Told:
    if not (found := TOLD.fullmatch(part)):
        raise BadValueError(f"Không rõ “{part[:40]}”. {HOW_TOLD}")
    name, said, *given = found.groups()
    return Told(nfc(name or ""), level(said), *(one and points(one) for one in given))


def days_of_bodies(raw) -> dict[str, datetime.date]:
    """05/12/2026; or Công đoàn Trung tâm: 05/12/2026, several apart by ; . Raises BadValueError."""
    if not isinstance(raw, str):
        return {"": values.party_day(raw)}
    parts = [part.rpartition(":") for part in values.text(raw).split(";") if part.strip()]
    return {plain(name.strip()): values.party_day(day.strip()) for name, _, day in parts}


def _level(name: str, label: str, words: str) -> Field:
    return Field(name, label, level, words, "XS, T, HT, KHT hoặc ghi đủ chữ")


def _votes(name: str, label: str, words: str) -> Field:
    return Field(name, label, count, words)


def _day_of(kind: str) -> str:
    """The column that says when these bodies proposed."""
    return f"{kind}_on"


OF_BODY = {
    Body.BOARD: "ý kiến chi ủy|chi ủy xếp loại",
    Body.MASS: "công đoàn đề nghị|đoàn thanh niên đề nghị|ý kiến đoàn thể|đoàn thể xếp loại",
    Body.WORK: "khoa phòng đề nghị|đơn vị công tác đề nghị|nơi công tác xếp loại",
    Body.LEADERS: "tập thể lãnh đạo xếp loại|ban giám đốc đề nghị|ban giám hiệu đề nghị",
    Body.OTHER: "chủ thể khác đề nghị",
}
FIELDS = [
    *(field for field in PERSON if field.name in {"full_name", "given_name", "born_on", "card_number"}),
    Field("unit", "Chi bộ", values.text, "tên chi bộ|thuộc chi bộ", "Chỉ để xem, lấy theo danh sách"),
    Field("year", "Năm", year, "năm xếp loại|năm đánh giá", "Cần khi có hai đợt đang mở"),
    _level(
        "state_level",
        "Xếp loại công chức, viên chức",
        "xếp loại viên chức|xếp loại công chức|chính quyền xếp loại|chuyên môn xếp loại",
    ),
    Field("self_conduct", "Điểm tiêu chí chung tự chấm", points, "tiêu chí chung|điểm chung|điểm 30"),
    Field("self_tasks", "Điểm nhiệm vụ tự chấm", points, "kết quả nhiệm vụ|điểm nhiệm vụ|điểm 70"),
    _level("self_level", "Tự xếp loại", "tự đánh giá|tự nhận|cá nhân tự xếp loại|tự nhận mức"),
    *(
        Field(kind.value, f"{kind.label} đề nghị", told_by_bodies, OF_BODY[kind], HOW_TOLD)
        for kind in Body
    ),
    *(
        Field(
            _day_of(kind),
            f"Ngày {in_sentence(kind.label)} đề nghị",
            days_of_bodies,
            note=HOW_DATED,
            in_template=False,
        )
        for kind in Body
    ),
    _votes("issued", "Phiếu phát ra", "số phiếu phát ra|phát ra"),
    _votes("collected", "Phiếu thu về", "số phiếu thu về|thu về"),
    _votes("invalid", "Phiếu không hợp lệ", "số phiếu không hợp lệ|không hợp lệ"),
    *(
        _votes(
            one.value, f"Phiếu {one.value.upper()}", f"số phiếu {one.value}|phiếu {one.label.lower()}"
        )
        for one in Level
    ),
    _level("cell_level", "Chi bộ đề nghị", "chi bộ xếp loại|đề nghị của chi bộ|đề nghị xếp loại"),
    Field("appraisal_conduct", "Điểm tiêu chí chung thẩm định", points, in_template=False),
    Field("appraisal_tasks", "Điểm nhiệm vụ thẩm định", points, in_template=False),
    _level("appraisal_level", "Thẩm định", "mức thẩm định|văn phòng thẩm định"),
    Field("note", "Ghi chú", values.text, "lý do|ý kiến"),
]
EXAMPLE = {
    "full_name": "Nguyễn Văn An",
    "unit": "Chi bộ 1",
    "self_conduct": "28",
    "self_tasks": "60",
    "self_level": "T",
    "board": "T",
    "mass": "Công đoàn Trung tâm: T",
    "issued": 15,
    "collected": 15,
    "xs": 2,
    "t": 13,
    "cell_level": "T",
}
# Step → what its form calls → the column.
OF_STEP = {
    Step.STATE: {"level": "state_level"},
    Step.SELF: {"conduct_points": "self_conduct", "task_points": "self_tasks", "level": "self_level"},
    Step.CELL: {"level": "cell_level"},
    Step.APPRAISAL: {
        "conduct_points": "appraisal_conduct",
        "task_points": "appraisal_tasks",
        "level": "appraisal_level",
    },
}


class Judge(Trial):
    COLUMNS = {field.name: field.name for field in FIELDS}

    def __init__(self, scope: Unit, user: User, **asked):
        super().__init__(scope, user, **asked)
        self.seen: dict[int, str] = {}

    def understand(self, line: Line) -> None:
        line.need({"full_name": "họ và tên"})
        if line.has_error:
            return
        try:
            member = self.people.pick(line.values)
            line.record = self._row(member, line.values.get("year"))
        except BadValueError as bad:
            line.error("full_name", str(bad))
            return
        self.people.ask_about(line, member)
        first = self.seen.setdefault(line.record.pk, line.where)
        if first != line.where:
            line.error("full_name", f"Trùng với dòng {first}.")
        else:
            self._compare(line)

    def _row(self, member, number: int | None) -> MemberAssessment:
        rows = MemberAssessment.objects.under_way().in_cells_of(self.user).with_steps()
        rows = rows.by_round_and_name().filter(member=member, round__kind=RoundKind.YEAR)
        found = list(rows.filter(round__year=number) if number else rows)
        if len(found) != 1:
            raise BadValueError(SEVERAL if found else NOT_HERE)
        return found[0]

    def _compare(self, line: Line) -> None:
        """Column by column with what stands there; a step is written when something in it differs."""
        said = line.record.said_at
        vote, line.values["steps"] = getattr(line.record, "vote", None), []
        for step, columns in OF_STEP.items():
            if not {*columns.values()} & set(line.raw):
                continue
            self._ask_right(line, step, columns["level"])
            told = [_differs(line, said.get(step), name, column) for name, column in columns.items()]
            if any(told):
                line.values["steps"].append(step)
        self._ask_whose_days(line)
        line.values["bodies"] = [
            pair
            for kind in Body.values
            for told in line.values.get(kind, [])
            if (pair := self._of_body(line, kind, told))
        ]
        counted = [_differs(line, vote, name, name) for name in COUNTS]
        if any(counted):
            line.values["steps"] = sorted({*line.values["steps"], Step.CELL}, key=list(Step).index)

    def _ask_whose_days(self, line: Line) -> None:
        """A day belongs to a proposal of the same name that stands in the row."""
        for kind in Body.values:
            told = {plain(one.name) for one in line.values.get(kind, [])}
            known = {*told, ""} if told else set()
            if line.values.get(_day_of(kind), {}).keys() - known:
                line.error(_day_of(kind), WHOSE_DAY)

    def _of_body(self, line: Line, kind: str, told: Told) -> tuple[BodyOpinion, dict] | None:
        """The proposal that this is about, kept or new, where it says something else."""
        self._ask_right(line, None, kind)
        of_kind = [one for one in line.record.bodies if one.kind == kind]
        kept = [one for one in of_kind if plain(told.name) in ("", plain(one.name))]
        if len(kept) > 1:
            line.error(kind, WHICH_BODY)
            return None
        said = kept[0] if kept else BodyOpinion(assessment=line.record, kind=kind, name=told.name)
        named = told._asdict().items()
        facts = {name: value for name, value in named if name != "name" and value is not None}
        days = line.values.get(_day_of(kind), {})
        if day := days.get(plain(told.name), days.get("")):
            facts["said_on"] = day
        changed = {name for name, value in facts.items() if getattr(said, name) != value}
        if not changed:
            return None
        if said.pk and changed - {"said_on"}:
            line.change(kind, str(said))
        elif said.pk and said.said_on:
            line.change(_day_of(kind), as_text(said.said_on))
        elif line.act == Verdict.SAME:
            line.act = Verdict.NEW
        return said, facts

    def _ask_right(self, line: Line, step: Step | None, column: str) -> None:
        action = "round.grade" if step == Step.APPRAISAL else "grade.propose"
        if not may(self.user, action, line.record.cell):
            line.error(column, "Đồng chí không có quyền ghi bước này.")

    def together(self, line: Line) -> Hashable:
        """Each row is about another person."""
        return line.where

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        rows = [line.record.pk for line in lines if line.record]
        return [model.objects.filter(assessment__in=rows) for model in (Opinion, BodyOpinion, Vote)]

    def carry_out(self, line: Line, decision) -> None:
        for said, facts in line.values["bodies"]:
            self._say_of_body(line, said, facts)
        for step in line.values["steps"]:
            self._say(line, step)

    def _say_of_body(self, line: Line, said: BodyOpinion, facts: dict) -> None:
        for name, value in facts.items():
            setattr(said, name, value)
        said.note = line.values.get("note", said.note)
        try:
            said.say(by=self.user)
        except ValidationError as error:
            named = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            about = {"note": "note" if "note" in line.raw else said.kind, "said_on": _day_of(said.kind)}
            told = [(about.get(name, said.kind), texts) for name, texts in named.items()]
            raise ValidationError(dict(told)) from error

    def _say(self, line: Line, step: Step) -> None:
        said = line.record.opinions.filter(step=step).first()
        said = said or Opinion(assessment=line.record, step=step)
        for name, column in OF_STEP[step].items():
            if column in line.values:
                setattr(said, name, line.values[column])
        said.note = line.values.get("note", said.note)
        votes = {name: line.values[name] for name in COUNTS if name in line.values}
        try:
            said.say(votes=votes if step == Step.CELL else None, by=self.user)
        except ValidationError as error:
            raise ValidationError(_by_column(error, step, line)) from error


def _differs(line: Line, stored, name: str, column: str) -> bool:
    """Whether the cell says something else than what is kept; told in the preview."""
    if column not in line.values:
        return False
    before, now = getattr(stored, name, None), line.values[column]
    if before == now:
        return False
    if before in (None, ""):
        line.act = Verdict.NEW if line.act == Verdict.SAME else line.act
    else:
        line.change(column, as_text(before))
    return True


def _by_column(error: ValidationError, step: Step, line: Line) -> dict[str, list[str]]:
    """What the verb refused, at the columns of that step; of votes at a column that the table has."""
    named = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    cast = next((one for one in Level.values if one in line.raw), Level.XS)
    columns = OF_STEP[step] | dict.fromkeys(Level.values, cast)
    return {columns.get(name, name or "full_name"): texts for name, texts in named.items()}
