"""A committee of two cells whose year 2020 is being graded."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from cells.models import Decision
from evaluations.models import (
    Appendix,
    AwardForm,
    AwardKind,
    BodyOpinion,
    Commendation,
    Complaint,
    CriteriaSheet,
    Exclusion,
    Grade,
    Level,
    Mark,
    MarkKind,
    Opinion,
    Regrading,
    Round,
    Suggestion,
    UnitAssessment,
)
from tests.conftest import day, make_member

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]


@pytest.fixture
def members(cell):
    return [make_member(name, unit=cell) for name in NAMES]


@pytest.fixture
def second_member(second_cell):
    return make_member("Phạm Thị Dung", unit=second_cell)


@pytest.fixture
def grading(committee, members, second_member):
    """The open round of 2020: three members in one cell, one in the other, nothing decided."""
    return Round.objects.open_for(committee, year=2020, by=None)


@pytest.fixture
def graded(grading):
    """Everybody and everything at T, still open."""
    grade_all_members(grading, Level.T)
    grade_all_units(grading, Level.T)
    return grading


@pytest.fixture
def closed(graded):
    graded.close(by=None)
    return graded


@pytest.fixture
def outstanding(graded, members, cell):
    """Closed, with one member and one cell at the highest level."""
    grade_one(graded, members[0], Level.XS)
    graded.grade_units({of_unit(graded, cell).pk: (Level.XS, "", "")}, by=None)
    graded.close(by=None)
    return graded


@pytest.fixture
def exemplary(outstanding, cell):
    """As `outstanding`, and that cell is exemplary."""
    recognise(cell)
    return outstanding


@pytest.fixture
def paper(members, cell):
    """2021 from paper: one member at T and one without a level; the third stands in no table."""
    first, second, _ = members
    take_over(first, cell, Grade(Level.T))
    return take_over(second, cell, Grade(exclusion=Exclusion.EXEMPT))


@pytest.fixture
def scoring(committee, members):
    """The round of 2025, whose rule set scores."""
    return Round.objects.open_for(committee, year=2025, by=None)


def leave_party(member) -> None:
    """Years after what is graded here."""
    member.current_membership().leave(on=day("2024-05-01"), left_by="resignation", by=None)


def take_over(member, cell, grade: Grade, year=2021) -> Round:
    return Round.objects.take_over(member, cell, year=year, grade=grade, by=None)


def register(*units, kind=MarkKind.FOUR_GOODS, year=2020, on="2020-01-15") -> list[Mark]:
    return Mark.objects.register(units, year=year, kind=kind, on=day(on), by=None)


def recognise(*units, kind=MarkKind.EXEMPLARY, year=2020, on="2020-12-29", by=None) -> list[Mark]:
    facts = {"year": year, "kind": kind, "paper": "57-QĐ/ĐU"}
    return Mark.objects.recognise(units, on=day(on), by=by, **facts)


def close_year(committee, year, *outstanding, level=Level.T) -> Round:
    """A closed round: these members and units at the highest level, the others at `level`."""
    grading = Round.objects.open_for(committee, year=year, by=None)
    rows = {row.pk: row.member in outstanding for row in grading.member_assessments.all()}
    grading.grade_members({pk: (Level.XS if xs else level, "", "") for pk, xs in rows.items()}, by=None)
    rows = {row.pk: row.unit in outstanding for row in grading.unit_assessments.all()}
    grading.grade_units({pk: (Level.XS if xs else level, "", "") for pk, xs in rows.items()}, by=None)
    if grading.cap_standing().pairs:
        grading.accept_cap(reason="Thành tích", by=None)
    grading.close(by=None)
    return grading


def grade_all_members(grading: Round, level: str) -> None:
    rows = grading.member_assessments.all()
    grading.grade_members({row.pk: (level, "", "") for row in rows}, by=None)


def grade_all_units(grading: Round, level: str) -> None:
    rows = grading.unit_assessments.all()
    grading.grade_units({row.pk: (level, "", "") for row in rows}, by=None)


def grade_one(grading: Round, member, *grade: str) -> None:
    row = grading.member_assessments.get(member=member)
    grading.grade_members({row.pk: (*grade, *[""] * (3 - len(grade)))}, by=None)


def of_unit(grading: Round, unit) -> UnitAssessment:
    return grading.unit_assessments.get(unit=unit)


def levels_of(grading: Round) -> list[str]:
    """What is decided about the members, by name."""
    return list(grading.member_assessments.by_name().values_list("level", flat=True))


def row_data(*rows, **changes) -> dict[str, str]:
    """What the grid sends: each row as it stands, with `changes` to the first."""
    data = {}
    for row in rows:
        prefix = f"row-{row.pk}"
        data[f"{prefix}-level"] = "kxl" if row.exclusion else row.level
        data[f"{prefix}-exclusion"] = row.exclusion
        data[f"{prefix}-note"] = row.note
        data[f"{prefix}-before"] = "|".join(row.grade)
    return data | {f"row-{rows[0].pk}-{field}": value for field, value in changes.items()}


def say(row, step, level="t", *, by=None, votes=None, **facts) -> Opinion:
    kept = row.opinions.filter(step=step).first() or Opinion(assessment=row, step=step)
    for name, value in ({"level": level} | facts).items():
        setattr(kept, name, value)
    kept.say(votes=votes, by=by)
    return kept


def propose(row, kind="board", level="t", *, by=None, **facts) -> BodyOpinion:
    """What another body proposes."""
    made = BodyOpinion(assessment=row, kind=kind, level=level, **facts)
    made.say(by=by)
    return made


def votes(issued=3, collected=3, invalid=0, xs=0, t=3, ht=0, kht=0) -> dict[str, int]:
    return {
        "issued": issued,
        "collected": collected,
        "invalid": invalid,
        "xs": xs,
        "t": t,
        "ht": ht,
        "kht": kht,
    }


def commend(row, kind=AwardKind.ANNUAL, year=2020) -> Commendation:
    """What was given to the member or unit of that row."""
    whom = {"unit": row.unit} if row.IS_UNIT else {"unit": row.cell, "member": row.member}
    facts = {"form": AwardForm.MERIT, "reason": "Xuất sắc", "year": year}
    on = timezone.localdate()
    return Commendation.objects.give(kind=kind, given_on=on, by=None, **whom, **facts)


def decision(number="05-QĐ/ĐU", on: datetime.date | None = None, issuer="Đảng ủy") -> Decision:
    return Decision(number=number, signed_on=on or timezone.localdate(), issuer=issuer)


def decided(on: datetime.date | None = None, **data) -> dict[str, str]:
    """What a page sends of a decision."""
    on = on or timezone.localdate()
    facts = {"decision_number": "05-QĐ/ĐU", "decision_signed_on": f"{on:%d/%m/%Y}"}
    return facts | {"decision_issuer": "Đảng ủy"} | data


def regrade(row, level=Level.KHT, *, on=None, by=None, reason="Kỷ luật trong tháng 1") -> Regrading:
    facts = {"grade": Grade(level), "decision": decision(on=on), "reason": reason}
    return Regrading.objects.decide(row, by=by, **facts)


def postpone(row, cause="sick", until: str = "", note="", by=None) -> None:
    """Of the row as it is now."""
    row.refresh_from_db()
    row.postpone(late_cause=cause, late_until=day(until) if until else None, note=note, by=by)


def complain(row, on: datetime.date | None = None, what="Đề nghị xem lại mức xếp loại") -> Complaint:
    facts = {"received_on": on or timezone.localdate(), "what": what}
    return Complaint.objects.receive(row, by=None, **facts)


def suggest(row, *points, issued_on=None, by=None) -> Suggestion:
    facts = {"paper": "15-CV/ĐU", "issuer": "Đảng ủy", "points": [*points] or ["Nêu gương"]}
    return Suggestion.objects.enter(row, issued_on=issued_on or day("2020-11-20"), **facts, by=by)


LINES = [
    ("conduct", "Chính trị, đạo đức", Decimal("12.5")),
    ("conduct", "Tự phê bình", Decimal("17.5")),
    ("tasks", "Chuyên môn", Decimal(70)),
]


def enter_criteria(
    unit, *, appendix=Appendix.STAFF, first_year=2025, lines=LINES, by=None
) -> CriteriaSheet:
    facts = {"appendix": appendix, "first_year": first_year, "source": "5-HD/ĐU", "lines": lines}
    return CriteriaSheet.objects.enter(unit=unit, by=by, **facts)
