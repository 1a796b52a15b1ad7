"""The second wall: what PostgreSQL shows the web process, with every filter of the code taken out."""

import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from cells.rights import Role
from cells.walls import walled_for
from meetings.models import Task
from members.models import Member, Membership
from tests.conftest import day
from tests.members.test_member_add import post as add_member
from tests.routes import OWN_ACCOUNT, ROUTES
from tests.world import make_world, user_as
from upkeep.management.commands import row_security
from upkeep.rules.row_security import walled_models
from upkeep.rules.walled_tables import OPEN, PERSONS, WALLED

TOKEN = re.compile(rb'csrf[^>]*>|name="press" value="[^"]*"')
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one wall")
pytestmark = [pytest.mark.once, pytest.mark.django_db]


def web_role() -> str:
    """Roles belong to all databases of a server, and other processes of a run make theirs meanwhile."""
    return f"web_of_{connection.settings_dict['NAME']}"


def test_every_table_is_open_on_purpose_or_walled():
    every = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    mine = {label for label in every if not label.startswith("demo.")}
    assert mine == OPEN | PERSONS | WALLED.keys()
    assert len(mine) == len(OPEN) + len(PERSONS) + len(WALLED)


@pytest.fixture(scope="module")
def own(lasting_db):
    """A committee with one of everything, another beside it; how many rows each table has for it."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(row_security, "ROLE", web_role())
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
        cursor.execute(f"SET LOCAL ROLE {web_role()}")
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


@on_postgresql
def test_a_number_that_only_the_database_sees_is_named_at_its_field(own, settings):
    world, users, _ = own
    Member.objects.filter(full_name="Nguyễn Văn khac").update(citizen_id="024080001234")
    settings.ROW_SECURITY = True
    with as_web():
        answer = add_member(Client(), users[Role.OFFICE], world["cell"], citizen_id="024080001234")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "citizen_id": ["Số căn cước công dân này đã có ở một hồ sơ khác."]
    }


@on_postgresql
def test_a_new_member_is_written_and_shown(own, settings):
    world, users, _ = own
    settings.ROW_SECURITY = True
    with as_web():
        answer = add_member(Client(), users[Role.OFFICE], world["cell"])
        assert Client().get(answer.headers["Location"]).status_code == 302
        assert signed_in(users[Role.OFFICE]).get(answer.headers["Location"]).status_code == 200


@on_postgresql
def test_who_came_from_another_committee_brings_along_what_follows_the_person(own, settings):
    """His spells, rolls and grades there are counted here; the people and the minutes there are not."""
    world, users, _ = own
    mover = Member.objects.get(full_name="Nguyễn Văn khac")
    old = mover.memberships.get()
    Membership.objects.filter(pk=old.pk).update(ends_on=day("2025-01-31"), left_by="transfer")
    Membership.objects.create(
        member=mover, unit=world["cell"], starts_on=day("2025-02-01"), came_by="transfer"
    )
    grades, rolls = mover.assessments.count(), mover.attendances.count()
    settings.ROW_SECURITY = True
    with as_web(), walled_for(users[Role.OFFICE]):
        assert mover.memberships.count() == 2
        assert mover.assessments.filter(round__isnull=False, round__year__gt=0).count() == grades > 0
        assert mover.attendances.filter(meeting__held_on__isnull=False).count() == rolls > 0
        assert not Task.objects.filter(meeting__unit=old.unit).exists()
        assert list(Member.objects.filter(memberships__unit=old.unit)) == [mover]


@on_postgresql
def test_the_wall_is_checked_as_the_role_that_it_binds(own):
    with pytest.raises(CommandError, match="no policy binds this role; this role owns tables"):
        call_command("row_security", "--check")
    with as_web():
        call_command("row_security", "--check")
    with as_web() as cursor:
        cursor.execute("RESET ROLE; ALTER TABLE members_member NO FORCE ROW LEVEL SECURITY")
        cursor.execute(f"SET LOCAL ROLE {web_role()}")
        with pytest.raises(CommandError, match="members_member is open"):
            call_command("row_security", "--check")


@on_postgresql
def test_the_web_process_changes_no_event_of_audit(own):
    with as_web(), pytest.raises(ProgrammingError), transaction.atomic():
        AuditEvent.objects.update(note="")
    with as_web(), pytest.raises(ProgrammingError), transaction.atomic():
        AuditEvent.objects.all()._raw_delete("default")
