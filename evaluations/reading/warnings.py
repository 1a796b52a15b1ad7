"""What a grader looks at before deciding: a sentence, the rule it rests on, the page that shows it.

Two queries for any number of rows. Nothing is refused: what overrules a point is the note of the row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import NamedTuple

from django.urls import reverse
from django.utils.text import Truncator, capfirst

from cells.models import ThresholdCode
from common.periods import DAY
from common.vietnamese import percent
from evaluations.models import Level, MemberAssessment, Round, UnitAssessment
from evaluations.models.kinds import quarter_named
from evaluations.reading.facts import Fact, Look, facts_of
from evaluations.rules.grounds import DISCIPLINES, OF_UNITS, XS_T, About, Ground, ground_of
from meetings.models import PRESENT_STATUSES, AttendanceStatus
from members.models import CameBy, CommentLevel
from members.models.discipline import DisciplineForm
from members.rules.party_age import MONTHS_A_YEAR, add_months

MOVES = {CameBy.TRANSFER: "chuyển đến", CameBy.WITH_UNIT: "đến theo tổ chức"}
LONGEST = 120  # signs of a text that somebody wrote
Said = Iterator[tuple[About, str, str]]


@dataclass(frozen=True)
class Concern:
    """One point about a row; its text goes on after "nhưng" as well."""

    about: About
    text: str
    url: str
    ground: Ground
    level: str = ""

    def __str__(self):
        if self.stands_against:
            return f"Xếp {self.level.upper()} nhưng {self.text}"
        return capfirst(self.text)

    @property
    def stands_against(self) -> bool:
        """Whether the level that was chosen is one the point speaks against."""
        return self.level in self.ground.against

    @property
    def is_discipline(self) -> bool:
        return self.about in DISCIPLINES


class Line(NamedTuple):
    """One point with its row, for the list of a round."""

    cell_name: str
    row: MemberAssessment | UnitAssessment
    concern: Concern


def concerns(grading: Round, *querysets) -> dict[tuple[bool, int], list[Concern]]:
    """The points about the rows of the round: by whether it is a unit, and its id or the member's."""
    look, groups = Look(grading), defaultdict(list)
    for fact in facts_of(look, *querysets):
        groups[fact.about, fact.subject].append(fact)
    found, order = defaultdict(list), list(SAID)
    for about, subject in sorted(groups, key=lambda key: order.index(key[0])):
        facts = sorted(groups[about, subject], key=lambda fact: fact.starts_on)
        found[about in OF_UNITS, subject] += _said(look, about, facts)
    return {subject: said for subject, said in found.items() if said}


def _said(look: Look, about: About, facts: list[Fact]) -> Iterator[Concern]:
    for kind, text, url in SAID[about](look, facts):
        if ground := ground_of(kind, look.grading.year):
            yield Concern(kind, text, url, ground)


def warn(grading: Round, *querysets) -> None:
    """Give each row its `warnings`, as its level makes them."""
    found = concerns(grading, *querysets)
    for row in chain(*querysets):
        is_unit = isinstance(row, UnitAssessment)
        about = found.get((is_unit, row.unit_id if is_unit else row.member_id), [])
        row.warnings = [replace(one, level=row.level) for one in about]


def lines_of(grading: Round) -> list[Line]:
    """Every point of a round, cell by cell: about the cell, then about its members."""
    members = grading.member_assessments.by_cell_and_name()
    units = grading.unit_assessments.from_below()
    warn(grading, members, units)
    by_cell = defaultdict(list)
    for row in members:
        by_cell[row.cell_id].append(row)
    return [
        Line(unit.name, row, concern)
        for unit in units
        for row in [unit, *by_cell[unit.unit_id]]
        for concern in row.warnings
    ]


def standing_against(grading: Round) -> list[Line]:
    """The points that a T or better is decided against."""
    lines = lines_of(grading)
    return [one for one in lines if one.row.level in XS_T and one.concern.stands_against]


def _page(name: str, *args, **asked) -> str:
    return reverse(name, args=args, query=asked or None)


def _places(fact: Fact) -> str:
    return _page("members:member_places", fact.subject)


def _discipline(look: Look, facts: list[Fact]) -> Said:
    for fact in facts:
        page = _page("members:member_merits", fact.subject)
        if fact.about == About.UNIT_DISCIPLINE:
            page = _page("members:discipline_list", unit=fact.place)
        said = f"bị {DisciplineForm(fact.text).label} theo quyết định ngày {fact.ends_on:%d/%m/%Y}"
        if fact.about == About.LATER:
            span = "năm" if look.grading.is_yearly else "kỳ"
            said += f", sau khi hết {span}: nếu vi phạm của {look.grading.period} thì xét vào {span} đó"
        yield About(fact.about), said, page


