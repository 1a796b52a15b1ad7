"""The command that makes the first account."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from cells.models import Unit, UnitKind
from cells.rights import Role
from tests.conftest import day


def test_administrator_at_an_existing_unit(committee, capsys):
    call_command("create_admin", "quantri", "--unit=dang-bo", "--name=Quản trị")
    user = User.objects.get(username="quantri")
    assert user.check_password(capsys.readouterr().out.split()[-1])
    assert (user.full_name, user.must_change_password) == ("Quản trị", True)
    held = user.assignments.get()
    assert (held.role, held.unit, held.starts_on) == (Role.ADMIN, committee, committee.founded_on)


def test_administrator_of_a_unit_that_is_founded_with_him(db):
    call_command("create_admin", "quantri", "--found", "dang-bo", "Đảng bộ Sở", "2010-05-19")
    unit = Unit.objects.get()
    assert (unit.code, unit.name, unit.kind, unit.founded_on) == (
        "dang-bo",
        "Đảng bộ Sở",
        UnitKind.GRASSROOTS_COMMITTEE,
        day("2010-05-19"),
    )
    assert User.objects.get().assignments.get().unit == unit


def test_founded_unit_of_another_kind(db):
    call_command(
        "create_admin", "qt", "--found", "chi-bo", "Chi bộ", "2010-05-19", kind="grassroots_cell"
    )
    assert Unit.objects.get().kind == UnitKind.GRASSROOTS_CELL


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["quantri", "--unit=khong-co"], "There is no unit 'khong-co'"),
        (["quantri", "--found", "x", "X", "2010-05-19"], "There are units already"),
        (["Quản", "--unit=dang-bo"], "Chỉ gồm chữ thường không dấu"),
    ],
)
def test_refused_command_leaves_nothing(committee, arguments, text):
    with pytest.raises(CommandError, match=text):
        call_command("create_admin", *arguments)
    assert (User.objects.count(), Unit.objects.count()) == (0, 1)


def test_day_that_is_none_founds_nothing(db):
    with pytest.raises(CommandError, match="is not a day"):
        call_command("create_admin", "quantri", "--found", "x", "X", "19/05/2010")
    assert (User.objects.count(), Unit.objects.count()) == (0, 0)


def test_code_that_no_address_can_hold_founds_nothing(db):
    with pytest.raises(CommandError):
        call_command("create_admin", "quantri", "--found", "Đảng bộ", "X", "2010-05-19")
    assert (User.objects.count(), Unit.objects.count()) == (0, 0)


def test_name_that_is_taken_founds_nothing(db):
    User.objects.create_user("quantri")
    with pytest.raises(CommandError, match="Tên đăng nhập này đã có người dùng"):
        call_command("create_admin", "quantri", "--found", "x", "X", "2010-05-19")
    assert Unit.objects.count() == 0
