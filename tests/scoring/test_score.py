"""The steps of a score, and what each refuses."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Threshold
from meetings.models import Meeting
from scoring.models import Given, MeetingScore, ScoreSheet
from tests.conftest import day
from tests.meetings.conftest import adopted, concluded, open_meeting, record, times
from tests.scoring.conftest import (
    GROUPS,
    answer_of,
    begin,
    confirmed,
    filled,
    give,
    make_sheet,
    points,
    proposed,
    voted,
)


@pytest.fixture
def meeting(cell, people):
    return open_meeting(cell, **times("14:00", "15:30"))


@pytest.fixture
def score(meeting, sheet):
    return begin(meeting, sheet)


def refused(act, **facts) -> str:
    with pytest.raises(ValidationError) as caught:
        act(by=None, **facts)
    return " ".join(caught.value.messages)


def values(score):
    rows = score.answers.for_sheet()
    return [(a.item.number, a.points, a.suggested, a.is_left_out) for a in rows]


def test_a_new_score_has_what_the_record_tells_and_nothing_else(score):
    assert values(score) == [
        ("1.1", 10, 10, False),
        ("1.2", 10, 10, False),
        ("2.1", None, None, False),
        ("2.2", None, None, True),
        ("2.3", None, None, False),
    ]
    assert (score.state, score.total, score.grade) == ("draft", Decimal("21.16"), "poor")
    assert answer_of(score, "1.1").fact_text == "90 phút, quy định 90 phút"


def test_only_a_meeting_of_a_cell_that_began_is_scored_once(cell, meeting, sheet, people):
    planned = Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2020-07-15"), by=None)
    committee = open_meeting(cell, kind="committee")
    start = MeetingScore.objects.start
    assert "chưa bắt đầu" in refused(start, meeting=planned, sheet=sheet)
    assert "sinh hoạt của chi bộ" in refused(start, meeting=committee, sheet=sheet)
    begin(meeting, sheet)
    assert "đã có người bắt đầu" in refused(start, meeting=meeting, sheet=sheet)


@pytest.mark.parametrize(
    "head",
    [
        {"for_regular": False, "for_thematic": True},
        {"valid_from": day("2020-06-16")},
        {"is_published": False},
    ],
)
def test_a_sheet_of_another_kind_or_day_or_a_draft_scores_nothing(committee, meeting, head):
    sheet = make_sheet(committee, **head)
    assert "không dùng" in refused(MeetingScore.objects.start, meeting=meeting, sheet=sheet)


def test_a_sheet_of_somebody_else_scores_nothing(foreign_cell, meeting):
    sheet = make_sheet(foreign_cell)
    assert "không dùng" in refused(MeetingScore.objects.start, meeting=meeting, sheet=sheet)


def test_the_nearest_sheet_is_the_best_then_the_newest(committee, cell, meeting):
    make_sheet(committee, valid_from=day("2020-06-15"))
    older = make_sheet(cell, name="Cũ")
    assert ScoreSheet.objects.ranked_for(meeting)[0] == older
    newer = make_sheet(cell, name="Mới", valid_from=day("2020-06-15"))
    assert ScoreSheet.objects.ranked_for(meeting)[0] == newer


def test_another_value_than_the_record_needs_a_reason(score):
    low = answer_of(score, "1.1").item.options.last().pk
    with pytest.raises(ValidationError, match="Số liệu cho 10 điểm"):
        give(score, i1_1=Given(option=low))
    assert values(score)[0][1] == 10
    give(score, i1_1=Given(option=low, reason="Đồng hồ phòng họp sai"))
    assert values(score)[0][1:3] == (0, 10)
    assert answer_of(score, "1.1").reason == "Đồng hồ phòng họp sai"
    give(score, i1_1=Given(option=answer_of(score, "1.1").item.options.first().pk, reason="Thừa"))
    assert answer_of(score, "1.1").reason == ""


@pytest.mark.parametrize("wrong", ["-0.5", "70", "2.4"])
def test_points_stay_between_nothing_and_the_most_in_halves(score, wrong):
    with pytest.raises(ValidationError, match="Điểm từ 0 đến 69,5"):
        give(score, i2_1=points(wrong))


def test_an_option_of_another_item_is_refused(score):
    with pytest.raises(ValidationError, match="không có trong biểu"):
        give(score, i1_1=Given(option=0))


def test_only_what_may_be_left_out_is_left_out(score):
    with pytest.raises(ValidationError, match="phải chấm"):
        give(score, i2_1=Given(is_left_out=True))
    filled(score, i2_3=Given(is_left_out=True))
    assert (score.total, score.grade) == (Decimal("100.00"), "good")


def test_a_thematic_item_counts_in_a_thematic_meeting(committee, cell, people):
    sheet = make_sheet(committee, for_combined=True)
    combined = open_meeting(cell, kind="combined", topic="Nêu gương", **times("14:00", "16:00"))
    score = filled(begin(combined, sheet), i2_2=points("5.5"))
    assert (score.total, answer_of(score, "2.2").is_left_out) == (Decimal("100.00"), False)


def test_left_out_may_count_full(committee, meeting):
    score = begin(meeting, make_sheet(committee, left_out="full"))
    assert score.total == Decimal("25.50")


def test_proposing_needs_every_item(score):
    with pytest.raises(ValidationError) as caught:
        score.propose(by=None)
    missing = {f"item-{answer_of(score, number).item_id}" for number in ("2.1", "2.3")}
    assert caught.value.message_dict.keys() == missing
    filled(score).propose(by=None)
    assert (score.state, score.total, score.grade) == ("proposed", Decimal("100.00"), "good")


def test_the_cell_may_change_the_proposal_and_then_votes(score):
    proposed(score)
    give(score, i2_1=points(60))
    assert (score.state, score.grade) == ("proposed", "fair")
    with pytest.raises(ValidationError, match="Chưa chấm"):
        give(score, i2_1=Given())
    score.vote(in_favour=2, against=1, abstained=0, by=None)
    assert (score.state, score.in_favour, score.against, score.abstained) == ("voted", 2, 1, 0)


def test_a_vote_is_counted_against_the_roll(score, meeting, people):
    proposed(score)
    record(meeting, attendance={people[0]: ("excused", "Ốm")})
    assert "nhiều hơn 2 đảng viên" in refused(score.vote, in_favour=3, against=0, abstained=0)
    assert "1/3 tán thành, mà cần trên một nửa" in refused(
        score.vote, in_favour=1, against=1, abstained=0
    )


def test_half_is_not_more_than_half(score, meeting, people):
    record(meeting, attendance={people[0]: ("unexcused", "")})
    give(score, i1_2=points(5))
    proposed_ = filled(score, i1_2=points(5))
    proposed_.propose(by=None)
    Threshold.objects.filter(code="majority").update(value=2, out_of=3)
    assert "mà cần trên hai phần ba" in refused(score.vote, in_favour=2, against=0, abstained=0)


def test_after_the_vote_the_cell_changes_nothing(score):
    voted(score)
    with pytest.raises(ValidationError, match="chi bộ đã biểu quyết"):
        give(score, i2_1=points(60))
    assert "chi bộ đã biểu quyết" in refused(score.propose)


def test_accepting_waits_for_the_minutes(score, meeting):
    confirmed(score)
    assert "Biên bản chưa thông qua" in refused(score.accept)
    concluded(meeting).adopt(by=None)
    score.accept(by=None)
    assert list(MeetingScore.objects.accepted()) == [score]


def test_each_step_says_who_and_when(score, meeting, secretary, leader):
    filled(score).propose(by=secretary)
    score.vote(in_favour=3, against=0, abstained=0, by=secretary)
    score.confirm(by=leader)
    adopted(meeting)
    score.accept(by=leader)
    kinds = [(step.kind, step.by) for step in score.steps.all()]
    assert kinds == [
        ("started", None),
        ("written", None),
        ("proposed", secretary),
        ("voted", secretary),
        ("confirmed", leader),
        ("accepted", leader),
    ]
    assert timezone.localdate(score.steps.last().at) == timezone.localdate()
    assert AuditEvent.objects.filter(action="score.accepted", by=leader).count() == 1


def test_steps_are_taken_in_their_order(score):
    for act in (score.confirm, score.accept):
        assert "Không làm được" in refused(act)
    proposed(score)
    assert "Không làm được" in refused(score.confirm)
    voted_ = score
    voted_.vote(in_favour=3, against=0, abstained=0, by=None)
    assert "Không làm được" in refused(score.accept)


def test_what_the_record_tells_later_is_taken_over_and_told(score, meeting):
    voted(score)
    record(meeting, starts_at=datetime.time(14, 0), ends_at=datetime.time(15, 20))
    score.confirm(by=None)
    assert values(score)[0][1] == 5
    assert score.steps.last().note == "Số liệu đã đổi: 100 → 94,71."


def test_a_reason_outlives_the_record(score, meeting):
    low = answer_of(score, "1.1").item.options.last().pk
    filled(score, i1_1=Given(option=low, reason="Nghỉ giữa giờ quá lâu")).propose(by=None)
    record(meeting, ends_at=datetime.time(15, 20))
    score.vote(in_favour=3, against=0, abstained=0, by=None)
    assert values(score)[0][1:3] == (0, 5)


def test_points_go_when_the_record_no_longer_gives_them(score, meeting):
    proposed(score)
    record(meeting, ends_at=None)
    assert "Chưa chấm" in refused(score.vote, in_favour=3, against=0, abstained=0)


def test_giving_back_needs_a_reason_and_undoes_the_vote(score):
    assert "Không làm được" in refused(score.give_back, reason="Xem lại")
    voted(score)
    assert "Ghi lý do" in refused(score.give_back, reason=" ")
    score.give_back(reason="Chấm lại nội dung", by=None)
    assert (score.state, score.in_favour, score.steps.last().note) == (
        "draft",
        None,
        "Chấm lại nội dung",
    )


def test_after_acceptance_only_a_reasoned_reopening(score, meeting):
    confirmed(score)
    adopted(meeting)
    score.accept(by=None)
    for act, facts in ((score.propose, {}), (score.give_back, {"reason": "x"}), (score.accept, {})):
        assert "đảng ủy đã công nhận" in refused(act, **facts)
    assert "Ghi lý do" in refused(score.reopen, reason="")
    score.reopen(reason="Có đơn phản ánh", by=None)
    assert (score.state, score.in_favour) == ("voted", 3)
    assert MeetingScore.objects.accepted().count() == 0


def test_an_accepted_score_no_longer_follows_the_record(score, meeting):
    confirmed(score)
    adopted(meeting)
    score.accept(by=None)
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=datetime.time(14, 10))
    assert next(a.points for a in score.as_saved().answers) == 10


def test_two_secretaries_do_not_overwrite_each_other(score):
    seen = score.version
    give(score, i2_1=points(60))
    with pytest.raises(ValidationError, match="Người khác vừa sửa"):
        score.write({}, version=seen, by=None)


def test_a_cap_holds_the_grade_until_its_items_are_full(committee, meeting):
    caps = [{"grade": "fair", "fact": "", "numbers": ["2.3"]}]
    score = filled(begin(meeting, make_sheet(committee, caps=caps)), i2_3=points("4.5"))
    assert (score.total, score.grade) == (Decimal("99.47"), "fair")
    give(score, i2_3=points(5))
    assert score.grade == "good"


def test_a_draft_that_is_discarded_takes_its_score_along(score, meeting):
    meeting.discard(by=None)
    assert MeetingScore.objects.count() == 0


def test_groups_of_the_sheet_add_up(sheet):
    assert sheet.problems() == []
    assert sum(group["most"] for group in GROUPS) == 100
