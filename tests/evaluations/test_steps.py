"""What is said before the decision: opinions and votes, each once, by whom and when."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from evaluations.models import Exclusion, Opinion, Round, RuleSet, Step, Vote
from evaluations.models.round import CLOSED, NOT_AS_PROPOSED
from tests.conftest import day, make_member
from tests.evaluations.conftest import grade_one, levels_of, say, votes


def scored(conduct, task) -> dict:
    return {"conduct_points": Decimal(conduct), "task_points": Decimal(task)}


def refused(act, *args, **facts) -> dict:
    with pytest.raises(ValidationError) as error, transaction.atomic():
        act(*args, **facts)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


@pytest.fixture
def row(grading, members):
    return grading.member_assessments.get(member=members[0])


@pytest.fixture
def scored_row(scoring, members):
    return scoring.member_assessments.get(member=members[0])


def test_a_step_says_what_who_and_when(row, secretary):
    said = say(row, Step.STATE, "xs", by=secretary, note="Thông báo của bệnh viện")
    said.refresh_from_db()
    assert (said.level, said.note, said.said_by) == ("xs", "Thông báo của bệnh viện", secretary)
    assert str(said) == "xếp loại công chức, viên chức XS"
    event = AuditEvent.objects.get(action="opinion.say")
    assert (event.by, event.note) == (secretary, "")


def test_a_correction_is_logged_with_what_stood_there(row, secretary, office):
    say(row, Step.SELF, "xs", by=secretary)
    say(row, Step.SELF, "t", by=office)
    assert [(said.level, said.said_by) for said in row.opinions.all()] == [("t", office)]
    event = AuditEvent.objects.filter(action="opinion.say").first()
    assert (event.by, event.note) == (office, "Trước đó: tự xếp loại XS")


def test_a_second_row_of_a_step_is_refused(row):
    say(row, Step.SELF)
    other = Opinion(assessment=row, step=Step.SELF, level="ht")
    told = "Người khác vừa ghi bước này. Mở lại trang để xem."
    assert refused(other.say, by=None) == {"__all__": [told]}


def test_a_closed_round_takes_no_step(graded, members):
    row = graded.member_assessments.get(member=members[0])
    graded.close(by=None)
    assert refused(say, row, Step.SELF) == [CLOSED]
    assert Opinion.objects.count() == 0


def test_a_year_from_paper_takes_no_step(paper, members):
    row = paper.member_assessments.get(member=members[0])
    assert refused(say, row, Step.SELF) == [CLOSED]


def test_who_has_no_grade_has_no_steps(grading, row, members):
    grade_one(grading, members[0], "", Exclusion.EXEMPT)
    told = "Không xếp loại: được miễn công tác và sinh hoạt đảng, nên không ghi các bước xếp loại."
    assert refused(say, row, Step.SELF) == [told]


@pytest.mark.parametrize("step", [Step.STATE, Step.CELL, Step.APPRAISAL])
def test_nobody_proposes_or_appraises_the_own_case(row, members, secretary, step):
    members[0].user = secretary
    members[0].save()
    row.refresh_from_db()
    told = "Không ai đề nghị, thẩm định trường hợp của chính mình: đồng chí khác ghi bước này."
    assert refused(say, row, step, by=secretary) == [told]
    assert say(row, Step.SELF, by=secretary).is_filed_by_member is True


def test_what_the_member_filed_nobody_else_changes(row, members, secretary, office):
    members[0].user = secretary
    members[0].save()
    row.refresh_from_db()
    say(row, Step.SELF, "ht", by=secretary)
    told = "Đồng chí ấy đã tự ghi bước này nên chỉ chính đồng chí ấy sửa được."
    assert refused(say, row, Step.SELF, "kht", by=office) == [told]
    assert row.opinions.get().level == "ht"


def test_where_the_year_scores_the_self_review_has_points(scored_row, row):
    told = "Theo Hướng dẫn 43-HD/BTCTW ngày 31/10/2025, tự xếp loại phải có điểm."
    assert refused(say, scored_row, Step.SELF) == {"conduct_points": [told]}
    assert say(scored_row, Step.CELL).points is None
    assert say(row, Step.SELF).points is None  # 2020 does not score


def test_points_are_out_of_30_and_70_both_or_none(scored_row):
    both = "Ghi đủ điểm của cả hai phần, hoặc để trống cả hai."
    one = {"conduct_points": Decimal(25), "task_points": None}
    assert refused(say, scored_row, Step.SELF, **one) == {"task_points": [both]}
    assert refused(say, scored_row, Step.SELF, "xs", **scored("30.1", "60")) == {
        "conduct_points": ["Không quá 30 điểm."]
    }
    assert refused(say, scored_row, Step.SELF, "xs", **scored("25", "70.1")) == {
        "task_points": ["Không quá 70 điểm."]
    }
    assert say(scored_row, Step.SELF, "xs", **scored("30", "70")).points == Decimal(100)


@pytest.mark.parametrize(
    ("points", "level"),
    [("90", "xs"), ("89.9", "t"), ("70", "t"), ("69.9", "ht"), ("50", "ht"), ("49.9", "kht")],
)
def test_bands_of_points(points, level):
    rules = RuleSet(scores=True, least_xs=90, least_t=70, least_ht=50)
    assert rules.level_for(Decimal(points)) == level


@pytest.mark.django_db
def test_the_set_of_2025_is_the_first_to_score():
    bands = RuleSet.objects.values_list("code", "scores", "least_xs", "least_t", "least_ht")
    assert list(bands) == [
        ("27-HD/BTCTW", False, 0, 0, 0),
        ("16-HD/BTCTW", False, 0, 0, 0),
        ("21-HD/BTCTW", False, 0, 0, 0),
        ("25-HD/BTCTW", False, 0, 0, 0),
        ("43-HD/BTCTW", True, 90, 70, 50),
    ]


def test_a_level_that_does_not_fit_the_points_needs_a_note(scored_row):
    told = "85,5 điểm ứng với mức hoàn thành tốt nhiệm vụ: đề nghị ghi lý do ở ghi chú."
    facts = scored("25.5", "60")
    assert refused(say, scored_row, Step.SELF, "xs", **facts) == {"note": [told]}
    assert say(scored_row, Step.SELF, "xs", note="Có thành tích đột xuất", **facts).level == "xs"


@pytest.mark.parametrize(("points", "is_wide"), [("80.1", False), ("80", True), ("90", True)])
def test_five_points_between_appraisal_and_self_need_a_note(scored_row, points, is_wide):
    say(scored_row, Step.SELF, **scored("25", "60"))
    facts = scored("25", Decimal(points) - 25)
    level = "xs" if points == "90" else "t"
    if is_wide:
        told = "Lệch 5 điểm so với tự xếp loại: đề nghị ghi lý do ở ghi chú."
        assert refused(say, scored_row, Step.APPRAISAL, level, **facts) == {"note": [told]}
        facts["note"] = "Chậm một báo cáo"
    assert say(scored_row, Step.APPRAISAL, level, **facts).points == Decimal(points)


def test_the_cell_votes_and_proposes_in_one_act(row, secretary):
    say(row, Step.CELL, "t", votes=votes(xs=1, t=2), by=secretary)
    vote = Vote.objects.get()
    assert (str(vote), vote.said_by) == ("phiếu XS 1, T 2", secretary)
    assert str(row.opinions.get()) == "chi bộ đề nghị T"
    say(row, Step.CELL, "xs", votes=votes(xs=3, t=0), by=secretary)
    assert (str(Vote.objects.get()), row.opinions.get().level) == ("phiếu XS 3", "xs")
    event = AuditEvent.objects.filter(action="vote.count").first()
    assert event.note == "Trước đó: phiếu XS 1, T 2"


@pytest.mark.parametrize(
    ("counts", "refusal"),
    [
        ({"issued": 4}, {"issued": "Phát ra 4 phiếu, nhiều hơn 3 đảng viên chính thức của chi bộ."}),
        ({"issued": 2}, {"collected": "Thu về 3 phiếu, nhiều hơn 2 phiếu phát ra."}),
        ({"invalid": 4}, {"invalid": "4 phiếu không hợp lệ, nhiều hơn 3 phiếu thu về."}),
        ({"t": 2}, {"xs": "Tổng số phiếu các mức là 2, phải bằng số phiếu hợp lệ 3."}),
        ({"invalid": 1}, {"xs": "Tổng số phiếu các mức là 3, phải bằng số phiếu hợp lệ 2."}),
    ],
)
def test_votes_that_do_not_add_up_are_refused_and_nothing_is_kept(row, counts, refusal):
    [(field, told)] = refusal.items()
    assert refused(say, row, Step.CELL, votes=votes(**counts)) == {field: [told]}
    assert (Vote.objects.count(), Opinion.objects.count()) == (0, 0)


def test_the_table_itself_holds_votes_that_add_up(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(assessment=row, **votes(t=2))


def test_who_votes_was_official_by_the_last_day_of_the_round(committee, cell, members):
    make_member("Vũ Văn Giang", unit=cell, official_on=day("2020-12-31"))
    make_member("Đỗ Văn Hải", unit=cell, official_on=day("2021-01-01"))
    make_member("Hồ Thị Yến", unit=cell, official_on=None)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    row = grading.member_assessments.get(member=members[0])
    assert row.voters().count() == 4


def test_a_grade_other_than_proposed_says_why(grading, row, members, second_member):
    say(row, Step.CELL, "xs")
    assert refused(grade_one, grading, members[0], "t") == {str(row.pk): [NOT_AS_PROPOSED]}
    grade_one(grading, members[0], "xs")
    grade_one(grading, members[0], "t", "", "Vượt tỷ lệ xuất sắc")
    grade_one(grading, second_member, "ht")  # nothing was proposed
    assert levels_of(grading) == ["t", "", "", "ht"]
