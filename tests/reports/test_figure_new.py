"""Figures that real reports ask for besides the first catalogue, each by rows counted by hand."""

import pytest

from cells.models import Decision, Unit, UnitKind
from evaluations.models import Level, Round
from meetings.models import Meeting
from members.models import CameBy, Card, Course, Discipline, Sex, Training
from reports.figures import Ratio, Scope, compute
from tests.conftest import day, found, make_member
from tests.evaluations.conftest import grade_all_members, grade_all_units

YEAR = ("2020-01-01", "2020-12-31")


def figures(unit, *codes, days=YEAR):
    return list(compute(Scope(unit, *map(day, days)), codes).values())


def admit(cell, name, on, born, **facts):
    member = make_member(name, born_on=day(born), **facts)
    member.join(cell, on=day(on), by=None, came_by=CameBy.ADMISSION)


def test_units_by_kind_and_directly_under(committee, cell):
    upper = found("cap-tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    below = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    found("chi-bo-8", UnitKind.CELL, "Chi bộ 8", parent=below)
    found("co-so", UnitKind.GRASSROOTS_CELL, "Chi bộ cơ sở", parent=upper)
    committee.move(under=upper, on=day("2020-07-01"), by=None)
    kinds = [f"org.kind.{kind}" for kind in ("grassroots_committee", "grassroots_cell", "cell")]
    direct = ["org.direct", "org.direct_cells", "org.direct_committees"]
    assert figures(upper, *kinds, *direct) == [1, 1, 2, 2, 1, 1]
    assert figures(upper, *kinds, *direct, days=("2020-01-01", "2020-06-30")) == [0, 1, 0, 1, 1, 0]
    assert figures(committee, *kinds, *direct) == [1, 0, 2, 2, 1, 1]
    assert figures(cell, *kinds, *direct) == [0, 0, 1, 0, 0, 0]


def test_cells_at_the_upper_two_levels(committee, cell, second_cell):
    make_member(unit=cell)
    make_member("Trần Thị Bình", unit=second_cell)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    grade_all_members(grading, Level.T)
    grade_all_units(grading, Level.T)
    grading.unit_assessments.filter(unit=second_cell).update(level=Level.HT)
    codes = [f"grading.{kind}.t_or_better" for kind in ("cells", "units")]
    assert figures(committee, *codes) == [1, 1]
    rates = [f"{code}_rate" for code in codes]
    assert figures(committee, *rates) == [Ratio(1, 2), Ratio(1, 1)]
    assert figures(committee, *rates, days=("2019-01-01", "2019-12-31")) == [Ratio(0, 0)] * 2


@pytest.mark.parametrize("kind", ["conference", "congress"])
def test_conferences_and_congresses_with_their_attendance(committee, cell, kind):
    for name in ("Nguyễn Văn An", "Lê Thị Bình", "Trần Văn Chi"):
        make_member(name, unit=cell)
    meeting = Meeting.objects.open(unit=committee, kind=kind, held_on=day("2020-06-18"), by=None)
    rows = list(meeting.attendances.order_by("pk"))
    meeting.attendances.filter(pk=rows[0].pk).update(status="excused")
    code = f"meetings.{kind}s" if kind == "conference" else "meetings.congresses"
    codes = [code, f"{code}.due", f"{code}.present", f"{code}.attendance"]
    assert figures(committee, *codes) == [1, 3, 2, Ratio(2, 3)]
    assert figures(cell, *codes) == [0, 0, 0, Ratio(0, 0)]
    assert figures(committee, *codes, days=("2020-06-19", "2020-12-31"))[:3] == [0, 0, 0]


def test_classes_begun_and_finished(committee, cell, second_cell):
    one, two = make_member(unit=cell), make_member("Trần Thị Bình", unit=second_cell)
    facts = {"course": Course.NEW_MEMBER, "by": None}
    first = Training.objects.send([one, two], on=day("2020-03-05"), **facts)
    Training.objects.send([one], on=day("2020-09-05"), course=Course.THEORY_INTERMEDIATE, by=None)
    codes = ["training.classes", "training.sent", "training.classes_finished", "training.completed"]
    assert figures(committee, *codes) == [2, 3, 0, 0]
    assert figures(second_cell, *codes) == [1, 1, 0, 0]
    first[0].completed_on = day("2020-04-05")
    first[0].save()
    assert figures(committee, *codes) == [2, 3, 0, 1]
    assert figures(cell, *codes) == [2, 2, 1, 1]
    first[1].completed_on = day("2020-05-05")
    first[1].save()
    assert figures(committee, *codes) == [2, 3, 1, 2]
    assert figures(committee, *codes, days=("2020-05-06", "2020-12-31")) == [1, 1, 0, 0]
    assert figures(committee, *codes, days=("2020-05-05", "2020-05-05")) == [0, 0, 1, 1]


def test_cards_by_reason_and_handed_over(committee, cell, second_cell):
    member = make_member(unit=cell)
    for number, reason, on, given in (
        ("01000001", "new", "2019-12-31", None),
        ("01000002", "exchange", "2020-01-01", "2020-02-03"),
        ("01000003", "replacement", "2020-12-31", None),
    ):
        facts = {"number": number, "reason": reason, "issued_on": day(on)}
        facts["handed_over_on"] = given and day(given)
        Card.objects.issue(member=member, **facts, by=None)
    member.current_membership().transfer(to=second_cell, on=day("2020-06-01"), by=None)
    codes = ["cards.new", "cards.exchange", "cards.replacement", "cards.handed_over"]
    assert figures(committee, *codes) == [0, 1, 1, 1]
    assert figures(cell, *codes) == [0, 1, 0, 1]
    assert figures(second_cell, *codes) == [0, 0, 1, 0]
    assert figures(committee, *codes, days=("2019-12-31", "2019-12-31")) == [1, 0, 0, 0]


def test_sex_and_age_of_the_newly_admitted(committee, cell):
    admit(cell, "Nguyễn Thị An", "2020-03-05", "1989-03-06", sex=Sex.FEMALE, ethnicity="Tày")
    admit(cell, "Lê Văn Bình", "2020-03-05", "1989-03-05")
    admit(cell, "Trần Văn Chi", "2020-03-05", "1979-03-06")
    admit(cell, "Vũ Văn Dũng", "2020-03-05", "1979-03-05")
    admit(cell, "Đỗ Văn Em", "2020-03-05", "1969-03-05")
    make_member("Phạm Thị Giang", unit=cell, on=day("2020-03-05"), sex=Sex.FEMALE)
    bands = ["to_30", "31_to_40", "41_to_50", "from_51"]
    codes = [f"moves.admitted.{name}" for name in ("female", "minority", *bands)]
    assert figures(committee, "moves.admitted", *codes) == [5, 1, 1, 1, 2, 1, 1]
    rates = ["moves.admitted.female_rate", "moves.admitted.youth_rate"]
    assert figures(committee, *rates) == [Ratio(1, 5), Ratio(1, 5)]


def test_discipline_in_all(committee, cell):
    member = make_member(unit=cell)
    paper = {"signed_on": day("2020-03-05"), "issuer": "Đảng ủy"}
    for number, form, on in (("1-QĐ", "reprimand", "2020-03-05"), ("2-QĐ", "warning", "2020-09-05")):
        decision = Decision(number=number, **paper)
        Discipline.objects.record_member(member, form=form, on=day(on), decision=decision, by=None)
    decision = Decision(number="3-QĐ", **paper)
    Discipline.objects.record_unit(
        cell, form="reprimand", on=day("2020-03-05"), decision=decision, by=None
    )
    codes = ["discipline.members", "discipline.units"]
    assert figures(committee, *codes) == [2, 1]
    assert figures(committee, *codes, days=("2020-03-06", "2020-12-31")) == [1, 0]
    assert figures(Unit.objects.get(pk=cell.pk), *codes) == [2, 1]
