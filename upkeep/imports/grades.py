"""Tables of grades of past years: who was graded how, and what he or she was given for it.

They are taken over as decided on paper (docs/decisions/0025-grades-from-paper.md).
"""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import User
from cells.models import Unit
from cells.rights import may
from common.vietnamese import plain
from evaluations.models import (
    AwardForm,
    AwardKind,
    Commendation,
    Exclusion,
    Grade,
    Level,
    MemberAssessment,
    Round,
    RoundKind,
    RuleSet,
    UnitAssessment,
)
from evaluations.models.round import graded_under, last_day_of
from evaluations.rules.cap import Share
from members.models import Member
from upkeep.imports import values
from upkeep.imports.fields import Field, labels, text_of
from upkeep.imports.grade_words import (
    EXEMPLARY,
    NO_YEAR,
    NOBODY,
    POSSIBLE,
    WITHOUT_REASON,
    grade,
    reason,
    why_not,
    year,
)
from upkeep.imports.people import Units
from upkeep.imports.person import DAY_NOTE, PERSON
from upkeep.imports.trying import Trial
from upkeep.imports.values import BadValueError
from upkeep.imports.verdicts import Cell, Line
from upkeep.models import Verdict

# --- The columns --------------------------------------------------------------------------------

OWN = "tự xếp loại|tự đánh giá|tự nhận|tự nhận mức|cá nhân|cá nhân tự xếp loại|cá nhân tự đánh giá"
OWN += "|đảng viên tự xếp loại|cá nhân tự nhận|tự phân loại|tự đánh giá, xếp loại"
PROPOSED = "chi bộ đề nghị|chi bộ xếp loại|chi bộ đánh giá|chi bộ đề xuất|chi bộ bình xét|đề nghị"
PROPOSED += "|chi ủy đề nghị|chi bộ đề nghị xếp loại|đề nghị xếp loại|đề nghị của chi bộ|cấp ủy đề nghị"
DECIDED = "xếp loại|đảng ủy quyết định|quyết định|đảng ủy xếp loại|đảng ủy công nhận|kết quả"
DECIDED += "|kết quả xếp loại|mức xếp loại|đánh giá, xếp loại|kết quả đánh giá, xếp loại|phân loại"
DECIDED += "|xếp loại đảng viên|kết quả đánh giá|đảng ủy đánh giá|cấp ủy quyết định|đảng ủy duyệt"
DECIDED += "|đảng ủy|cấp ủy"
DECIDED += "|đảng ủy qđ|đu qđ|quyết định của đảng ủy|mức xếp loại của đảng ủy|cấp ủy công nhận|xl"
HEADS = {
    Level.XS: "xs|htxs|htxsnv|xuất sắc|hoàn thành xuất sắc|hoàn thành xuất sắc nhiệm vụ",
    Level.T: "t|htt|httnv|tốt|hoàn thành tốt|hoàn thành tốt nhiệm vụ",
    Level.HT: "ht|htnv|hoàn thành|hoàn thành nhiệm vụ",
    Level.KHT: "kht|khtnv|không hoàn thành|không hoàn thành nhiệm vụ|không htnv|không ht",
}
OVER = ["", "kết quả", "kết quả xếp loại", "xếp loại", "mức xếp loại", "đánh giá xếp loại", "mức"]
NO = "không|ko|0"
FIRST_YEAR, LAST_YEAR = 2019, 2035  # the first rule set; more columns than anybody has


def _join(*parts: list[str]) -> str:
    """Every way to put one of each behind the other."""
    ways = [""]
    for part in parts:
        ways = [f"{way} {word}".strip() for way in ways for word in part]
    return "|".join(dict.fromkeys(ways))


def _column(name: str, label: str, words: str, read=values.text) -> Field:
    """A level as a word."""
    return Field(name, label, read, _join(OVER, words.split("|")), POSSIBLE)


