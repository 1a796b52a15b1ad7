"""Whose account it is: one a member, told in the log, and the committee's own from then on."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent, User
from cells.models import Assignment
from cells.reading.accounts import managed_by
from cells.rights import Role
from cells.scoping import member_of
from common.periods import DAY
from members.models import Member
from tests.conftest import make_member, make_user

REASON = "Gắn nhầm người trùng tên"


def bare(username="moi") -> User:
    return User.objects.create_user(username, full_name="Tài khoản mới")


def again(user: User) -> User:
    """As the next request has it."""
    return User.objects.get(pk=user.pk)


def test_an_account_that_there_is_becomes_the_own_one(an, leader, office):
    an.tie(leader, by=office)
    assert Member.objects.get(user=leader) == an
    assert member_of(again(leader)) == an.pk
    event = AuditEvent.objects.get(action="member.account")
    assert (event.by, event.record_id, event.fields) == (office, f"{an.pk}", ["user"])


def test_who_has_a_role_gets_no_other_one_and_who_has_none_that_of_a_member(
    an, binh, cell, leader, office
):
    an.tie(leader, by=office)
    assert [held.role for held in leader.assignments.all()] == [Role.LEADER]
    binh.tie(new := bare(), by=office)
    held = new.assignments.get()
    assert (held.unit, held.role, held.starts_on) == (cell, Role.MEMBER, timezone.localdate())


def test_once_tied_no_other_committee_has_a_hand_in_the_account(an, admin, office, foreign_cell):
    other, account = make_user("quantri2", Role.ADMIN, foreign_cell), bare()
    assert account in managed_by(other)
    an.tie(account, by=office)
    assert account not in managed_by(again(other))
    assert account in managed_by(admin)


def test_one_account_a_member_and_one_member_an_account(an, binh, leader, office):
    an.tie(leader, by=office)
    with pytest.raises(ValidationError, match="Đồng chí Nguyễn Văn An đã có tài khoản"):
        an.tie(bare(), by=office)
    with pytest.raises(ValidationError, match="đã gắn với hồ sơ của một đảng viên"):
        binh.tie(leader, by=office)
    assert binh.user is None
    assert Member.objects.get(user=leader) == an
    assert AuditEvent.objects.filter(action="member.account").count() == 1


def test_nobody_ties_the_account_he_is_signed_in_with(an, office):
    with pytest.raises(ValidationError, match="không thể tự gắn"):
        an.tie(office, by=office)
    assert not Member.objects.exclude(user=None).exists()


@pytest.mark.parametrize("left", [True, False])
def test_only_of_somebody_who_is_in_a_cell_today(an, leader, office, left):
    an.memberships.update(ends_on=timezone.localdate() - left * DAY, left_by="death")
    if left:
        with pytest.raises(ValidationError, match="không sinh hoạt tại chi bộ nào"):
            an.tie(leader, by=office)
        with pytest.raises(ValidationError, match="không sinh hoạt tại chi bộ nào"):
            an.open_account(by=office)
        assert User.objects.filter(username="an.nv").count() == 0
    else:
        an.tie(leader, by=office)
        assert an.user == leader


def test_a_new_account_is_that_of_a_member_of_the_cell(an, cell, office):
    account, password = an.open_account(by=office)
    assert (account.username, account.full_name) == ("an.nv", "Nguyễn Văn An")
    assert account.check_password(password)
    assert account.must_change_password
    held = Assignment.objects.get(user=account)
    assert (held.unit, held.role, held.starts_on) == (cell, Role.MEMBER, timezone.localdate())
    assert member_of(again(account)) == an.pk
    actions = AuditEvent.objects.filter(by=office).order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["account.create", "assignment.assign", "member.account"]


def test_untied_for_a_reason_the_own_pages_close_and_the_roles_stay(an, leader, office):
    an.tie(leader, by=office)
    with pytest.raises(ValidationError, match="Ghi rõ lý do"):
        an.untie(reason="Nhầm", by=office)
    an.untie(reason=REASON, by=office)
    assert member_of(again(leader)) is None
    assert [held.role for held in leader.assignments.all()] == [Role.LEADER]
    event = AuditEvent.objects.get(action="member.untie")
    assert (event.by, event.record_id, event.fields) == (office, f"{an.pk}", ["user"])
    assert event.note == f"{REASON} (lanhdao)"
    with pytest.raises(ValidationError, match="chưa gắn tài khoản nào"):
        an.untie(reason=REASON, by=office)
    an.tie(leader, by=office)  # put right again


def test_the_own_record_is_that_of_today(an, leader, cell, second_cell, office):
    """Moved to another cell the member stays the same; gone, there is none."""
    an.tie(leader, by=office)
    today = timezone.localdate()
    an.memberships.update(ends_on=today - DAY, left_by="transfer")
    assert member_of(again(leader)) is None
    an.join(second_cell, on=today, by=office, came_by="transfer")
    assert member_of(again(leader)) == an.pk


def test_what_is_asked_is_asked_once(an, leader, office, django_assert_num_queries):
    an.tie(leader, by=office)
    make_member("Lê Thị Hoa")
    for user, number in ((again(leader), 1), (bare(), 2)):
        with django_assert_num_queries(number):
            assert member_of(user) == member_of(user)
