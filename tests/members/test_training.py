"""Who learns what, from sending to the certificate."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from members.models import Candidate, Course, LeftBy, Theory, Training
from tests.conftest import day, make_member

SENT = day("2020-09-07")


def send(*people, course="new_member", on=SENT) -> list[Training]:
    return Training.objects.send(people, course=course, on=on, by=None)


def refused(act, *arguments, **how) -> list[str]:
    with pytest.raises(ValidationError) as error:
        act(*arguments, **how)
    return list(error.value.message_dict)


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def candidate(cell):
    return Candidate.objects.create(full_name="Hoàng Thị Mai", unit=cell, starts_on=day("2020-01-15"))


@pytest.fixture
def training(member):
    return send(member)[0]


def test_the_database_keeps_days_and_persons_in_order(training, candidate):
    for wrong in (
        {"completed_on": day("2020-09-06")},
        {"issued_on": day("2020-12-01")},
        {"completed_on": day("2020-12-01"), "issued_on": day("2020-11-30")},
        {"completed_on": day("2020-12-01"), "withdrawn_on": day("2020-12-01")},
        {"candidate": candidate},
        {"member": None},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Training.objects.update(**wrong)
    assert Training.objects.update(completed_on=SENT, issued_on=SENT) == 1
    assert Training.objects.update(member=None, candidate=candidate) == 1
    training.refresh_from_db()
    assert training.person == candidate


def test_several_are_sent_at_once_each_from_the_own_cell(member, cell, second_cell):
    other = make_member("Trần Văn Bình", unit=second_cell)
    assert [row.unit for row in send(member, other)] == [cell, second_cell]


def test_all_are_sent_or_nobody(member, cell):
    other = make_member("Trần Văn Bình", unit=cell, on=day("2020-09-08"))
    assert refused(send, member, other) == ["on"]
    assert not Training.objects.exists()


def test_the_awareness_class_is_for_candidates_every_other_for_members(member, candidate):
    assert refused(send, member, course="awareness") == ["course"]
    assert refused(send, candidate, course="new_member") == ["course"]
    assert refused(send, candidate, course="theory_elementary") == ["course"]
    assert send(candidate, course="awareness")[0].person == candidate


def test_nobody_is_sent_in_the_future_or_from_nowhere(member, candidate):
    assert refused(send, member, on=day("2999-01-01")) == ["on"]
    assert refused(send, candidate, course="awareness", on=day("2020-01-14")) == ["on"]
    member.current_membership().leave(on=SENT, left_by=LeftBy.RESIGNATION, by=None)
    assert refused(send, member) == ["on"]


def test_one_class_of_a_kind_at_a_time(training, member):
    assert refused(send, member) == ["course"]
    training.withdraw(on=SENT, by=None)
    assert len(send(member)) == 1


def test_a_class_completed_after_that_day_is_not_begun_again(training, member):
    training.complete(on=day("2020-12-01"), by=None)
    assert refused(send, member, on=day("2020-12-01")) == ["on"]


@pytest.mark.parametrize(
    ("had", "course", "then"),
    [
        (Theory.NONE, "theory_elementary", Theory.ELEMENTARY),
        (Theory.ELEMENTARY, "theory_advanced", Theory.ADVANCED),
        (Theory.ADVANCED, "theory_intermediate", Theory.ADVANCED),
        (Theory.BACHELOR, "theory_advanced", Theory.BACHELOR),
        (Theory.NONE, "new_member", Theory.NONE),
    ],
)
def test_a_completed_theory_course_raises_the_level_and_never_lowers_it(cell, had, course, then):
    member = make_member(unit=cell, theory=had)
    [row] = send(member, course=course)
    member.refresh_from_db()
    assert member.theory == had
    row.complete(on=day("2020-12-01"), by=None)
    member.refresh_from_db()
    assert member.theory == then


@pytest.mark.parametrize(
    ("on", "works"), [("2020-09-06", False), ("2020-09-07", True), ("2999-01-01", False)]
)
def test_a_class_ends_on_the_day_it_began_at_the_earliest(training, on, works):
    if works:
        training.complete(on=day(on), by=None)
        assert training.completed_on == day(on)
    else:
        assert refused(training.complete, on=day(on), by=None) == ["on"]


def test_what_is_over_is_not_completed_or_taken_back(training):
    training.complete(on=day("2020-12-01"), by=None)
    assert refused(training.complete, on=day("2020-12-02"), by=None) == ["on"]
    assert refused(training.withdraw, on=day("2020-12-02"), by=None) == ["on"]


def test_a_certificate_follows_the_class(training):
    facts = {"number": "12/CN", "by": None}
    with pytest.raises(ValidationError):
        training.certify(issued_on=day("2020-12-01"), **facts)
    training.complete(on=day("2020-12-01"), by=None)
    assert refused(training.certify, issued_on=day("2020-11-30"), **facts) == ["issued_on"]
    training.certify(issued_on=day("2020-12-01"), **facts)
    training.refresh_from_db()
    assert (training.certificate_number, training.issued_on) == ("12/CN", day("2020-12-01"))


def test_only_the_awareness_certificate_expires(candidate, training):
    [row] = send(candidate, course="awareness")
    assert row.valid_until(60) is None
    row.complete(on=day("2020-10-15"), by=None)
    assert row.valid_until(60) == day("2025-10-14")
    training.complete(on=day("2020-10-15"), by=None)
    assert training.valid_until(60) is None


def suited(unit, course, on="2020-09-07") -> list[str]:
    return [str(person) for person in Training.objects.suited(course, unit, day(on))]


def test_who_is_there_or_completed_it_is_not_offered_again(member, cell, committee, candidate):
    assert suited(committee, Course.NEW_MEMBER) == ["Nguyễn Văn An"]
    send(member)
    assert suited(committee, Course.NEW_MEMBER) == []
    assert suited(committee, Course.AWARENESS) == ["Hoàng Thị Mai"]


@pytest.mark.parametrize(
    ("completed_on", "on", "found"),
    [
        ("2020-10-15", "2025-10-14", 0),
        ("2020-10-15", "2025-10-15", 1),
        ("2024-02-29", "2029-02-27", 0),
        ("2024-02-29", "2029-02-28", 1),
    ],
)
def test_who_has_an_expired_awareness_certificate_is_offered_again(
    candidate, cell, completed_on, on, found
):
    [row] = send(candidate, course="awareness")
    row.complete(on=day(completed_on), by=None)
    assert len(suited(cell, Course.AWARENESS, on)) == found
    assert (day(on) > row.valid_until(60)) == bool(found)


def test_a_class_is_the_same_course_and_day(member, cell):
    [one, _] = send(member, make_member("Trần Văn Bình", unit=cell))
    one.complete(on=day("2020-12-01"), by=None)
    send(member, course="theory_elementary")[0].withdraw(on=SENT, by=None)
    [entry] = Training.objects.classes()
    assert entry == {"course": "new_member", "sent_on": SENT, "sent": 2, "completed": 1}


def test_trainings_follow_the_person(
    training, member, candidate, secretary, other_secretary, second_cell
):
    send(candidate, course="awareness")
    assert Training.objects.visible_to(secretary).count() == 2
    member.current_membership().transfer(to=second_cell, on=day("2020-10-01"), by=None)
    assert Training.objects.visible_to(secretary).count() == 1
    assert list(Training.objects.visible_to(other_secretary)) == [training]
    assert list(Training.objects.allowing(other_secretary, "training.record")) == [training]
    assert not Training.objects.allowing(secretary, "training.record").filter(member=member).exists()
