"""The personal history, and carrying the yearly supplement over into the record."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from members.models import Member, PersonalHistory, YearlySupplement
from members.models.history import LONGEST
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    return make_member(unit=cell, work_place="Khoa Dược")


def declared(member, year=2020, **fields) -> YearlySupplement:
    return YearlySupplement.objects.create(
        member=member, year=year, handed_in_on=day(f"{year}-12-20"), **fields
    )


def test_two_people_writing_different_fields_keep_both(member):
    mine, yours = PersonalHistory.of(member), PersonalHistory.of(member)
    mine.religion, yours.occupation = "Không", "Bác sĩ"
    mine.edit(fields=["religion"], by=None)
    yours.edit(fields=["occupation"], by=None)
    kept = PersonalHistory.objects.get()
    assert (kept.religion, kept.occupation) == ("Không", "Bác sĩ")


def test_who_writes_the_same_field_first_at_the_same_moment_is_told(member):
    mine, yours = PersonalHistory.of(member), PersonalHistory.of(member)
    mine.religion = yours.religion = "Không"
    mine.edit(fields=["religion"], by=None)
    with pytest.raises(ValidationError, match="Người khác vừa ghi lý lịch này"):
        yours.edit(fields=["religion"], by=None)


def test_only_what_the_record_does_not_say_yet_is_to_be_carried_over(member):
    supplement = declared(member, work_place="Khoa Dược", theory="advanced", note="Đổi xe")
    assert supplement.to_carry_over() == {"theory": ("none", "advanced")}


def test_a_field_is_replaced_and_what_stood_before_is_kept(member):
    supplement = declared(member, work_place="Khoa Xét nghiệm", foreign_language="Tiếng Anh B2")
    supplement.carry_over(["work_place", "foreign_language"], by=None)
    assert Member.objects.get().work_place == "Khoa Xét nghiệm"
    assert PersonalHistory.objects.get().foreign_language == "Tiếng Anh B2"
    supplement.refresh_from_db()
    assert supplement.replaced == {"work_place": "Khoa Dược", "foreign_language": ""}
    assert supplement.to_carry_over() == {}


def test_a_long_text_is_added_to_with_its_year(member):
    PersonalHistory.objects.create(member=member, awards="Năm 2018: Giấy khen")
    declared(member, awards="Bằng khen").carry_over(["awards"], by=None)
    assert PersonalHistory.objects.get().awards == "Năm 2018: Giấy khen\nNăm 2020: Bằng khen"


def test_what_is_not_chosen_stays_as_it_was(member):
    supplement = declared(member, work_place="Khoa Xét nghiệm", theory="advanced")
    supplement.carry_over(["theory"], by=None)
    kept = Member.objects.get()
    assert (kept.work_place, kept.theory) == ("Khoa Dược", "advanced")
    assert AuditEvent.objects.get(action="yearlysupplement.carry_over").fields == ["theory"]


def test_what_the_record_says_meanwhile_is_refused(member):
    supplement = declared(member, work_place="Khoa Xét nghiệm")
    Member.objects.update(work_place="Khoa Xét nghiệm")
    with pytest.raises(ValidationError, match="vừa được người khác sửa"):
        supplement.carry_over(["work_place"], by=None)


@pytest.mark.parametrize(("room", "refused"), [(0, False), (1, True)])
def test_a_text_that_would_grow_too_long_is_refused_whole(member, room, refused):
    line = "\nNăm 2020: Lào"
    PersonalHistory.objects.create(member=member, travel="a" * (LONGEST - len(line) + room))
    supplement = declared(member, travel="Lào", work_place="Khoa Xét nghiệm")
    if refused:
        with pytest.raises(ValidationError, match="tối đa 5000"):
            supplement.carry_over(["travel", "work_place"], by=None)
    else:
        supplement.carry_over(["travel", "work_place"], by=None)
    assert Member.objects.get().work_place == ("Khoa Dược" if refused else "Khoa Xét nghiệm")


def test_a_second_supplement_of_the_year_is_refused(member):
    first, second = (YearlySupplement.objects.of(member, 2020) for _ in range(2))
    first.handed_in_on = second.handed_in_on = day("2020-12-20")
    first.record(fields=["handed_in_on"], by=None)
    with pytest.raises(ValidationError, match="Người khác vừa ghi"):
        second.record(fields=["handed_in_on"], by=None)
    assert YearlySupplement.objects.count() == 1


def test_of_other_years_and_members_there_may_be_more(member, cell):
    other = make_member("Trần Thị Bình", unit=cell)
    for whose, year in [(member, 2019), (member, 2020), (other, 2020)]:
        row = YearlySupplement(member=whose, year=year, handed_in_on=day(f"{year}-12-20"))
        row.record(fields=["handed_in_on"], by=None)
    assert YearlySupplement.objects.count() == 3


@pytest.mark.parametrize("handed_in", ["2019-12-31", "2999-01-01"])
def test_a_day_before_the_year_or_to_come_is_refused_at_the_day(member, handed_in):
    row = YearlySupplement(member=member, year=2020, handed_in_on=day(handed_in))
    with pytest.raises(ValidationError) as refused:
        row.record(fields=["handed_in_on"], by=None)
    assert list(refused.value.message_dict) == ["handed_in_on"]


@pytest.mark.parametrize("handed_in", ["2020-01-01", "2021-02-10"])
def test_the_first_day_of_the_year_and_any_later_one_will_do(member, handed_in):
    row = YearlySupplement(member=member, year=2020, handed_in_on=day(handed_in))
    row.record(fields=["handed_in_on"], by=None)
    assert YearlySupplement.objects.get().handed_in_on == day(handed_in)


def test_a_year_to_come_is_refused(member):
    row = YearlySupplement(member=member, year=2099, handed_in_on=day("2020-01-01"))
    with pytest.raises(ValidationError, match="Chưa đến năm 2099"):
        row.record(fields=["handed_in_on"], by=None)
