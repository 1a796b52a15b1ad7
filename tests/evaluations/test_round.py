"""A round: its roll, its guards, and that closing freezes it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from evaluations.models import Exclusion, Grade, Level, MemberAssessment, Round, RuleSet, UnitAssessment
from members.models import Exemption
from tests.conftest import day, found, make_member
from tests.evaluations.conftest import (
    grade_all_members,
    grade_all_units,
    grade_one,
    levels_of,
    of_unit,
    take_over,
)


def open_2020(committee):
    return Round.objects.open_for(committee, year=2020, by=None)


def cell_in(grading, member):
    return grading.member_assessments.get(member=member).cell


def exclusion_in(grading, member):
    return grading.member_assessments.get(member=member).exclusion


# --- The roll -----------------------------------------------------------------------------------


def test_opening_copies_the_roll_and_the_units(grading, committee, cell, second_cell, members, office):
    assert [row.member for row in grading.member_assessments.by_name()[:3]] == members
    assert levels_of(grading) == ["", "", "", ""]
    assert {row.unit for row in grading.unit_assessments.all()} == {committee, cell, second_cell}
    assert grading.rules == RuleSet.objects.get(code="21-HD/BTCTW")
    assert (grading.starts_on, grading.ends_on) == (day("2020-01-01"), day("2020-12-31"))


def test_opening_writes_who_opened(committee, office):
    grading = Round.objects.open_for(committee, year=2020, by=office)
    event = AuditEvent.objects.get(action="round.open")
    assert (grading.opened_by, event.by, event.record_id) == (office, office, str(grading.pk))


def test_units_keep_the_name_of_the_day_of_the_roll(committee, cell):
    cell.rename(name="Chi bộ Một", number=11, on=day("2021-01-01"), by=None)
    row = of_unit(open_2020(committee), cell)
    assert (row.name, row.number) == ("Chi bộ 1", 1)


def test_units_renamed_on_the_last_day_take_the_new_name(committee, cell):
    cell.rename(name="Chi bộ Một", number=11, on=day("2020-12-31"), by=None)
    row = of_unit(open_2020(committee), cell)
    assert (row.name, row.number) == ("Chi bộ Một", 11)


@pytest.mark.parametrize(("moved_on", "number"), [("2020-12-31", 2), ("2021-01-01", 1)])
def test_a_member_is_graded_where_he_stood_on_the_last_day(
    committee, cell, second_cell, moved_on, number
):
    member = make_member(unit=cell)
    member.current_membership().transfer(to=second_cell, on=day(moved_on), by=None)
    assert cell_in(open_2020(committee), member).number == number


def test_a_later_transfer_leaves_the_round_as_it_is(grading, cell, second_cell, members):
    members[0].current_membership().transfer(to=second_cell, on=day("2021-02-01"), by=None)
    assert cell_in(grading, members[0]) == cell


@pytest.mark.parametrize(("left_on", "count"), [("2020-12-31", 0), ("2021-01-01", 1)])
def test_who_left_by_the_last_day_is_not_on_the_roll(committee, cell, left_on, count):
    member = make_member(unit=cell)
    member.current_membership().leave(on=day(left_on), left_by="transfer", left_to="Nơi khác", by=None)
    assert open_2020(committee).member_assessments.count() == count


@pytest.mark.parametrize(
    ("admitted_on", "exclusion"), [("2020-06-30", ""), ("2020-07-01", Exclusion.TOO_NEW)]
)
def test_less_than_six_months_a_member_is_excluded(committee, cell, admitted_on, exclusion):
    on = day(admitted_on)
    member = make_member(unit=cell, on=on, admission_decided_on=on, admitted_on=on, official_on=None)
    assert exclusion_in(open_2020(committee), member) == exclusion


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "exclusion"),
    [
        ("2020-12-31", None, Exclusion.EXEMPT),
        ("2021-01-01", None, ""),
        ("2020-03-01", "2020-12-31", Exclusion.EXEMPT),
        ("2020-03-01", "2020-12-30", ""),
    ],
)
def test_who_is_exempt_on_the_last_day_is_excluded(committee, cell, starts_on, ends_on, exclusion):
    member = make_member(unit=cell)
    Exemption.objects.create(member=member, starts_on=day(starts_on), ends_on=ends_on and day(ends_on))
    assert exclusion_in(open_2020(committee), member) == exclusion


@pytest.mark.parametrize(
    ("founded_on", "exclusion"), [("2020-06-30", ""), ("2020-07-01", Exclusion.NEW_BODY)]
)
def test_less_than_six_months_a_unit_is_excluded(committee, founded_on, exclusion):
    cell = found("chi-bo-3", "cell", "Chi bộ 3", parent=committee, number=3, on=day(founded_on))
    assert of_unit(open_2020(committee), cell).exclusion == exclusion


def test_another_committee_is_not_on_the_roll(committee, cell, foreign_cell):
    make_member("Người Ngoài", unit=foreign_cell)
    grading = open_2020(committee)
    assert grading.member_assessments.count() == 0
    assert {row.unit for row in grading.unit_assessments.all()} == {committee, cell}


@pytest.mark.parametrize("year", [2013, timezone.localdate().year + 1])
def test_a_year_without_rules_or_to_come_is_refused(committee, year):
    with pytest.raises(ValidationError) as refusal:
        Round.objects.open_for(committee, year=year, by=None)
    assert list(refusal.value.error_dict) == ["year"]
    assert Round.objects.count() == 0


def test_a_second_round_of_the_year_is_refused(grading, committee):
    with pytest.raises(ValidationError, match="đã được mở"):
        open_2020(committee)
    assert Round.objects.count() == 1


def test_a_dependent_cell_has_no_round_of_its_own(cell):
    with pytest.raises(ValidationError) as refusal:
        open_2020(cell)
    assert list(refusal.value.error_dict) == ["unit"]


def test_rounds_are_found_by_the_end_of_their_period(grading):
    ending = Round.objects.ending_within
    assert list(ending(day("2020-12-31"), day("2020-12-31"))) == [grading]
    assert list(ending(day("2020-01-01"), day("2020-12-30"))) == []
    assert list(ending(day("2021-01-01"), day("2021-12-31"))) == []


# --- Taking the roll again ----------------------------------------------------------------------


def test_the_roll_taken_again_keeps_what_was_decided(grading, members, cell, second_cell):
    grade_one(grading, members[0], Level.XS)
    members[0].current_membership().transfer(to=second_cell, on=day("2020-12-31"), by=None)
    members[1].current_membership().leave(
        on=day("2020-12-31"), left_by="transfer", left_to="Nơi khác", by=None
    )
    newcomer = make_member("Vũ Văn Én", unit=cell, on=day("2020-12-31"))
    cell.rename(name="Chi bộ Một", number=1, on=day("2020-12-31"), by=None)
    grading.update_roll(by=None)
    assert [(row.member, row.cell, row.level) for row in grading.member_assessments.by_name()] == [
        (members[0], second_cell, "xs"),
        (members[2], cell, ""),
        (grading.member_assessments.get(cell=second_cell, level="").member, second_cell, ""),
        (newcomer, cell, ""),
    ]
    assert of_unit(grading, cell).name == "Chi bộ Một"


def test_the_roll_taken_again_takes_in_new_units(grading, committee):
    found("chi-bo-3", "cell", "Chi bộ 3", parent=committee, number=3, on=day("2020-12-31"))
    found("chi-bo-4", "cell", "Chi bộ 4", parent=committee, number=4, on=day("2021-01-01"))
    grading.update_roll(by=None)
    assert [(row.name, row.exclusion) for row in grading.unit_assessments.from_below()] == [
        ("Chi bộ 1", ""),
        ("Chi bộ 2", ""),
        ("Chi bộ 3", "new_body"),
        ("Đảng bộ Trung tâm", ""),
    ]


def test_a_level_is_not_dropped_in_silence(grading, members):
    grade_one(grading, members[0], Level.XS)
    members[0].current_membership().leave(
        on=day("2020-12-31"), left_by="transfer", left_to="Nơi khác", by=None
    )
    with pytest.raises(ValidationError, match="Nguyễn Văn An đã có mức xếp loại"):
        grading.update_roll(by=None)
    assert levels_of(grading) == ["xs", "", "", ""]


def test_newcomers_do_not_slip_into_a_graded_cell(graded, cell):
    make_member("Vũ Văn Én", unit=cell, on=day("2020-12-31"))
    with pytest.raises(ValidationError, match="Chi bộ 1 còn đảng viên"):
        graded.update_roll(by=None)
    assert graded.member_assessments.count() == 4


# --- Grading ------------------------------------------------------------------------------------


def test_a_member_gets_a_level(grading, members, office):
    row = grading.member_assessments.get(member=members[0])
    grading.grade_members({row.pk: (Level.XS, "", "Xuất sắc nhiều năm")}, by=office)
    row.refresh_from_db()
    assert row.grade == ("xs", "", "Xuất sắc nhiều năm")
    assert levels_of(grading) == ["xs", "", "", ""]
    assert AuditEvent.objects.filter(action="round.grade_members", by=office).count() == 1


@pytest.mark.parametrize(
    ("grade", "message"),
    [
        (("xs", "exempt", ""), "Chỉ chọn mức xếp loại hoặc lý do không xếp loại."),
        (("", "other", ""), "Lý do khác thì phải ghi rõ ở ghi chú."),
        (("excellent", "", ""), "Mức xếp loại hoặc lý do không hợp lệ."),
        (("", "holiday", ""), "Mức xếp loại hoặc lý do không hợp lệ."),
    ],
)
def test_a_grade_that_contradicts_itself_is_refused(grading, members, grade, message):
    with pytest.raises(ValidationError) as refusal:
        grade_one(grading, members[0], *grade)
    assert refusal.value.messages == [message]
    assert levels_of(grading) == ["", "", "", ""]


def test_rows_of_another_round_are_refused(grading, committee):
    other = Round.objects.open_for(committee, year=2021, by=None)
    row = other.member_assessments.first()
    with pytest.raises(ValidationError, match="không thuộc đợt"):
        grading.grade_members({row.pk: (Level.T, "", "")}, by=None)
    assert levels_of(other) == ["", "", "", ""]


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(grading, members):
    first, second = grading.member_assessments.by_name()[:2]
    seen = {first.pk: first.grade, second.pk: second.grade}
    grade_one(grading, members[0], Level.HT)
    with pytest.raises(ValidationError) as refusal:
        grading.grade_members(
            {first.pk: (Level.XS, "", ""), second.pk: (Level.T, "", "")}, seen=seen, by=None
        )
    assert list(refusal.value.message_dict) == [str(first.pk)]
    assert "Nguyễn Văn An" in refusal.value.messages[0]
    assert "Hoàn thành nhiệm vụ" in refusal.value.messages[0]
    assert levels_of(grading) == ["ht", "", "", ""]


def test_a_cell_waits_for_its_members(grading, cell, members):
    for member in members[:2]:
        grade_one(grading, member, Level.T)
    with pytest.raises(ValidationError, match="Chi bộ 1 còn đảng viên"):
        grading.grade_units({of_unit(grading, cell).pk: (Level.T, "", "")}, by=None)
    grade_one(grading, members[2], "", Exclusion.EXEMPT)
    grading.grade_units({of_unit(grading, cell).pk: (Level.T, "", "")}, by=None)
    assert of_unit(grading, cell).level == Level.T


def test_the_committee_waits_for_its_cells(grading, committee, cell, second_cell):
    grade_all_members(grading, Level.T)
    grading.grade_units({of_unit(grading, cell).pk: (Level.T, "", "")}, by=None)
    own = {of_unit(grading, committee).pk: (Level.T, "", "")}
    with pytest.raises(ValidationError, match="Chi bộ 2 chưa được xếp loại"):
        grading.grade_units(own, by=None)
    grading.grade_units({of_unit(grading, second_cell).pk: ("", "too_new", "")}, by=None)
    grading.grade_units(own, by=None)
    assert of_unit(grading, committee).level == Level.T


def test_cells_and_committee_can_be_graded_at_once(grading, committee):
    grade_all_members(grading, Level.T)
    grade_all_units(grading, Level.T)
    assert of_unit(grading, committee).level == Level.T


def test_a_cell_may_be_excluded_before_its_members(grading, cell):
    grading.grade_units({of_unit(grading, cell).pk: ("", "new_body", "")}, by=None)
    assert of_unit(grading, cell).exclusion == Exclusion.NEW_BODY


def test_a_member_of_a_graded_cell_keeps_a_grade(graded, members):
    with pytest.raises(ValidationError, match="Chi bộ 1 còn đảng viên"):
        grade_one(graded, members[0], "")
    grade_one(graded, members[0], Level.HT)
    assert levels_of(graded) == ["ht", "t", "t", "t"]


def test_a_subcommittee_stands_between_its_cells_and_the_committee(committee):
    sub = found("bo-phan", "subcommittee", "Đảng bộ bộ phận", parent=committee)
    below = found("chi-bo-9", "cell", "Chi bộ 9", parent=sub, number=9)
    grading = open_2020(committee)
    with pytest.raises(ValidationError, match="Chi bộ 9 chưa được xếp loại"):
        grading.grade_units({of_unit(grading, sub).pk: (Level.T, "", "")}, by=None)
    grading.grade_units({of_unit(grading, below).pk: (Level.T, "", "")}, by=None)
    grading.grade_units({of_unit(grading, sub).pk: (Level.T, "", "")}, by=None)
    assert [row.name for row in grading.unit_assessments.ungraded()] == ["Đảng bộ Trung tâm"]


def test_a_cell_of_its_own_grades_itself(db):
    own = found("chi-bo-co-so", "grassroots_cell", "Chi bộ cơ sở")
    make_member(unit=own)
    grading = open_2020(own)
    grade_all_members(grading, Level.T)
    grade_all_units(grading, Level.T)
    grading.close(by=None)
    assert grading.summary["committee"]["level"] == Level.T
    assert grading.summary["cells"]["roll"] == 0


# --- The cap ------------------------------------------------------------------------------------


def test_too_many_need_a_reason_before_closing(graded, members, office):
    grade_one(graded, members[0], Level.XS)
    grade_one(graded, members[1], Level.XS)
    with pytest.raises(ValidationError, match="Vượt tỷ lệ"):
        graded.close(by=office)
    graded.accept_cap(reason=" Thành tích chống dịch ", by=office)
    graded.close(by=office)
    assert (graded.cap_reason, graded.cap_accepted_by) == ("Thành tích chống dịch", office)


def test_a_reason_must_be_given_again_when_the_numbers_change(graded, members):
    grade_one(graded, members[0], Level.XS)
    grade_one(graded, members[1], Level.XS)
    graded.accept_cap(reason="Thành tích", by=None)
    grade_one(graded, members[2], Level.XS)
    with pytest.raises(ValidationError, match="Vượt tỷ lệ"):
        graded.close(by=None)
    assert Round.objects.get().is_closed is False


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_empty_reason_is_refused(graded, members, reason):
    grade_one(graded, members[0], Level.XS)
    grade_one(graded, members[1], Level.XS)
    with pytest.raises(ValidationError) as refusal:
        graded.accept_cap(reason=reason, by=None)
    assert refusal.value.message_dict == {"reason": ["Ghi rõ lý do."]}


def test_within_the_cap_there_is_nothing_to_accept(graded):
    with pytest.raises(ValidationError, match="Không vượt tỷ lệ"):
        graded.accept_cap(reason="Thành tích", by=None)


def test_one_of_four_is_within_the_cap_by_half_up(graded, members):
    grade_one(graded, members[0], Level.XS)  # 20 % of 3 T is 0.6
    assert [share.allowed for share in graded.member_shares()] == [1, 1, 1]
    assert graded.cap_standing().exceeded == []


# --- Closing ------------------------------------------------------------------------------------


def test_closing_waits_for_everybody(grading):
    with pytest.raises(ValidationError, match="Còn 7 đảng viên, tổ chức"):
        grading.close(by=None)
    assert Round.objects.get().is_closed is False


def test_closing_says_who_and_freezes_a_summary(graded, members, office):
    grade_one(graded, members[0], Level.XS)
    graded.close(by=office)
    closed = Round.objects.get()
    assert (closed.is_closed, closed.closed_by) == (True, office)
    assert closed.summary["members"] == {
        "roll": 4,
        "graded": 4,
        "excluded": 0,
        "late": 0,
        "left": 0,
        "waiting": 0,
        "xs": 1,
        "t": 3,
        "ht": 0,
        "kht": 0,
        "above_graded": 0,
        "above_xs": 0,
        "above_t": 0,
    }
    assert closed.summary["member_shares"][0] == {
        "base": "t",
        "xs": 1,
        "counted": 3,
        "allowed": 1,
        "is_binding": True,
        "more": 0,
        "group": "",
        "percent": "33,33%",
    }
    assert closed.summary["committee"] == {"level": "t", "exclusion": "", "note": ""}
    assert closed.summary["rules"]["cap_percent"] == 20


def test_a_closed_round_keeps_the_rules_it_was_closed_under(closed):
    RuleSet.objects.filter(pk=closed.rules_id).update(cap_percent=50, title="Quy định khác")
    again = Round.objects.get()
    assert again.applied_rules.title == "Hướng dẫn 21-HD/BTCTW ngày 18/10/2019"
    assert [share.allowed for share in again.member_shares()] == [1, 1, 1]


VERBS = {
    "update_roll": lambda it: it.update_roll(by=None),
    "grade_members": lambda it: it.grade_members(
        {it.member_assessments.first().pk: (Level.XS, "", "")}, by=None
    ),
    "grade_units": lambda it: it.grade_units(
        {it.unit_assessments.first().pk: (Level.XS, "", "")}, by=None
    ),
    "accept_cap": lambda it: it.accept_cap(reason="Thành tích", by=None),
    "close": lambda it: it.close(by=None),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_closed_round_refuses_every_verb(graded, verb):
    stale = Round.objects.get()  # read while it was open
    graded.close(by=None)
    before = Round.objects.values().get()
    events = AuditEvent.objects.count()
    for grading in (graded, stale):
        with pytest.raises(ValidationError, match="đã chốt"):
            VERBS[verb](grading)
    assert Round.objects.values().get() == before
    assert levels_of(graded) == ["t", "t", "t", "t"]
    assert set(graded.unit_assessments.values_list("level", flat=True)) == {"t"}
    assert AuditEvent.objects.count() == events


@pytest.mark.parametrize("values", [{"summary": {}}, {"closed_at": timezone.now()}])
def test_the_database_wants_a_summary_of_a_closed_round_and_of_no_other(grading, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.update(**values)


@pytest.mark.parametrize("model", [MemberAssessment, UnitAssessment])
@pytest.mark.parametrize(
    "values", [{"level": "t", "exclusion": "exempt"}, {"level": "", "exclusion": "other", "note": ""}]
)
def test_the_database_refuses_what_contradicts_itself(grading, model, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**values)


def test_nobody_is_graded_twice_in_a_round(grading):
    row = grading.member_assessments.first()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize("count", [1, 3])
def test_grading_takes_the_same_queries_for_any_number(grading, count, django_assert_num_queries):
    rows = grading.member_assessments.all()[:count]
    grades = {row.pk: (Level.T, "", "") for row in rows}
    with django_assert_num_queries(9):
        grading.grade_members(grades, by=None)


# --- Years known from paper ---------------------------------------------------------------------


def put_right(grading, member, *grade, by=None):
    row = grading.member_assessments.get(member=member)
    grading.grade_members({row.pk: grade}, by=by)


def test_a_round_from_paper_holds_whom_the_tables_name(paper, committee, cell, second_cell):
    assert (paper.unit, paper.is_closed, paper.is_fixed) == (committee, True, False)
    assert levels_of(paper) == ["t", ""]
    assert [row.unit for row in paper.unit_assessments.all()] == [committee, cell]
    assert (
        paper.summary["members"] | {"roll": 2, "graded": 1, "excluded": 1} == paper.summary["members"]
    )
    assert paper.summary["committee"] == {"level": "", "exclusion": "", "note": ""}


def test_it_is_put_right_with_a_reason(paper, members, office):
    with pytest.raises(ValidationError, match="vì sao sửa"):
        put_right(paper, members[0], Level.XS, "", "")
    put_right(paper, members[0], Level.XS, "", "Bảng ghi XS, nhập nhầm", by=office)
    assert levels_of(paper) == ["xs", ""]
    kept = Round.objects.get(pk=paper.pk)
    assert (kept.summary["members"]["xs"], kept.summary["members"]["t"], kept.closed_by) == (
        1,
        0,
        office,
    )


def test_whom_no_table_names_is_taken_out(paper, members):
    put_right(paper, members[1], "", "", "Không có trong bảng")
    assert [row.member for row in paper.member_assessments.all()] == [members[0]]
    assert Round.objects.get(pk=paper.pk).summary["members"]["roll"] == 1


def test_its_cell_and_committee_may_be_graded_in_any_order(paper, committee):
    row = paper.unit_assessments.get(unit=committee)
    paper.grade_units({row.pk: (Level.XS, "", "")}, by=None)
    assert Round.objects.get(pk=paper.pk).summary["committee"]["level"] == "xs"


def test_its_roll_is_never_taken(paper):
    with pytest.raises(ValidationError, match="đã chốt"):
        paper.update_roll(by=None)


def test_the_year_cannot_be_opened_again(paper, committee):
    with pytest.raises(ValidationError, match="đã được mở"):
        Round.objects.open_for(committee, year=2021, by=None)


def test_what_it_says_already_is_not_replaced(paper, members, cell):
    with pytest.raises(ValidationError, match="năm 2021 đã ghi: Hoàn thành tốt nhiệm vụ"):
        take_over(members[0], cell, Grade(Level.XS))


def test_a_round_that_was_opened_here_takes_nothing_from_paper(grading, members, cell):
    with pytest.raises(ValidationError, match="năm 2020 đã ghi: Chưa xếp loại"):
        take_over(members[0], cell, Grade(Level.T), year=2020)
    newcomer = make_member("Vũ Văn Én", unit=cell, on=day("2021-01-01"))
    with pytest.raises(ValidationError, match="Không có trong danh sách"):
        take_over(newcomer, cell, Grade(Level.T), year=2020)


def test_taking_over_says_a_result(members, cell):
    with pytest.raises(ValidationError, match="Thiếu mức xếp loại"):
        take_over(members[0], cell, Grade())
