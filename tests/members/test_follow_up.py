"""Residence cells, their comments, yearly commitments."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from members.models import Commitment, Residence, ResidenceComment
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def register(member, name, on):
    return Residence.objects.register(member, cell_name=name, on=day(on), by=None)


def spells(member):
    rows = member.residences.order_by("starts_on")
    return [(row.cell_name, row.starts_on, row.ends_on) for row in rows]


def test_another_residence_cell_ends_the_one_before_the_day_before(member):
    register(member, "Chi bộ thôn Đông", "2020-02-01")
    register(member, "Chi bộ thôn Đoài", "2020-07-01")
    assert spells(member) == [
        ("Chi bộ thôn Đông", day("2020-02-01"), day("2020-06-30")),
        ("Chi bộ thôn Đoài", day("2020-07-01"), None),
    ]
    assert AuditEvent.objects.filter(action="residence.register").count() == 2


def test_on_the_very_day_it_began_the_name_is_corrected(member):
    register(member, "Chi bộ thôn Đôn", "2020-02-01")
    register(member, "Chi bộ thôn Đông", "2020-02-01")
    assert spells(member) == [("Chi bộ thôn Đông", day("2020-02-01"), None)]


@pytest.mark.parametrize("on", ["2020-01-31", "2999-01-01"])
def test_before_the_present_one_or_to_come_is_refused(member, on):
    register(member, "Chi bộ thôn Đông", "2020-02-01")
    with pytest.raises(ValidationError) as refused:
        register(member, "Chi bộ thôn Đoài", on)
    assert list(refused.value.message_dict) == ["on"]
    assert len(spells(member)) == 1


def test_nobody_is_introduced_before_he_is_a_member(member):
    with pytest.raises(ValidationError, match="trước ngày kết nạp"):
        register(member, "Chi bộ thôn Đông", "2010-03-02")
    register(member, "Chi bộ thôn Đông", "2010-03-03")
    assert len(spells(member)) == 1


def test_a_comment_is_written_once_a_year_and_corrected(member):
    comment = ResidenceComment(member=member, year=2020, received_on=day("2020-12-05"), level="good")
    comment.record(fields=["received_on", "level"], by=None)
    comment.level = "fair"
    comment.record(fields=["level"], by=None)
    assert ResidenceComment.objects.get().level == "fair"
    events = AuditEvent.objects.filter(action="residencecomment.record").order_by("id")
    assert [event.fields for event in events] == [["level", "received_on"], ["level"]]


@pytest.fixture
def commitment(member):
    made = Commitment(member=member, year=2020, registered_on=day("2020-01-15"), text="Đọc sách")
    made.record(fields=["registered_on", "text"], by=None)
    return made


def review(commitment, on, result="done"):
    commitment.reviewed_on, commitment.result = day(on), result
    commitment.review(fields=["reviewed_on", "result"], by=None)


def test_a_commitment_is_reviewed_and_the_review_corrected(commitment):
    review(commitment, "2020-12-20", "partly")
    review(commitment, "2020-12-20", "done")
    assert Commitment.objects.get().result == "done"
    assert AuditEvent.objects.filter(action="commitment.review").count() == 2


@pytest.mark.parametrize("on", ["2020-01-14", "2999-01-01"])
def test_a_review_before_the_commitment_or_to_come_is_refused(commitment, on):
    with pytest.raises(ValidationError) as refused:
        review(commitment, on)
    assert list(refused.value.message_dict) == ["reviewed_on"]
    assert Commitment.objects.get().reviewed_on is None


def test_a_review_on_the_day_of_the_commitment_will_do(commitment):
    review(commitment, "2020-01-15")
    assert Commitment.objects.get().reviewed_on == day("2020-01-15")


def test_a_commitment_cannot_come_after_its_review(commitment):
    review(commitment, "2020-12-20")
    commitment.registered_on = day("2020-12-21")
    with pytest.raises(ValidationError, match="Ngày kiểm điểm phải từ ngày đăng ký"):
        commitment.record(fields=["registered_on"], by=None)


def test_what_was_not_committed_is_not_reviewed(member):
    with pytest.raises(ValidationError, match="Chưa ghi cam kết năm 2020"):
        review(Commitment(member=member, year=2020), "2020-12-20")
