"""Figures of the roll, of courses, of organisation."""

from cases.models import Case
from cells.models import Unit
from members.models import Absence, CameBy, Candidate, Exemption, Training
from reports.figures import Scope, compute
from tests.cases.test_case import KNOWN, walk
from tests.conftest import day, found, make_member

YEAR = day("2020-01-01"), day("2020-12-31")


def values(unit, *codes, period=YEAR):
    return list(compute(Scope(unit, *period), codes).values())


def test_official_from_the_day_and_probationary_until_the_eve(committee, cell):
    make_member(unit=cell, admitted_on=day("2019-12-31"), admission_decided_on=day("2019-12-20"),
                official_on=day("2020-12-31"), on=day("2019-12-31"))  # fmt: skip
    codes = ["members.official", "members.probationary", "moves.confirmed"]
    assert values(cell, *codes) == [1, 0, 1]
    assert values(cell, *codes, period=(day("2020-01-01"), day("2020-12-30"))) == [0, 1, 0]


def test_women_and_minorities(committee, cell):
    make_member("Nguyễn Thị An", unit=cell, sex="female")
    make_member("Lương Văn Bình", unit=cell, ethnicity="Tày")
    for name, written in [("Lê An", "KINH"), ("Lê Bảo", "Kinh (Việt)"), ("Lê Chi", "kinh")]:
        make_member(name, unit=cell, ethnicity=written)
    assert values(committee, "members.female", "members.minority") == [1, 1]


def test_exempt_members_stay_on_the_roll(committee, cell):
    member = make_member(unit=cell)
    Exemption.objects.create(member=member, starts_on=day("2020-12-31"))
    codes = ["members.closing", "members.exempt"]
    assert values(committee, *codes) == [1, 1]
    assert values(committee, *codes, period=(day("2020-01-01"), day("2020-12-30"))) == [1, 0]


def test_a_guest_from_a_sister_cell_is_no_guest_of_the_committee(committee, cell, second_cell):
    member = make_member(unit=cell)
    member.join(second_cell, on=day("2020-02-01"), by=None, came_by=CameBy.TRANSFER, kind="temporary")
    assert values(committee, "members.temporary_in") == [0]
    assert values(second_cell, "members.temporary_in") == [1]


def test_who_is_away_for_a_time_is_on_the_roll_and_counted(committee, cell):
    member = make_member(unit=cell)
    Absence.objects.create(member=member, starts_on=day("2020-12-31"), place="Đảng bộ khác")
    codes = ["members.closing", "members.temporary_out"]
    assert values(committee, *codes) == [1, 1]
    assert values(committee, *codes, period=(day("2020-01-01"), day("2020-12-30"))) == [1, 0]


def test_a_guest_of_a_sister_cell_is_away_from_the_own_cell_only(committee, cell, second_cell):
    member = make_member(unit=cell)
    member.join(second_cell, on=day("2020-02-01"), by=None, came_by=CameBy.TRANSFER, kind="temporary")
    assert values(cell, "members.temporary_out") == [1]
    assert values(committee, "members.temporary_out") == [0]


def test_a_guest_of_a_foreign_cell_is_away(committee, cell, foreign_cell):
    member = make_member(unit=cell)
    member.join(foreign_cell, on=day("2020-02-01"), by=None, came_by=CameBy.TRANSFER, kind="temporary")
    assert values(committee, "members.temporary_out") == [1]


def test_filing_from_the_day_the_file_is_begun_until_the_case_stops(committee, cell):
    helpers = [make_member(f"Trần Văn {name}", unit=cell) for name in ("Một", "Hai")]
    case = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)
    walk(case, helpers, until="vetting")  # the file is begun on 10/3/2020
    case.stop(on=day("2020-05-01"), reason="Chưa đạt", by=None)
    codes = ["candidates.followed", "candidates.filing"]
    counted = {
        end: values(committee, *codes, period=(day("2020-01-01"), day(end)))
        for end in ("2020-03-09", "2020-03-10", "2020-04-30", "2020-05-01")
    }
    assert counted == {
        "2020-03-09": [1, 0],
        "2020-03-10": [1, 1],
        "2020-04-30": [1, 1],
        "2020-05-01": [1, 0],
    }


def test_who_followed_the_cell_was_filing_before_it_and_after_it(committee, cell, second_cell):
    case = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)
    case.steps.create(code="file", done_on=day("2020-03-10"))
    case.candidate.follow_unit(second_cell, on=day("2020-09-01"), by=None)

    def filing(unit, end):
        scope = Scope(unit, day("2020-01-01"), day(end))
        return compute(scope, ["candidates.filing"])["candidates.filing"]

    assert [filing(cell, end) for end in ("2020-03-09", "2020-03-10", "2020-08-31")] == [0, 1, 1]
    assert [filing(unit, "2020-09-01") for unit in (cell, second_cell, committee)] == [0, 1, 1]


def test_an_admitted_candidate_is_followed_and_filing_until_the_eve(committee, cell):
    officials = [make_member(f"Trần Văn {name}", unit=cell) for name in ("Một", "Hai", "Ba")]
    case = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None, **KNOWN)
    walk(case, officials, until="")  # the ceremony is on 19/6/2020
    filing = [
        values(committee, "candidates.filing", period=(day("2020-01-01"), day(end)))
        for end in ("2020-06-18", "2020-06-19")
    ]
    assert filing == [[1], [0]]


def test_courses_by_the_day_sent_and_the_day_completed(committee, cell):
    member = make_member(unit=cell)
    candidate = Candidate.objects.create(full_name="Lê Thị Hoa", unit=cell, starts_on=day("2020-01-01"))
    Training.objects.create(
        unit=cell, candidate=candidate, course="awareness", sent_on=day("2020-05-01")
    )
    Training.objects.create(
        unit=cell,
        member=member,
        course="theory_advanced",
        sent_on=day("2019-12-31"),
        completed_on=day("2020-12-31"),
    )
    codes = [
        "training.awareness",
        "training.theory_advanced.sent",
        "training.theory_advanced.completed",
    ]
    assert values(committee, *codes) == [1, 0, 1]
    assert values(committee, "candidates.followed") == [1]


def test_units_founded_renamed_received_and_handed_over(committee, cell):
    other = found("khac", "grassroots_committee", "Đảng bộ khác")
    new = found("moi", "cell", "Chi bộ mới", on=day("2020-12-31"), parent=committee)
    cell.rename(name="Chi bộ Một", number=1, on=day("2020-01-01"), by=None)
    codes = ["org.cells", "org.established", "org.renamed", "org.received", "org.handed_over"]
    assert values(committee, *codes) == [2, 1, 1, 0, 0]
    Unit.objects.get(pk=cell.pk).move(under=other, on=day("2020-06-01"), by=None)
    assert values(committee, *codes) == [1, 1, 1, 0, 1]
    assert values(other, *codes) == [1, 0, 0, 1, 0]
    assert values(new, *codes) == [1, 1, 0, 0, 0]
