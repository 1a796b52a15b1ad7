"""Graded later than the others: for which cause, until when, and how it is done after the closing."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from common.periods import DAY
from evaluations.models import (
    Exclusion,
    Grade,
    GradingPrint,
    Level,
    MemberAssessment,
    Regrading,
    SelfReview,
)
from evaluations.rules.balance import balance_of
from members.models import Member
from tests.evaluations.conftest import (
    grade_all_units,
    grade_one,
    of_unit,
    postpone,
    regrade,
    say,
    votes,
)
from tests.evaluations.test_papers import DOCUMENTS, document, rows_of, texts


@pytest.fixture
def row(grading, members):
    return grading.member_assessments.get(member=members[0])


@pytest.fixture
def late(grading, members, second_member, row):
    """Closed: one graded later, one not at all, the others at T."""
    postpone(row, "sick", "2021-03-01", "Điều trị tại bệnh viện")
    grade_one(grading, members[1], "", Exclusion.EXEMPT)
    for member in (members[2], second_member):
        grade_one(grading, member, Level.T)
    grade_all_units(grading, Level.T)
    grading.close(by=None)
    row.refresh_from_db()
    return row


def refused(act, *args, **facts) -> dict | list:
    with pytest.raises(ValidationError) as caught:
        act(*args, **facts)
    error = caught.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def test_the_cause_and_the_day_are_said(row, office):
    postpone(row, "decision", "2021-02-15", by=office)
    row.refresh_from_db()
    assert (row.is_late, row.level, row.exclusion) == (True, "", "")
    said = "Xếp loại sau: chờ kết luận, quyết định kỷ luật, dự kiến đến hết ngày 15/02/2021"
    assert row.said == said
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.by, event.fields) == (
        "assessment.postpone",
        office,
        ["late_cause", "late_until", "note"],
    )


def test_taken_back_it_is_due_with_the_others(row):
    postpone(row, "absent", "2021-02-15")
    postpone(row, "")
    row.refresh_from_db()
    assert (row.is_late, row.late_until, row.said) == (False, None, "Chưa xếp loại")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"cause": "other"}, {"note": ["Lý do khác thì phải ghi rõ ở ghi chú."]}),
        (
            {"cause": "sick", "until": "2020-12-30"},
            {"late_until": ["Không thể trước ngày lấy danh sách (31/12/2020)."]},
        ),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(row, facts, message):
    assert refused(postpone, row, **facts) == message


def test_not_more_than_a_year_ahead(row):
    far = f"{timezone.localdate() + 400 * DAY}"
    assert list(refused(postpone, row, until=far)) == ["late_until"]


def test_who_is_decided_is_not_left_for_later(grading, members, row):
    grade_one(grading, members[0], Level.T)
    assert refused(postpone, row) == [
        "Đã ghi “Hoàn thành tốt nhiệm vụ”: chọn lại “Chưa xếp loại” trước."
    ]
    grade_one(grading, members[0], "", Exclusion.EXEMPT)
    assert len(refused(postpone, row)) == 1


def test_nor_whose_level_comes_from_above(grading, committee, row):
    above = ["Mức này do cấp trên quyết định, nên không ghi xếp loại sau."]
    assert refused(postpone, of_unit(grading, committee)) == above
    row.refer_up(decided_by="Tỉnh ủy", by=None)
    assert refused(postpone, row) == above


def test_who_is_left_for_later_is_not_referred_up(row):
    postpone(row)
    assert refused(row.refer_up, decided_by="Tỉnh ủy", by=None) == [
        "Xếp loại sau: ốm đau, đang điều trị. Bỏ xếp loại sau trước."
    ]


def test_nobody_does_it_about_oneself(row, office):
    Member.objects.filter(pk=row.member_id).update(user=office)
    row = MemberAssessment.objects.get(pk=row.pk)
    assert refused(row.postpone, late_cause="sick", by=office) == [
        "Không ai ghi xếp loại sau cho chính mình: đồng chí khác ghi."
    ]


def test_two_people_do_not_overwrite_each_other(grading, row):
    read_before = MemberAssessment.objects.get(pk=row.pk)
    postpone(row, "sick")
    assert refused(read_before.postpone, late_cause="away", by=None) == [
        "Người khác vừa ghi mục này. Mở lại trang để xem."
    ]
    grades = {row.pk: Grade(Level.T)}
    assert refused(grading.grade_members, grades, by=None, seen={row.pk: Grade()}) == {
        str(row.pk): ["Xếp loại sau: ốm đau, đang điều trị. Bỏ xếp loại sau rồi mới chọn mức."]
    }
    row.refresh_from_db()
    assert (row.level, row.late_cause) == ("", "sick")


def test_a_closed_round_is_not_changed(closed, members):
    row = closed.member_assessments.get(member=members[0])
    assert refused(postpone, row) == ["Đợt xếp loại đã chốt nên không sửa được nữa."]


def test_its_cell_is_graded_without_waiting_for_it(grading, members, row, cell):
    postpone(row)
    for member in members[1:]:
        grade_one(grading, member, Level.T)
    grading.grade_units({of_unit(grading, cell).pk: Grade(Level.T)}, by=None)
    assert len(refused(postpone, row, "")) == 1  # taken back, somebody would be undecided below it


def test_closing_passes_over_the_late_and_still_refuses_holes(grading, members, row):
    postpone(row)
    grade_one(grading, members[1], Level.T)
    assert refused(grading.close, by=None) == [
        "Còn 5 đảng viên, tổ chức chưa có mức xếp loại hoặc lý do."
    ]


def test_the_closed_round_counts_them_apart(late):
    counts = late.round.summary["members"]
    assert [counts[name] for name in ("roll", "graded", "excluded", "late", "left")] == [4, 2, 1, 1, 0]


def test_a_unit_is_left_for_later_too(graded, second_cell):
    graded.grade_units({row.pk: Grade() for row in graded.unit_assessments.all()}, by=None)
    one = of_unit(graded, second_cell)
    postpone(one, "decision")
    rest = graded.unit_assessments.exclude(pk=one.pk)
    graded.grade_units({row.pk: Grade(Level.T) for row in rest}, by=None)
    graded.close(by=None)
    assert graded.unit_assessments.counts()["late"] == 1
    regrade(one, Level.T, reason="Đã có kết luận")
    assert graded.unit_assessments.counts()["late"] == 0


# --- After the closing --------------------------------------------------------------------------


def test_graded_by_decision_it_counts_as_graded(late):
    made = regrade(late, Level.T, reason="Đã kiểm điểm ngày 20/02")
    late.refresh_from_db()
    assert (late.level, late.is_late, late.round.is_closed) == (Level.T, False, True)
    assert (made.is_first, made.said_before, made.said) == (True, "Xếp loại sau", Level.T.label)
    assert late.round.member_assessments.counts()["late"] == 0
    assert late.round.summary["members"]["late"] == 1  # what closing said stays


def test_withdrawn_it_is_late_again(late):
    regrade(late, Level.T).withdraw(reason="Ghi nhầm", by=None)
    late.refresh_from_db()
    assert (late.level, late.is_late, late.late_cause) == ("", True, "sick")


def test_graded_again_after_that_is_a_regrading(late):
    regrade(late, Level.T)
    again = regrade(late, Level.HT)
    assert (again.is_first, again.said_before) == (False, Level.T.label)
    assert Regrading.objects.count() == 2


def test_who_was_neither_decided_nor_late_is_not_graded_so(closed, members):
    row = closed.member_assessments.get(member=members[0])
    type(row).objects.filter(pk=row.pk).update(level="")
    assert refused(regrade, row) == ["Chưa có kết quả nào để xếp loại lại."]


def test_the_review_vote_and_proposal_are_still_written(late, closed_row):
    SelfReview(assessment=late, conduct="Gương mẫu").write(fields=[], by=None)
    say(late, "cell", "t", votes=votes(issued=1, collected=1, t=1))
    assert list(MemberAssessment.objects.under_way()) == [late]
    assert len(refused(say, closed_row, "self", "t")) == 1


@pytest.fixture
def closed_row(late, members):
    return late.round.member_assessments.get(member=members[2])


# --- The balance --------------------------------------------------------------------------------

NONE = dict.fromkeys(["graded", "excluded", "late", "waiting", "left", "roll"], 0)


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"graded": 4, "roll": 4}, "Đã xếp loại 4 + không xếp loại 0 + xếp loại sau 0 = danh sách 4"),
        (
            {"graded": 80, "excluded": 3, "late": 2, "roll": 85},
            "Đã xếp loại 80 + không xếp loại 3 + xếp loại sau 2 = danh sách 85",
        ),
        (
            {"graded": 1, "excluded": 1, "late": 1, "waiting": 1, "left": 2, "roll": 6},
            "Đã xếp loại 1 + không xếp loại 1 + xếp loại sau 1 + chờ kết quả của cấp trên 1 + "
            "chưa xếp loại 2 = danh sách 6",
        ),
        (
            {"left": 3, "roll": 3},
            "Đã xếp loại 0 + không xếp loại 0 + xếp loại sau 0 + chưa xếp loại 3 = danh sách 3",
        ),
    ],
)
def test_the_balance_names_what_makes_up_the_roll(counts, said):
    assert balance_of(NONE | counts) == said


STATES = {
    "graded": lambda grading, row: grade_one(grading, row.member, Level.HT),
    "excluded": lambda grading, row: grade_one(grading, row.member, "", Exclusion.ELSEWHERE),
    "late": lambda grading, row: postpone(row, "away"),
    "waiting": lambda grading, row: row.refer_up(decided_by="Tỉnh ủy", by=None),
    "left": lambda grading, row: None,
}


@pytest.mark.parametrize("state", STATES)
def test_everybody_is_in_one_state(grading, row, state):
    STATES[state](grading, row)
    counts = grading.member_assessments.counts()
    expected = dict.fromkeys(STATES, 0) | {"left": 3}
    expected[state] += 1
    assert {name: counts[name] for name in STATES} == expected
    assert sum(expected.values()) == counts["roll"]
    assert row in grading.member_assessments.in_state(state)


# --- On paper -----------------------------------------------------------------------------------


def test_the_list_of_the_not_graded_has_them_under_their_own_heading(late):
    made = document("not_graded", late.round)
    assert [part["title"] for part in made["parts"]] == ["Không xếp loại", "Xếp loại sau"]
    assert rows_of(made)[1] == [
        "Xếp loại sau",
        "1",
        "Nguyễn Văn An",
        "Chi bộ 1",
        "Ốm đau, đang điều trị, dự kiến đến hết ngày 01/03/2021. Điều trị tại bệnh viện",
    ]
    assert texts(made) == [
        "đã xếp loại 2 + không xếp loại 1 + xếp loại sau 1 = danh sách 4.",
        "đã xếp loại 3 + không xếp loại 0 + xếp loại sau 0 = danh sách 3.",
    ]


def test_the_summary_ends_with_the_balance(late):
    made = document("summary", late.round)
    assert texts(made)[-1] == "Đã xếp loại 2 + không xếp loại 1 + xếp loại sau 1 = danh sách 4."


def test_form_6f_counts_them_in_a_row_of_their_own(late):
    rows = {line[0]: line[1:] for line in rows_of(document("reviewed", late.round))}
    assert rows["1"] == ["Trong danh sách của đợt", "3", "4", "= 2 + 3 + 5 + 6"]
    assert (rows["5"][:3], rows["6"][2]) == (["Xếp loại sau", "0", "1"], "0")


def test_form_03_is_a_first_result(late):
    one = regrade(late, Level.T, reason="Đã kiểm điểm tại chi bộ")
    made = DOCUMENTS["regraded"](GradingPrint(round=late.round, unit=late.round.unit, regrading=one))
    assert made["subject"].startswith("xếp loại chất lượng năm 2020 (theo Quyết định 05-QĐ/ĐU")
    whom = "đồng chí Nguyễn Văn An, Chi bộ 1"
    assert f"Xếp loại chất lượng năm 2020 đối với {whom}: hoàn thành tốt nhiệm vụ." in texts(made)


def test_the_summary_says_it_where_the_decision_stands(late):
    made = document("summary", late.round)
    [line] = [line for line in rows_of(made) if "Nguyễn Văn An" in line]
    assert line[-1] == "Xếp loại sau"


# --- On the pages around it ---------------------------------------------------------------------


def test_the_cell_is_told_who_is_graded_later(client, secretary, late, cell):
    client.force_login(secretary)
    page = client.get(reverse("evaluations:cell_steps", args=[cell.code]))
    told = "Xếp loại sau: ốm đau, đang điều trị, dự kiến đến hết ngày 01/03/2021"
    assert f"<div>{told}. Điều trị tại bệnh viện</div>" in page.text


def test_the_way_back_is_where_one_goes_after_saving(client, office, row):
    client.force_login(office)
    page = client.get(reverse("evaluations:member_postpone", args=[row.pk]))
    to = f"{reverse('evaluations:round_roster', args=[row.round_id])}?cell=chi-bo-1"
    assert page.context["to"] == to
    assert f'href="{to}">Quay lại' in page.text