def _ticks(prefix: str, label: str, words: str) -> list[Field]:
    """A column for each level, with an x in one of them."""
    over = ["", *words.split("|")] if prefix == "is_" else words.split("|")
    return [
        Field(
            f"{prefix}{level}",
            f"{label}: {level.label}",
            values.mark,
            _join(over, HEADS[level].split("|")),
            "Đánh x; thay cho cột mức xếp loại",
            in_template=False,
        )
        for level in Level
    ]


def _of_year(number: int) -> Field:
    over = ["", *DECIDED.split("|")]
    years = [f"{number}", f"năm {number}"]
    words = _join(over, years)
    return Field(f"level_{number}", f"Năm {number}", grade, words, POSSIBLE, in_template=False)


WHO = {"full_name", "given_name", "born_on", "card_number"}
YEARS = [_of_year(number) for number in range(FIRST_YEAR, LAST_YEAR)]
FIELDS = [
    *(field for field in PERSON if field.name in WHO),
    Field("unit", "Chi bộ", values.text, "tên chi bộ|thuộc chi bộ", "Tên hoặc số; chi bộ năm đó"),
    Field("year", "Năm", year, "năm xếp loại|năm đánh giá|năm xét", "Như 2021", is_needed=True),
    _column("own", "Tự xếp loại", OWN),
    # "Chi bộ" stands under a title of several columns; by itself it is the unit.
    _column("proposed", "Chi bộ đề nghị", f"{PROPOSED}|chi bộ"),
    _column("level", "Mức xếp loại", DECIDED, grade),
    Field(
        "reason",
        "Lý do không xếp loại",
        reason,
        "không xếp loại|lý do chưa xếp loại|kxl|không đánh giá|chưa xếp loại",
        f"{labels(Exclusion.choices)}; hoặc ghi lý do",
        nothing=NO,
    ),
    Field("points", "Điểm", values.text, "số điểm|tổng điểm|điểm đánh giá|điểm xếp loại|điểm tự chấm"),
    Field(
        "award",
        "Khen thưởng",
        text_of(Commendation._meta.get_field("reason")),
        "hình thức khen thưởng|danh hiệu|khen thưởng trong năm|danh hiệu khen thưởng",
        "Giấy khen, bằng khen, biểu dương, cờ, và của ai",
        nothing=NO,
    ),
    Field(
        "given_on",
        "Ngày trao",
        values.party_day,
        "ngày khen|ngày khen thưởng|ngày trao thưởng",
        DAY_NOTE,
    ),
    Field(
        "proposed_award", "Đề nghị khen thưởng", values.text, "đề nghị khen|chi bộ đề nghị khen thưởng"
    ),
    Field("note", "Ghi chú", values.text, "lý do|ý kiến|ghi chú khác", nothing=NO),
    *YEARS,
    *_ticks("is_", "Xếp loại", DECIDED),
    *_ticks("own_", "Tự xếp loại", OWN),
    *_ticks("proposed_", "Chi bộ đề nghị", PROPOSED),
]
EXAMPLE = {
    "full_name": "Nguyễn Văn An",
    "born_on": datetime.date(1980, 5, 20),
    "unit": "Chi bộ 1",
    "year": 2021,
    "level": "HTTNV",
}
FORMS = {
    AwardForm.MERIT: re.compile(r"\b(?:giay khen|gk)\b"),
    AwardForm.CERTIFICATE: re.compile(r"\b(?:bang khen|bk)\b"),
    AwardForm.PRAISE: re.compile(r"\b(?:bieu duong|tuyen duong)\b"),
    AwardForm.FLAG: re.compile(r"\bco (?:thi dua|cua)\b"),
}
ABOUT = {
    AwardKind.HCM: re.compile(r"\b(?:ho chi minh|hcm|hoc tap va lam theo|guong bac)\b"),
    AwardKind.FIVE_YEARS: re.compile(r"\b(?:5|05|nam) nam (?:lien|lien tuc)\b"),
    AwardKind.THEMATIC: re.compile(r"\bchuyen de\b"),
    AwardKind.AD_HOC: re.compile(r"\bdot xuat\b"),
}
AWARD_PARTS = re.compile(r"\s*[;\n+]\s*")
OF_ONE_YEAR = ("points", "award", "proposed_award", "note")


