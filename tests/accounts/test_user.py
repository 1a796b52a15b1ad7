"""The verbs of accounts."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import AuditEvent, User
from tests.accounts.pages import PASSWORD


def last_event():
    event = AuditEvent.objects.first()
    return event.by, event.action, event.record_id, event.fields


def test_new_account_has_a_password_of_its_own_to_be_changed(admin):
    user, password = User.objects.create_account(
        username="nva.chibo1", full_name="Nguyễn Văn An", by=admin
    )
    assert user.check_password(password)
    assert (user.must_change_password, user.is_active, user.is_superuser) == (True, True, False)
    assert last_event() == (admin, "account.create", str(user.pk), ["full_name", "username"])


@pytest.mark.parametrize("name", ["Nva", "nguyễn", "a b", ".an", "", "an\n", "an@x", "a" * 61])
def test_user_name_is_plain_small_letters(admin, name):
    with pytest.raises(ValidationError) as refusal:
        User.objects.create_account(username=name, full_name="An", by=admin)
    assert list(refusal.value.message_dict) == ["username"]
    assert not User.objects.filter(full_name="An").exists()


@pytest.mark.parametrize("name", ["an", "2an", "n.v-a_1", "a" * 60])
def test_user_name_of_letters_digits_and_signs(admin, name):
    assert User.objects.create_account(username=name, full_name="An", by=admin)[0].pk


def test_user_name_is_taken_once(admin):
    with pytest.raises(ValidationError) as refusal:
        User.objects.create_account(username="quantri", full_name="Khác", by=admin)
    assert refusal.value.message_dict == {"username": ["Tên đăng nhập này đã có người dùng."]}
    with pytest.raises(IntegrityError):
        User.objects.create(username="quantri")


def test_change_password_ends_the_duty_to_change_it(secretary):
    secretary.must_change_password = True
    secretary.change_password("mùa thu Bắc Giang")
    secretary.refresh_from_db()
    assert secretary.check_password("mùa thu Bắc Giang")
    assert secretary.must_change_password is False
    assert last_event()[1:] == ("account.change_password", str(secretary.pk), ["password"])


def test_renewed_password_replaces_the_old(secretary, admin):
    password = secretary.renew_password(by=admin)
    secretary.refresh_from_db()
    assert secretary.check_password(password)
    assert not secretary.check_password(PASSWORD)
    assert secretary.must_change_password is True
    assert last_event() == (admin, "account.renew_password", str(secretary.pk), ["password"])


def test_nobody_renews_his_own_password(admin):
    with pytest.raises(ValidationError, match="Đổi mật khẩu"):
        admin.renew_password(by=admin)
    admin.refresh_from_db()
    assert admin.check_password(PASSWORD)


def test_edit(secretary, admin):
    secretary.edit(full_name="Trần Thị Bình", is_active=False, by=admin)
    secretary.refresh_from_db()
    assert (secretary.full_name, secretary.is_active) == ("Trần Thị Bình", False)
    assert last_event() == (admin, "account.edit", str(secretary.pk), ["full_name", "is_active"])


def test_nobody_locks_himself_out(admin):
    with pytest.raises(ValidationError) as refusal:
        admin.edit(full_name="Quản trị", is_active=False, by=admin)
    assert list(refusal.value.message_dict) == ["is_active"]
    admin.refresh_from_db()
    assert (admin.full_name, admin.is_active) == ("quantri", True)


def test_drop_second_factor(secretary, admin):
    secretary.authenticator_set.create(type="totp", data={"secret": "x"})
    secretary.drop_second_factor(by=admin)
    assert not secretary.authenticator_set.exists()
    assert last_event() == (admin, "account.drop_second_factor", str(secretary.pk), [])


def test_nobody_drops_his_own_second_factor_here(admin):
    admin.authenticator_set.create(type="totp", data={"secret": "x"})
    with pytest.raises(ValidationError, match="Xác thực hai lớp"):
        admin.drop_second_factor(by=admin)
    assert admin.authenticator_set.count() == 1


def test_year_is_the_present_one_until_another_is_chosen(secretary):
    assert secretary.year == timezone.localdate().year
    secretary.choose_year(2020)
    secretary.refresh_from_db()
    assert secretary.year == 2020
    secretary.choose_year(None)
    secretary.refresh_from_db()
    assert secretary.working_year is None


def test_year_lies_between_the_founding_of_the_party_and_now(secretary):
    present = timezone.localdate().year
    secretary.choose_year(1930)
    secretary.choose_year(present)
    for year in (1929, present + 1):
        with pytest.raises(ValidationError):
            secretary.choose_year(year)
    assert secretary.year == present
