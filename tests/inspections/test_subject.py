"""Whom a campaign is about: a lượt each, with the cell of the day, the outcome, the discipline."""

import pytest
from django.core.exceptions import ValidationError

from cells.models import Decision
from inspections.models import Subject
from members.models import Discipline
from tests.conftest import day, make_member
from tests.inspections.conftest import ON, concluded, enter


def test_a_unit_once_and_a_member_once_in_a_campaign(campaign, cell, second_cell, an):
    Subject.objects.add(campaign, units=[cell, second_cell], member=an, on=ON, by=None)
    with pytest.raises(ValidationError):
        Subject.objects.add(campaign, member=an, on=ON, by=None)
    rows = campaign.subjects
    assert (rows.to_units().count(), rows.to_members().count()) == (2, 1)


def test_a_member_keeps_the_cell_of_the_day(campaign, cell, second_cell, an):
    an.current_membership().transfer(to=second_cell, on=day("2020-03-06"), by=None)
    Subject.objects.add(campaign, member=an, on=ON, by=None)
    later = enter(campaign.unit, title="Sau", begun_on=day("2020-03-06"))
    Subject.objects.add(later, member=an, on=day("2020-03-06"), by=None)
    assert [row.unit for row in Subject.objects.to_members().order_by("id")] == [cell, second_cell]


def test_who_is_in_no_cell_that_day_is_refused_and_nothing_is_half_done(campaign, second_cell):
    stranger = make_member("Lê Văn Xa")
    with pytest.raises(ValidationError):
        Subject.objects.add(campaign, units=[second_cell], member=stranger, on=ON, by=None)
    assert campaign.subjects.count() == 1


@pytest.mark.parametrize(
    ("kind", "outcome", "fits"),
    [
        ("compliance", "violation", True),
        ("compliance", "unfounded", False),
        ("denunciation", "unfounded", True),
        ("complaint", "upheld", True),
        ("complaint", "no_fault", False),
    ],
)
def test_the_outcome_fits_the_kind(committee, cell, kind, outcome, fits):
    made = enter(committee, kind=kind)
    Subject.objects.add(made, units=[cell], on=ON, by=None)
    subject = made.subjects.get()
    try:
        subject.find(outcome=outcome, note="", by=None)
    except ValidationError as error:
        assert (fits, list(error.message_dict)) == (False, ["outcome"])
    else:
        assert fits


def test_the_decision_on_discipline_is_one_about_the_subject(campaign, an, binh):
    Subject.objects.add(campaign, member=an, on=ON, by=None)
    subject = campaign.subjects.get(member=an)
    own, other = (
        Discipline.objects.record_member(
            member,
            form="reprimand",
            on=ON,
            decision=Decision(number=f"{member.pk}-QĐ", signed_on=ON, issuer="Đảng ủy"),
            by=None,
        )
        for member in (an, binh)
    )
    with pytest.raises(ValidationError) as caught:
        subject.find(outcome="to_discipline", note="", discipline=other, by=None)
    assert list(caught.value.message_dict) == ["discipline"]
    subject.find(outcome="to_discipline", note="", discipline=own, by=None)
    own.withdraw(by=None)
    subject.refresh_from_db()
    assert (subject.outcome, subject.discipline) == ("to_discipline", None)


def test_a_concluded_campaign_keeps_a_subject(committee, cell, second_cell):
    made = concluded(committee, units=[cell, second_cell])
    first, second = made.subjects.all()
    first.remove(by=None)
    with pytest.raises(ValidationError):
        second.remove(by=None)
