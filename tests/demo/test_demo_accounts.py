"""One account for each role, to look around with."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import AuditEvent, User
from cells.models import UnitKind
from cells.rights import Role
from tests.accounts.pages import sign_in
from tests.conftest import found, make_member


@pytest.fixture
def case(db):
    above = found("cap-tren", UnitKind.UPPER_COMMITTEE, "Đảng bộ cấp trên")
    unit = found("cdc-bac-giang", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ", parent=above)
    for number in (1, 2):
        found(f"cb-{number}", UnitKind.CELL, f"Chi bộ {number}", parent=unit, number=number)
    return unit


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA = tmp_path
    return tmp_path


def run(capsys) -> dict[str, str]:
    """User name → password, as printed."""
    call_command("demo_accounts")
    return dict(line.split()[:2] for line in capsys.readouterr().out.splitlines())


def test_one_account_for_each_role_at_its_place(case, capsys):
    run(capsys)
    rows = User.objects.order_by("pk").values_list(
        "username", "assignments__role", "assignments__unit__code", "working_year"
    )
    assert list(rows) == [
        ("quantri", Role.ADMIN, "cdc-bac-giang", 2020),
        ("vanphong", Role.OFFICE, "cdc-bac-giang", 2020),
        ("bithu1", Role.SECRETARY, "cb-1", 2020),
        ("lanhdao", Role.LEADER, "cdc-bac-giang", 2020),
        ("kiemtra", Role.INSPECTOR, "cdc-bac-giang", 2020),
        ("captren", Role.UPPER_STAFF, "cap-tren", 2020),
        ("dangvien", Role.MEMBER, "cb-1", 2020),
    ]


def test_printed_passwords_open_the_accounts(case, capsys):
    passwords = run(capsys)
    assert min(len(password) for password in passwords.values()) >= 14
    for username, password in passwords.items():
        browser = Client()
        assert sign_in(browser, username, password).url == "/"
        assert browser.get("/").status_code == 200


def test_second_run_prints_the_same_and_changes_nothing(case, capsys):
    first = run(capsys)
    before = list(User.objects.values()), AuditEvent.objects.count()
    assert run(capsys) == first
    assert (list(User.objects.values()), AuditEvent.objects.count()) == before


def test_file_of_passwords_is_for_its_owner_only(case, capsys, folder):
    passwords = run(capsys)
    file = folder / "demo-accounts.txt"
    assert file.stat().st_mode & 0o777 == 0o600
    assert dict(line.split() for line in file.read_text().splitlines()) == passwords


def test_lost_file_gives_new_passwords_to_the_same_accounts(case, capsys, folder):
    first = run(capsys)
    (folder / "demo-accounts.txt").unlink()
    second = run(capsys)
    assert second.keys() == first.keys()
    assert User.objects.get(username="vanphong").check_password(second["vanphong"])
    assert not User.objects.get(username="vanphong").check_password(first["vanphong"])


def test_new_data_keeps_the_passwords_of_the_file(case, capsys):
    first = run(capsys)
    User.objects.get(username="dangvien").assignments.all().delete()
    AuditEvent.objects.all().delete()
    User.objects.get(username="dangvien").delete()
    assert run(capsys) == first
    assert User.objects.get(username="dangvien").check_password(first["dangvien"])


def test_account_of_a_member_is_that_of_the_first_on_the_roll(case, capsys):
    cell = case.descent.get(unit__code="cb-1").unit
    make_member("Trần Văn Cường", unit=cell)
    first = make_member("Lê Thị An", unit=cell)
    run(capsys)
    user = User.objects.get(username="dangvien")
    assert (user.member, user.full_name) == (first, "Lê Thị An")


def test_only_with_made_up_data(case, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="PARTYORG_DEMO"):
        call_command("demo_accounts")
    assert not User.objects.exists()


def test_case_must_be_loaded_first(db, folder):
    with pytest.raises(CommandError, match="run load_case first"):
        call_command("demo_accounts")
    assert not (folder / "demo-accounts.txt").exists()
