"""The cast: a committee with two cells, its people, and somebody outside."""

import datetime
import gc
import sqlite3
from contextlib import closing
from functools import partial

import hypothesis
import pytest
from django.db import connection, transaction
from django.http import HttpResponse

from accounts.models import User
from cells.models import Assignment, Unit, UnitKind
from cells.rights import Role
from members.models import CameBy, Member, Schooling, Sex

START = datetime.date(2019, 1, 1)
# Parts of tests/test_cases.py: what they assert is told as in a test.
pytest.register_assert_rewrite(
    "tests.evaluations.case_of_2020", "tests.reports.case_of_2020", "tests.upkeep.round_trip"
)

# A busy machine is no fault of the program.
hypothesis.settings.register_profile(
    "busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("busy")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def pytest_collection_modifyitems(items):
    """What asks no database, and pages that are no lists, run on PostgreSQL alone."""
    for item in items:
        asks_database = "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db")
        asks_page = "client" in item.fixturenames and not item.path.stem.endswith("_list")
        if asks_page or not asks_database:
            item.add_marker("once")
    # What takes minutes begins first: no worker is left alone with it at the end.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish():
    """What was imported and collected stays to the end: no need to look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On SQLite the tests' database is in memory; what bin/test migrated is copied into it beforehand.

    PostgreSQL makes its copy by itself.
    """
    migrated = connection.settings_dict["TEST"]["TEMPLATE"]
    if connection.vendor != "sqlite" or not migrated:
        yield
        return
    with closing(sqlite3.connect(migrated)) as kept, closing(_in_memory()) as memory:
        kept.backup(memory)
        yield  # what is in memory lasts as long as somebody is connected


def _in_memory() -> sqlite3.Connection:
    return sqlite3.connect(connection.creation._get_test_db_name(), uri=True)


@pytest.fixture(scope="module")
def lasting_db(django_db_setup, django_db_blocker):
    """What is made in here is there for every test of a module; each takes its own changes back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def bare_errors(monkeypatch):
    """403 and 404 without their pages, which tests/accounts/test_error_pages.py looks at."""
    for status in (403, 404):
        view = partial(_bare, status=status)
        monkeypatch.setattr(f"django.conf.urls.handler{status}", view)


def _bare(request, exception, status):
    return HttpResponse(status=status)


@pytest.fixture
def committee(db):
    return found("dang-bo", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ Trung tâm")


@pytest.fixture
def cell(committee):
    return found("chi-bo-1", UnitKind.CELL, "Chi bộ 1", parent=committee, number=1)


@pytest.fixture
def second_cell(committee):
    return found("chi-bo-2", UnitKind.CELL, "Chi bộ 2", parent=committee, number=2)


@pytest.fixture
def foreign_cell(db):
    """A cell of another committee: what must never leak."""
    other = found("dang-bo-khac", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ khác")
    return found("chi-bo-khac", UnitKind.CELL, "Chi bộ khác", parent=other, number=1)


@pytest.fixture
def secretary(cell):
    return make_user("bithu", Role.SECRETARY, cell)


@pytest.fixture
def other_secretary(second_cell):
    return make_user("bithu2", Role.SECRETARY, second_cell)


@pytest.fixture
def office(committee):
    return make_user("vanphong", Role.OFFICE, committee)


@pytest.fixture
def leader(committee):
    return make_user("lanhdao", Role.LEADER, committee)


@pytest.fixture
def outsider(foreign_cell):
    """The office of another committee: the same right, elsewhere."""
    return make_user("ngoai", Role.OFFICE, foreign_cell)


@pytest.fixture
def upper_staff(committee):
    return make_user("captren", Role.UPPER_STAFF, committee)


@pytest.fixture
def admin(committee):
    return make_user("quantri", Role.ADMIN, committee)


def found(code, kind, name, *, on=START, parent=None, number=None, place="") -> Unit:
    return Unit.objects.found(
        code=code, kind=kind, name=name, on=on, parent=parent, number=number, place=place, by=None
    )


def make_user(username, role, unit) -> User:
    user = User.objects.create_user(username, password="mat-khau-thu-nghiem", full_name=username)
    Assignment.objects.create(user=user, unit=unit, role=role, starts_on=START)
    return user


def make_member(name="Nguyễn Văn An", *, unit=None, on=START, **fields) -> Member:
    """A member official since 2011, on the roll of `unit` from `on` when a unit is given."""
    values = {
        "sex": Sex.MALE,
        "born_on": day("1980-05-20"),
        "schooling": Schooling.BACHELOR,
        "admission_decided_on": day("2010-02-25"),
        "admitted_on": day("2010-03-03"),
        "official_on": day("2011-03-03"),
    }
    member = Member.objects.create(full_name=name, **values | fields)
    if unit:
        member.join(unit, on=on, by=None, came_by=CameBy.TRANSFER)
    return member


@pytest.fixture
def an(cell):
    return make_member("Nguyễn Văn An", unit=cell)


@pytest.fixture
def binh(cell):
    return make_member("Trần Thị Bình", unit=cell)