def _suspended(look: Look, facts: list[Fact]) -> Said:
    for fact in facts:
        said = f"đang bị đình chỉ sinh hoạt đảng, từ ngày {fact.starts_on:%d/%m/%Y}"
        yield About.SUSPENDED, said, _places(fact)


def _attendance(look: Look, facts: list[Fact]) -> Said:
    """Of one member: each fact is a meeting he or she had to come to. Most came, and need no page."""
    if said := list(_attended(look, facts)):
        days = {"start": f"{look.start}", "end": f"{look.end}"}
        page = _page("reports:attendance_rows", facts[0].subject, unit=look.grading.unit.code, **days)
        yield from ((about, text, page) for about, text in said)


def _attended(look: Look, facts: list[Fact]) -> Iterator[tuple[About, str]]:
    came = sum(fact.text in PRESENT_STATUSES for fact in facts)
    missed = [fact.starts_on for fact in facts if fact.text == AttendanceStatus.UNEXCUSED]
    away = _longest_leave(facts)
    if away >= look.number(ThresholdCode.LEAVE_MONTHS).value:
        yield About.LEAVE, f"vắng có lý do ở mọi buổi trong {away} tháng liền"
    if missed:
        days = ", ".join(f"{day:%d/%m}" for day in missed)
        yield About.MISSED, f"vắng không lý do {len(missed)} buổi ({days})"
    target = look.number(ThresholdCode.ATTENDANCE_TARGET)
    if not target.is_reached(came, len(facts)):
        share = f"dự {came}/{len(facts)} buổi ({percent(came, len(facts))})"
        yield About.ATTENDANCE, f"{share}, mức phấn đấu là {target.amount}"


def _longest_leave(facts: list[Fact]) -> int:
    """In how many months one after the other a member never came, each time with a reason."""
    months, longest, run = defaultdict(set), 0, 0
    for fact in facts:
        months[fact.starts_on.month].add(fact.text)
    for month in range(1, MONTHS_A_YEAR + 1):
        run = run + 1 if months[month] == {AttendanceStatus.EXCUSED} else 0
        longest = max(longest, run)
    return longest


def _moved(look: Look, facts: list[Fact]) -> Said:
    for before, fact in pairwise([None, *facts]):
        if fact.text not in MOVES or fact.starts_on <= look.start:
            continue
        said = f"{MOVES[fact.text]} ngày {fact.starts_on:%d/%m/%Y} từ {fact.place or 'nơi khác'}"
        yield About.MOVED, f"{said}, {_comment(look, before, fact)}", _places(fact)


def _comment(look: Look, before: Fact | None, fact: Fact) -> str:
    """Whether the old cell is asked for its comment: so many months there, as the rule says."""
    months = look.number(ThresholdCode.STAY_MONTHS).value
    if before is None or before.ends_on != fact.starts_on - DAY:
        return f"nếu đã ở đó từ {months} tháng thì lấy nhận xét của nơi cũ"
    if add_months(before.starts_on, months) <= fact.starts_on:
        return f"đã ở đó từ {months} tháng: lấy nhận xét của nơi cũ"
    return f"ở đó chưa đủ {months} tháng"


def _away(look: Look, facts: list[Fact]) -> Said:
    for fact in facts:
        until = f" đến hết ngày {fact.ends_on:%d/%m/%Y}" if fact.ends_on else ""
        said = f"sinh hoạt tạm thời tại {fact.place} từ ngày {fact.starts_on:%d/%m/%Y}{until}"
        yield About.AWAY, f"{said}: lấy nhận xét của nơi đó", _places(fact)


def _suggestion(look: Look, facts: list[Fact]) -> Said:
    for fact in facts:
        page = f"{_page('evaluations:suggestion_list', look.grading.pk)}#suggestion-{fact.pk}"
        said = f"chưa giải trình gợi ý kiểm điểm số {fact.text} ngày {fact.starts_on:%d/%m/%Y}"
        yield About(fact.about), said, page


def _limits(look: Look, facts: list[Fact]) -> Said:
    for fact in facts:
        said = f"chưa nói kết quả khắc phục hạn chế nêu năm {fact.ends_on.year}"
        page = _page("evaluations:member_grades", fact.subject)
        yield About.LIMITS, f"{said}: {Truncator(fact.text).chars(LONGEST)}", page


