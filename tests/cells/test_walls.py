"""What the second wall leaves on a connection, and what it costs where there is none: nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from cells.models import Assignment
from cells.walls import walled_for
from tests.second_wall import on_postgresql

SHOWN = "SELECT current_setting('partyorg.user', true), current_setting('partyorg.units', true)"


@pytest.fixture
def user():
    """Never saved: nothing is written outside a test's transaction."""
    user = User(pk=7)
    user._assignments_today = [Assignment(unit_id=4), Assignment(unit_id=17)]
    return user


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """The connection as in production: a transaction ends, and is gone."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def settings_now() -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(SHOWN)
        return cursor.fetchone()


@pytest.mark.once
@on_postgresql
@pytest.mark.parametrize("error", [None, ValueError])
def test_the_scope_ends_with_its_transaction(committing, settings, user, error):
    settings.ROW_SECURITY = True
    try:
        with walled_for(user):
            assert settings_now() == ("7", "4,17")
            if error:
                raise error
    except ValueError:
        pass
    assert not any(settings_now())
    assert connection.get_autocommit()


@pytest.mark.once
@on_postgresql
@pytest.mark.parametrize("only_reads, waits", [(False, "on"), (True, "off")])
def test_who_only_reads_waits_for_no_disk(committing, settings, user, only_reads, waits):
    settings.ROW_SECURITY = True
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        with walled_for(user, only_reads=only_reads):
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == (waits,)
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


@pytest.mark.django_db
def test_without_row_security_there_is_no_query_and_no_transaction(settings, user):
    settings.ROW_SECURITY = False
    with CaptureQueriesContext(connection) as captured, walled_for(user):
        pass
    assert len(captured) == 0