def _first(patterns: dict, text: str, default: str) -> str:
    return next((one for one, pattern in patterns.items() if pattern.search(plain(text))), default)


class Judge(Trial):
    COLUMNS = {
        "member": "full_name",
        "level": "level",
        "year": "year",
        "unit": "unit",
        "note": "note",
        "given_on": "given_on",
        "reason": "award",
    }

    def __init__(self, scope: Unit, user: User, **asked):
        super().__init__(scope, user, **asked)
        self.units = Units(scope, only_cells=True)
        self.seen: dict[tuple, str] = {}
        self.rules: dict[int, RuleSet | None] = {}
        self.refusals: dict[tuple[Unit, int], str] = {}
        self.graded_in: dict[tuple[Unit, int], Unit] = {}  # (cell, year) → whose round it is

    def judge(self, lines: list[Line]) -> None:
        super().judge(lines)
        self._warn_of_cap(lines)

    def understand(self, line: Line) -> None:
        line.need({"full_name": "họ và tên"})
        grades = _grades(line)
        if not line.has_error:
            self._judge(line, grades)

    def _judge(self, line: Line, grades: dict[int, tuple[str, Grade]]) -> None:
        try:
            member = self.people.pick(line.values)
        except BadValueError as bad:
            line.error("full_name", str(bad))
            return
        self.people.ask_about(line, member)
        self.units.place(line, last_day_of(max(grades)))
        line.record, line.values["entries"], line.values["awards"] = member, [], []
        for number, (name, one) in sorted(grades.items()):
            if not line.has_error:
                self._judge_year(line, number, name, one, is_only=len(grades) == 1)

    def _judge_year(self, line: Line, number: int, name: str, one: Grade, *, is_only: bool) -> None:
        member = line.record
        first = self.seen.setdefault((member.pk, number), line.where)
        if first != line.where:
            line.error("full_name", f"Trùng với dòng {first}.")
            return
        cell = self._cell(line, member, number, is_only=is_only)
        if cell is None or not self._may_grade(line, cell, number):
            return
        rows = MemberAssessment.objects.visible_to(self.user).select_related("round__unit")
        known = rows.filter(member=member, round__year=number, round__kind=RoundKind.YEAR).first()
        if known and known.grade[:2] == one[:2]:
            line.cells[name] = Cell(Verdict.SAME)
            if one.note and one.note != known.note:
                line.warn(name, f"Trong phần mềm, ghi chú là “{known.note}”; không ghi thêm.")
        else:
            line.act = Verdict.NEW
            line.values["entries"].append((number, name, cell, one))
        self._ask_too_new(line, number, name, one)
        if is_only:
            self._judge_awards(line, number, cell, one)

    def _ask_too_new(self, line: Line, number: int, name: str, one: Grade) -> None:
        if number not in self.rules:
            self.rules[number] = RuleSet.objects.for_year(number)
        rules, since = self.rules[number], line.record.admitted_on
        if one.level and rules and rules.is_too_new(since, last_day_of(number)):
            months = rules.months_before_grading
            line.warn(name, f"Kết nạp ngày {since:%d/%m/%Y}, đến hết năm chưa đủ {months} tháng.")

    def _cell(self, line: Line, member: Member, number: int, *, is_only: bool) -> Unit | None:
        """Where he or she was then: as the table says, or as is on record where it tells of one cell
        for several years, or of none."""
        day = last_day_of(number)
        spell = member.memberships.permanent().on(day).select_related("unit").first()
        then, named = spell and spell.unit, line.values.get("unit")
        if then and named and is_only and then != named and then.pk in self.units.by_id:
            line.warn("unit", f"Theo sổ, ngày {day:%d/%m/%Y} sinh hoạt tại {then}.")
        cell = named if named and (is_only or not then) else then
        if cell is None:
            line.error("unit", "Thiếu chi bộ; trong phần mềm chưa rõ năm đó ở chi bộ nào.")
        return cell

    def _may_grade(self, line: Line, cell: Unit, number: int) -> bool:
        key = (cell, number)
        if key not in self.refusals:
            self.refusals[key] = self._refusal(*key)
        if self.refusals[key]:
            line.error("unit", self.refusals[key])
        return not self.refusals[key]

    def _refusal(self, cell: Unit, number: int) -> str:
        """By the right of closing a round, as the pages ask for it."""
        try:
            unit = self.graded_in[cell, number] = graded_under(cell, number)
        except ValidationError as error:
            return " ".join(error.messages)
        may_close = may(self.user, "round.close", unit)
        return "" if may_close else f"Đồng chí không có quyền xếp loại tại {unit}."

    def _judge_awards(self, line: Line, number: int, cell: Unit, one: Grade) -> None:
        """What was given on a known day is recorded; the rest stands in the note of the grade."""
        for text in _awards(line):
            facts = {
                "form": _first(FORMS, text, ""),
                "kind": _first(ABOUT, text, AwardKind.ANNUAL),
                "year": number,
                "member": line.record,
            }
            if not facts["form"] or "given_on" not in line.values:
                continue
            if facts["kind"] == AwardKind.ANNUAL and one.level != Level.XS:
                line.warn("award", "Khen thưởng hằng năm nhưng không ở mức hoàn thành xuất sắc.")
            if not Commendation.objects.valid().filter(**facts).exists():
                line.act = Verdict.NEW
                line.values["awards"].append(
                    facts | {"unit": cell, "reason": text, "given_on": line.values["given_on"]}
                )

    def touched(self, lines: Iterable[Line]) -> list[QuerySet]:
        """The rounds of the years, with whom these rows name, and their awards."""
        members = [line.record.pk for line in lines if line.record]
        years = {number for line in lines for number, *_ in line.values.get("entries", [])}
        rounds = Round.objects.yearly().filter(unit__in=self.units.by_id, year__in=years)
        return [
            rounds,
            UnitAssessment.objects.filter(round__in=rounds),
            MemberAssessment.objects.filter(round__in=rounds, member__in=members),
            Commendation.objects.filter(member__in=members),
        ]

    def carry_out(self, line: Line, decision) -> None:
        for number, name, cell, one in line.values["entries"]:
            line.written_as["level"] = name
            Round.objects.take_over(line.record, cell, year=number, grade=one, by=self.user)
        for facts in line.values["awards"]:
            Commendation.objects.give(by=self.user, **facts)

    def _warn_of_cap(self, lines: list[Line]) -> None:
        """Decided on paper: a breach is told, never refused."""
        rows = defaultdict(list)
        for line in lines:
            for number, name, cell, one in line.values.get("entries", []):
                if not line.has_error and self.rules[number]:
                    rows[self.graded_in[cell, number], number].append((line, name, one.level))
        for (unit, number), found in rows.items():
            counts = Counter(level for *_, level in found if level)
            counts["graded"] = counts.total()
            rounds = Round.objects.yearly().filter(unit=unit, year=number)
            known = MemberAssessment.objects.filter(round__in=rounds).counts()
            shares = self.rules[number].shares({name: counts[name] + n for name, n in known.items()})
            for share in (share for share in shares if share.is_exceeded):
                for line, name, level in found:
                    if level == Level.XS:
                        line.warn(name, _over(number, share, self.rules[number].cap_percent))