def _residence(look: Look, facts: list[Fact]) -> Said:
    for fact in facts:
        said = f"nơi cư trú nhận xét: {CommentLevel(fact.text).label.lower()}"
        yield About.RESIDENCE, said, _page("members:member_follow_up", fact.subject)


def _quarter(look: Look, facts: list[Fact]) -> Said:
    for fact in facts:
        named = quarter_named(fact.ends_on)
        page = _page("evaluations:round_roster", int(fact.text), state=Level.KHT)
        yield About.QUARTER, f"{named} không hoàn thành nhiệm vụ", page


def _years(look: Look, facts: list[Fact]) -> Said:
    """Of one member or unit: each fact is the level of a year in the term."""
    about = About(facts[0].about)
    name = "evaluations:unit_grades" if about in OF_UNITS else "evaluations:member_grades"
    levels = ", ".join(f"{fact.ends_on.year} {fact.text.upper()}" for fact in facts)
    yield about, f"kết quả các năm: {levels}", _page(name, facts[0].place or facts[0].subject)


def _too_new(look: Look, facts: list[Fact]) -> Said:
    """By the day of the roll; and where a session before it comes to another result."""
    page = _page("members:member_detail", facts[0].subject)
    full = add_months(facts[0].starts_on, look.months)
    said = f"kết nạp ngày {facts[0].starts_on:%d/%m/%Y}"
    if full > look.roll_on:
        yield About.TOO_NEW, f"{said}, đến {look.roll_on:%d/%m/%Y} chưa đủ {look.months} tháng", page
        return
    said += f", đủ {look.months} tháng ngày {full:%d/%m/%Y}: xét trước ngày này thì chưa xếp loại"
    yield About.BY_DAY, f"{said}, tính đến {look.roll_on:%d/%m/%Y} thì xếp loại", page


def _probation(look: Look, facts: list[Fact]) -> Said:
    page = _page("members:member_detail", facts[0].subject)
    yield About.PROBATION, "là đảng viên dự bị: được xếp loại, không biểu quyết", page


def _tasks(look: Look, facts: list[Fact]) -> Said:
    for fact in facts:
        page = _page("meetings:task_detail", fact.pk)
        if fact.ends_on and fact.ends_on < look.day:
            yield About.LATE, f"còn nhiệm vụ quá hạn từ ngày {fact.ends_on:%d/%m/%Y}: {fact.text}", page
        else:
            yield About.UNDONE, f"còn nhiệm vụ chưa xong: {fact.text}", page


def _new_unit(look: Look, facts: list[Fact]) -> Said:
    page = _page("organisation:unit_detail", facts[0].place)
    yield About.NEW_UNIT, f"thành lập ngày {facts[0].starts_on:%d/%m/%Y}", page


def _guests(look: Look, facts: list[Fact]) -> Said:
    page = _page("organisation:unit_detail", facts[0].place)
    said = f"có {len(facts)} lượt khách sinh hoạt tạm thời trong năm: gửi nhận xét cho nơi chính thức"
    yield About.GUESTS, said, page


def _members(look: Look, facts: list[Fact]) -> Said:
    """Of one cell: each fact is the level of a member; the share once all have one."""
    page = _page("evaluations:round_roster", look.grading.pk, cell=facts[0].place)
    levels = Counter(fact.text for fact in facts)
    good, share = levels[Level.XS] + levels[Level.T], look.number(ThresholdCode.GOOD_SHARE)
    if failed := levels[Level.KHT]:
        yield About.MEMBERS, f"có {failed} đảng viên không hoàn thành nhiệm vụ", page
    if not levels[""] and not share.is_reached(good, len(facts)):
        told = f"{percent(good, len(facts))} đảng viên hoàn thành tốt trở lên, dưới mức {share.amount}"
        yield About.MEMBERS, f"có {told}", page


# By what a fact is about; in the order in which the points stand.
SAID = {
    About.DISCIPLINE: _discipline,
    About.UNIT_DISCIPLINE: _discipline,
    About.LATER: _discipline,
    About.SUSPENDED: _suspended,
    About.QUARTER: _quarter,
    About.YEARS: _years,
    About.UNIT_YEARS: _years,
    About.SUGGESTION: _suggestion,
    About.UNIT_SUGGESTION: _suggestion,
    About.LIMITS: _limits,
    About.RESIDENCE: _residence,
    About.TOO_NEW: _too_new,
    About.ATTENDANCE: _attendance,
    About.LATE: _tasks,
    About.MEMBERS: _members,
    About.MOVED: _moved,
    About.AWAY: _away,
    About.PROBATION: _probation,
    About.NEW_UNIT: _new_unit,
    About.GUESTS: _guests,
}
