"""Commendations and proposals: given once, corrected in the open, never removed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Decision
from common.periods import DAY
from evaluations.models import AwardForm, AwardKind, Commendation, Level, Proposal
from evaluations.models.award import NOT_EXEMPLARY
from tests.conftest import day
from tests.evaluations.conftest import grade_one, of_unit


def paper() -> Decision:
    """As it stands on a page: not yet a row."""
    return Decision(number="58-QĐ/ĐU", signed_on=day("2020-12-29"), issuer="Đảng ủy")


def give(unit, member=None, **changes) -> Commendation:
    values = {
        "kind": AwardKind.THEMATIC,
        "form": AwardForm.MERIT,
        "reason": "Phòng, chống dịch",
        "year": 2020,
        "given_on": day("2020-12-30"),
    }
    return Commendation.objects.give(unit=unit, member=member, by=None, **values | changes)


def propose(unit, member=None, **changes) -> Proposal:
    values = {
        "kind": AwardKind.THEMATIC,
        "form": AwardForm.CERTIFICATE,
        "reason": "Sinh hoạt chuyên đề",
        "year": 2020,
        "proposed_on": day("2020-12-30"),
    }
    return Proposal.objects.give(unit=unit, member=member, by=None, **values | changes)


def test_recipients_are_told_apart(committee, cell, members):
    to_member, to_cell, to_committee = give(cell, members[0]), give(cell), give(committee)
    awards = Commendation.objects.all()
    assert list(awards.to_members()) == [to_member]
    assert list(awards.to_cells()) == [to_cell]
    assert list(awards.to_committees()) == [to_committee]
    assert [award.recipient for award in (to_member, to_cell)] == [members[0], cell]


def test_one_paper_is_one_row(cell, members):
    given = [give(cell, member, decision=paper()) for member in members]
    assert len({award.decision_id for award in given}) == 1
    assert Decision.objects.count() == 1


def test_the_same_award_is_not_given_twice(cell, members):
    give(cell, members[0])
    with pytest.raises(ValidationError, match="Khen thưởng này đã được ghi"):
        give(cell, members[0], reason="Phòng,  chống dịch")
    give(cell, members[0], reason="Hiến máu")
    give(cell)
    assert Commendation.objects.count() == 3


def test_the_database_refuses_the_same_award_twice(cell):
    give(cell)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commendation.objects.bulk_create(
            [
                Commendation(
                    unit=cell,
                    kind=AwardKind.THEMATIC,
                    form=AwardForm.FLAG,
                    reason="Phòng, chống dịch",
                    year=2020,
                    given_on=day("2020-12-31"),
                )
            ]
        )


@pytest.mark.parametrize("given_on", ["2020-01-01", "2021-01-07"])
def test_an_award_is_given_in_its_year_or_later(cell, given_on):
    assert give(cell, given_on=day(given_on)).given_on == day(given_on)


def test_an_award_is_not_given_before_its_year(cell):
    with pytest.raises(ValidationError) as refusal:
        give(cell, given_on=day("2019-12-31"))
    assert list(refusal.value.error_dict) == ["given_on"]


def test_an_award_is_not_given_tomorrow(cell):
    today = timezone.localdate()
    give(cell, given_on=today)
    with pytest.raises(ValidationError, match="Chưa đến ngày này"):
        give(cell, given_on=today + DAY, reason="Việc khác")


def test_a_proposal_is_not_made_tomorrow(cell):
    with pytest.raises(ValidationError) as refusal:
        propose(cell, proposed_on=timezone.localdate() + DAY)
    assert list(refusal.value.error_dict) == ["proposed_on"]


def test_a_member_is_commended_in_a_cell_of_his_own(second_cell, members):
    with pytest.raises(ValidationError) as refusal:
        give(second_cell, members[0])
    assert refusal.value.message_dict == {"member": ["Đảng viên không sinh hoạt tại chi bộ này."]}


def test_a_member_is_commended_in_the_cell_he_left(cell, second_cell, members):
    members[0].current_membership().transfer(to=second_cell, on=day("2021-03-01"), by=None)
    assert give(cell, members[0]).unit == cell


@pytest.mark.parametrize("award_in", [give, propose])
def test_a_cancelled_entry_stays_and_counts_no_more(cell, office, award_in):
    award = award_in(cell)
    award.cancel(reason=" Ghi nhầm ", by=office)
    awards = type(award).objects
    assert (list(awards.valid()), list(awards.cancelled())) == ([], [award])
    award.refresh_from_db()
    assert (award.cancel_reason, award.cancelled_by) == ("Ghi nhầm", office)
    assert AuditEvent.objects.filter(action__endswith=".cancel", by=office).count() == 1


def test_cancelling_wants_a_reason(cell):
    award = give(cell)
    with pytest.raises(ValidationError) as refusal:
        award.cancel(reason="  ", by=None)
    assert refusal.value.message_dict == {"cancel_reason": ["Ghi rõ lý do."]}
    assert list(Commendation.objects.valid()) == [award]


def test_an_entry_is_cancelled_once(cell):
    award = give(cell)
    stale = Commendation.objects.get()
    award.cancel(reason="Ghi nhầm", by=None)
    with pytest.raises(ValidationError, match="đã được hủy"):
        stale.cancel(reason="Lần nữa", by=None)
    assert Commendation.objects.get().cancel_reason == "Ghi nhầm"


def test_a_cancelled_entry_leaves_room_for_the_right_one(cell):
    give(cell).cancel(reason="Ghi nhầm", by=None)
    right = give(cell)
    assert list(Commendation.objects.valid()) == [right]


def test_the_database_wants_a_reason_of_what_is_cancelled(cell):
    give(cell)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commendation.objects.update(cancelled_at=timezone.now())


def test_a_correction_keeps_the_mistake_in_sight(cell, members, office):
    wrong = give(cell, members[0])
    right = wrong.replace(cancel_reason="Nhầm người", by=office, **corrected(cell, members[1]))
    assert list(Commendation.objects.valid()) == [right]
    assert list(Commendation.objects.cancelled()) == [wrong]
    assert (right.member, right.kind, right.recorded_by) == (members[1], AwardKind.HCM, office)


def test_a_correction_that_is_refused_cancels_nothing(cell, second_cell, members):
    wrong = give(cell, members[0])
    with pytest.raises(ValidationError):
        wrong.replace(cancel_reason="Nhầm người", by=None, **corrected(second_cell, members[1]))
    assert list(Commendation.objects.valid()) == [wrong]


def corrected(unit, member) -> dict:
    return {
        "unit": unit,
        "member": member,
        "kind": AwardKind.HCM,
        "form": AwardForm.MERIT,
        "reason": "Học tập và làm theo",
        "year": 2020,
        "given_on": day("2020-12-30"),
    }


# --- All annual ones at once --------------------------------------------------------------------


def give_annual(grading, members, units):
    return Commendation.objects.give_annual(
        grading,
        members=[row.pk for row in members],
        units=[row.pk for row in units],
        decision=paper(),
        form=AwardForm.MERIT,
        reason="Hoàn thành xuất sắc nhiệm vụ năm 2020",
        unit_reason="Tiêu biểu năm 2020",
        given_on=day("2020-12-30"),
        by=None,
    )


def test_members_and_cells_are_commended_by_one_decision(exemplary, members, cell):
    xs = exemplary.member_assessments.at_level(Level.XS)
    given = give_annual(exemplary, xs, [of_unit(exemplary, cell)])
    assert [(award.recipient, award.unit, award.kind, award.year) for award in given] == [
        (members[0], cell, "annual", 2020),
        (cell, cell, "annual", 2020),
    ]
    assert [award.reason for award in given] == [
        "Hoàn thành xuất sắc nhiệm vụ năm 2020",
        "Tiêu biểu năm 2020",
    ]
    assert Decision.objects.count() == 1
    assert set(Commendation.objects.annual_in(exemplary)) == {(cell.pk, members[0].pk), (cell.pk, None)}


def test_who_is_not_at_the_highest_level_is_refused(outstanding):
    with pytest.raises(ValidationError, match="Chỉ khen thưởng nơi được xếp loại"):
        give_annual(outstanding, outstanding.member_assessments.at_level(Level.T), [])
    assert Commendation.objects.count() == 0


def test_a_cell_that_is_not_exemplary_is_refused(outstanding, cell):
    with pytest.raises(ValidationError) as refusal:
        give_annual(outstanding, [], [of_unit(outstanding, cell)])
    assert refusal.value.message_dict == {"units": [f"Chi bộ 1: {NOT_EXEMPLARY}"]}
    assert Commendation.objects.count() == 0


def test_annual_awards_wait_for_closing(graded, members):
    grade_one(graded, members[0], Level.XS)
    with pytest.raises(ValidationError, match="Chốt kết quả"):
        give_annual(graded, graded.member_assessments.at_level(Level.XS), [])


def test_nobody_chosen_is_refused(outstanding):
    with pytest.raises(ValidationError, match="Chọn ít nhất một"):
        give_annual(outstanding, [], [])
    assert Decision.objects.count() == 0


def test_a_second_time_gives_nothing_to_anybody(exemplary, members, cell):
    xs = exemplary.member_assessments.at_level(Level.XS)
    give_annual(exemplary, xs, [])
    with pytest.raises(ValidationError, match="đã được ghi"):
        give_annual(exemplary, xs, [of_unit(exemplary, cell)])
    assert Commendation.objects.count() == 1