def _over(number: int, share: Share, percent: int) -> str:
    return (
        f"Năm {number}, theo các bảng: {share.xs} hoàn thành xuất sắc, quy định cho phép "
        f"{share.allowed} ({percent}% của {share.counted})."
    )


# --- What a row says ----------------------------------------------------------------------------


def _grades(line: Line) -> dict[int, tuple[str, Grade]]:
    """Year → the column and what it says; an error where it says nothing, or two things."""
    found = {int(name[6:]): (name, one) for name, one in line.values.items() if name[:6] == "level_"}
    name, one = _decided(line)
    if one is not None and "year" not in line.values:
        line.error("year", NO_YEAR)
    elif one is not None:
        number = line.values["year"]
        if number in found and found[number][1][:2] != one[:2]:
            line.error(name, f"Khác với cột của năm {number}.")
        found[number] = (name, one)
    if not found and one is None:
        line.error("level", "Thiếu mức xếp loại hoặc lý do không xếp loại.")
    if len(found) == 1:
        return {number: (name, _noted(line, one)) for number, (name, one) in found.items()}
    for field in OF_ONE_YEAR:
        if field in line.values:
            line.warn(field, "Dòng có nhiều năm, không rõ của năm nào nên không ghi.")
    return found


def _decided(line: Line) -> tuple[str, Grade | None]:
    """The level or the reason that the row says of the year of the table."""
    said = {f"is_{level}": Grade(level) for level in Level if line.values.get(f"is_{level}")}
    said |= {name: line.values[name] for name in ("level", "reason") if name in line.values}
    told = {name: one for name, one in said.items() if one not in (NOBODY, WITHOUT_REASON)} or said
    note = line.values.get("note", "")
    if not told:
        known = why_not(note)
        return "note", Grade(exclusion=known) if known else None
    (name, one), *others = told.items()
    for other, differs in others:
        if differs[:2] != one[:2]:
            line.error(other, "Dòng này ghi hai kết quả khác nhau.")
    if one == WITHOUT_REASON and not note:
        line.error(name, "Thiếu lý do không xếp loại.")
    return name, reason(note) if one == WITHOUT_REASON and note else one


