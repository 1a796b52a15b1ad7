"""The second wall: what PostgreSQL itself shows the web process, with every filter of the code taken out."""

import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from cells.models import Unit
from cells.rights import Role
from cells.walls import walled_for
from tests.routes import OWN_ACCOUNT, ROUTES
from tests.world import make_world, user_as
from upkeep.management.commands.row_security import ROLE
from upkeep.rules.row_security import condition, walled_models
from upkeep.rules.walled_tables import OPEN, PERSONS, WALLED

TOKEN = re.compile(rb'csrf[^>]*>|name="press" value="[^"]*"')
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one wall")
pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_every_table_is_open_on_purpose_or_walled():
    every = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    mine = {label for label in every if not label.startswith("demo.")}
    assert mine == OPEN | PERSONS | WALLED.keys()
    assert len(mine) == len(OPEN) + len(PERSONS) + len(WALLED)


@pytest.fixture(scope="module")
def own(lasting_db):
    """A committee with one of everything, beside it another one; how many rows each table has for it."""
    call_command("row_security", "--on")
    world = make_world("nha")
    users = {role: user_as(role, world) for role in Role}
    rows = counts()
    make_world("khac")
    return world, users, rows


def counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in walled_models()}


@contextmanager
def as_web():
    """As the role of the web process; what is done there is taken back."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield cursor
        transaction.set_rollback(True)


@on_postgresql
def test_without_a_scope_nothing_is_shown(own):
    with as_web():
        assert set(counts().values()) == {0}


@on_postgresql
@pytest.mark.parametrize("role", Role)
def test_all_rows_of_the_own_committee_and_none_of_another(own, settings, role):
    _, users, rows = own
    settings.ROW_SECURITY = True
    every = counts()
    with as_web(), walled_for(users[role]):
        shown = counts()
    assert shown == rows


def page(client, method, name, args) -> tuple:
    """What is answered, without what is drawn anew each time; what it changed is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(reverse(name, args=args))
        body = b"" if answer.streaming else TOKEN.sub(b"", answer.content)
        transaction.set_rollback(True)
    return answer.status_code, answer.headers.get("Location"), body


@on_postgresql
@pytest.mark.parametrize("name", [name for name in ROUTES if name not in OWN_ACCOUNT])
def test_every_page_is_the_same_behind_the_wall(own, settings, name):
    world, users, _ = own
    route, different = ROUTES[name], []
    for role in route.may:
        for method in route.methods:
            asked = method, name, route.args(world)
            settings.ROW_SECURITY = False
            before = page(signed_in(users[role]), *asked)
            settings.ROW_SECURITY = True
            with as_web():
                behind = page(signed_in(users[role]), *asked)
            if before != behind:
                different.append((role.value, method, before[0], behind[0]))
    assert different == []


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client
