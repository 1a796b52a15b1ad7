"""What is kept no longer: a term that each installation sets, none to begin with."""

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from members.models import Candidate, Member, PersonalHistory, YearlySupplement
from members.models.candidate import FORGOTTEN
from members.rules.party_age import add_months
from members.tasks import forget_persons
from tests.conftest import START, day, make_member

MONTHS = 12


@pytest.fixture
def last_kept(db):
    """The first day that what ended on it is still kept, by a term of a year."""
    for code in (ThresholdCode.CANDIDATE_MONTHS, ThresholdCode.LEAVER_MONTHS):
        Threshold.objects.set(code=code, value=MONTHS, valid_from=START, source="Quy chế", by=None)
    Threshold.objects.exclude(valid_from=START).filter(value=0).delete()
    return add_months(timezone.localdate(), -MONTHS)


@pytest.fixture
def candidate(cell):
    facts = {"sex": "male", "ethnicity": "Tày", "work_place": "Trạm y tế", "born_on": day("1999-05-04")}
    return Candidate.objects.note(unit=cell, full_name="Lò Văn Pao", on=START, by=None, **facts)


@pytest.fixture
def leaver(cell):
    member = make_member("Trần Thị Bình", unit=cell, phone="0912345678", citizen_id="001180000001")
    PersonalHistory.objects.create(member=member, permanent_address="Số 1", occupation="Bác sĩ")
    YearlySupplement.objects.create(
        member=member,
        year=2020,
        handed_in_on=day("2020-12-01"),
        temporary_address="Số 2",
        replaced={"permanent_address": "Số 0", "degree": "Cử nhân"},
    )
    return member


def drop(candidate, *, last):
    candidate.drop(on=last + DAY, reason="Chuyển đi nơi khác", by=None)
    forget_persons()
    candidate.refresh_from_db()


def leave(member, *, last):
    member.current_membership().leave(on=last + DAY, left_by="transfer", by=None)
    forget_persons()
    return Member.objects.get(pk=member.pk)


def test_who_was_given_up_is_known_for_the_term_and_no_day_longer(candidate, last_kept):
    drop(candidate, last=last_kept)
    assert candidate.full_name == "Lò Văn Pao"
    Candidate.objects.update(ends_on=last_kept - DAY)
    forget_persons()
    candidate.refresh_from_db()
    known = candidate.full_name, candidate.born, candidate.sex, candidate.ethnicity
    assert known == (FORGOTTEN, None, "", "")
    assert (candidate.search_key.count("pao"), candidate.work_place, candidate.drop_reason) == (
        0,
        "",
        "",
    )
    assert (candidate.starts_on, candidate.ends_on) == (START, last_kept - DAY)


def test_it_is_done_once_and_logged_without_the_name(candidate, last_kept):
    candidate.drop(on=last_kept, reason="Chuyển đi nơi khác", by=None)
    [again] = Candidate.objects.kept_no_longer()
    forget_persons()
    again.forget()  # as a second clock would
    [event] = AuditEvent.objects.filter(action="candidate.forget")
    assert (event.by, event.record_id, event.note) == (None, str(candidate.pk), "")


def test_a_time_in_a_cell_that_is_no_more_goes_with_the_row_that_went_on(
    candidate, second_cell, last_kept
):
    candidate.follow_unit(second_cell, on=day("2020-03-01"), by=None)
    forget_persons()
    assert list(Candidate.objects.values_list("full_name", flat=True)) == ["Lò Văn Pao"] * 2
    drop(candidate, last=last_kept - DAY)
    forget_persons()  # the next day
    assert list(Candidate.objects.values_list("full_name", flat=True)) == [FORGOTTEN] * 2


def test_where_a_leaver_lives_is_known_for_the_term_and_no_day_longer(leaver, last_kept):
    assert leave(leaver, last=last_kept).phone == "0912345678"
    leaver.memberships.update(ends_on=last_kept - DAY)
    forget_persons()
    member = Member.objects.get(pk=leaver.pk)
    supplement = member.yearlysupplements.get()
    assert (member.phone, member.history.permanent_address) == ("", "")
    assert (supplement.temporary_address, supplement.replaced) == ("", {"degree": "Cử nhân"})
    kept = member.full_name, member.citizen_id, member.history.occupation
    assert kept == ("Trần Thị Bình", "001180000001", "Bác sĩ")
    forget_persons()
    assert AuditEvent.objects.filter(action="member.forget_whereabouts").count() == 1


def test_who_is_here_is_known_however_long(leaver, second_cell, last_kept):
    leaver.current_membership().transfer(to=second_cell, on=START + DAY, by=None)
    forget_persons()
    assert Member.objects.get(pk=leaver.pk).phone == "0912345678"


def test_without_a_term_all_is_kept(candidate, leaver):
    drop(candidate, last=START + DAY)
    assert candidate.full_name == "Lò Văn Pao"
    assert leave(leaver, last=START + DAY).phone == "0912345678"