def _awards(line: Line) -> list[str]:
    return [text for text in AWARD_PARTS.split(line.values.get("award", "")) if text]


def _noted(line: Line, one: Grade) -> Grade:
    """With what the table says beside the level: points, what was proposed otherwise, awards without
    a day."""
    parts = [one.note]
    if "points" in line.values:
        parts.append(f"Điểm: {line.values['points']}")
    for name, label in (("own", "Tự xếp loại"), ("proposed", "Chi bộ đề nghị")):
        if other := _said_otherwise(line, name, one):
            parts.append(f"{label}: {other}")
    parts += [f"Khen thưởng: {text}" for text in _awards(line) if _is_only_noted(line, text)]
    if "proposed_award" in line.values:
        parts.append(f"Đề nghị khen thưởng: {line.values['proposed_award']}")
    note = line.values.get("note", "")
    if not (one.exclusion and why_not(note)):
        parts.append(note)
    return one._replace(note=". ".join(dict.fromkeys(filter(None, parts))))


def _said_otherwise(line: Line, name: str, one: Grade) -> str:
    """What was proposed, where it is not what was decided; as written where nobody knows the word."""
    ticked = [level.label for level in Level if line.values.get(f"{name}_{level}")]
    written = line.values.get(name) or ", ".join(ticked)
    try:
        other = grade(written) if written else one
    except BadValueError:
        return written
    return "" if other[:2] == one[:2] else str(other)


def _is_only_noted(line: Line, text: str) -> bool:
    if not _first(FORMS, text, ""):
        if not EXEMPLARY.search(plain(text)):
            line.warn("award", f"Không rõ hình thức khen của “{text}” nên chỉ ghi ở ghi chú.")
        return True
    if "given_on" not in line.values:
        line.warn("award", "Không có ngày trao nên chỉ ghi ở ghi chú, không vào phần mềm khen thưởng.")
        return True
    return False
