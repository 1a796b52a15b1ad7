"""The steps of this year's grades, as cells keep them in a table: own points and level, votes, what the
cell proposes, the appraisal. Written into the round that is open, by the verbs of its pages.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import User
from cells.models import Unit
from cells.rights import may
from evaluations.models import Level, MemberAssessment, Opinion, RoundKind, Step, Vote
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


def _level(name: str, label: str, words: str) -> Field:
    return Field(name, label, level, words, "XS, T, HT, KHT hoặc ghi đủ chữ")


def _votes(name: str, label: str, words: str) -> Field:
    return Field(name, label, count, words)


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
        counted = [_differs(line, vote, name, name) for name in COUNTS]
        if any(counted):
            line.values["steps"] = sorted({*line.values["steps"], Step.CELL}, key=list(Step).index)

    def _ask_right(self, line: Line, step: Step, column: str) -> None:
        action = "round.grade" if step == Step.APPRAISAL else "grade.propose"
        if not may(self.user, action, line.record.cell):
            line.error(column, "Đồng chí không có quyền ghi bước này.")

    def together(self, line: Line) -> Hashable:
        """Each row is about another person."""
        return line.where

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        rows = [line.record.pk for line in lines if line.record]
        return [model.objects.filter(assessment__in=rows) for model in (Opinion, Vote)]

    def carry_out(self, line: Line, decision) -> None:
        for step in line.values["steps"]:
            self._say(line, step)

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
