"""The second wall: what PostgreSQL shows the web process, with every filter of the code taken out."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.db.models import DateField, DateTimeField
from django.utils import timezone

from accounts.models import AuditEvent
from cells.models import UnitKind
from cells.rights import Role
from cells.walls import walled_for
from meetings.models import Attachment, Meeting, Opinion, Vote
from members.models import Member, Membership
from tests.conftest import day, found
from tests.second_wall import as_web, on_postgresql, put_up, web_role
from tests.world import HELD, make_world, user_as
from upkeep.rules.row_security import walled_models
from upkeep.rules.walled_tables import OPEN, PERSONS, WALLED

OF_THE_COMMITTEE = {
    "inspections.ReceivedLetter",
    "upkeep.ImportBatch",
    "upkeep.ImportLayout",
    "upkeep.ImportPortion",
    "upkeep.ImportRow",
}
MADE = {DateField: HELD, DateTimeField: timezone.now()}
pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_every_table_is_open_on_purpose_or_walled():
    every = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    mine = {label for label in every if not label.startswith("demo.")}
    assert mine == OPEN | PERSONS | WALLED.keys()
    assert len(mine) == len(OPEN) + len(PERSONS) + len(WALLED)


@pytest.fixture(scope="module")
def own(lasting_db):
    """A committee with a row in every table, another beside it; how many rows each table has for it."""
    put_up()
    drop_checks()
    shipped = counts()
    world = make_world("nha")
    bare = [
        model for model in walled_models() if counts()[model._meta.label] == shipped[model._meta.label]
    ]
    fill(bare)
    users = {role: user_as(role, world) for role in Role}
    rows = counts()
    make_world("khac")
    fill(bare)
    both = counts()
    assert [label for label in rows if not shipped[label] < rows[label] < both[label]] == []
    return world, users, rows


def drop_checks() -> None:
    """So that a bare row may stand where tests/world.py makes none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'c'"
            " AND connamespace = 'public'::regnamespace"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def fill(models: list) -> None:
    """One row each, of the rows made last; first those that others of them belong to."""
    waiting = list(models)
    while waiting:
        model = waiting.pop(0)
        if any(field.related_model in waiting for field in model._meta.fields if field.is_relation):
            waiting.append(model)
        else:
            model._base_manager.bulk_create([model(**facts(model))])


def facts(model) -> dict:
    """Every column that has to be filled, and every one that leads to another row."""
    values = {}
    for field in model._meta.fields:
        if field.is_relation:
            values[field.name] = field.related_model._base_manager.order_by("-pk").first()
        elif not (
            field.primary_key or field.has_default() or field.null or field.empty_strings_allowed
        ):
            values[field.name] = MADE.get(type(field), 1)
    return values


def counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in walled_models()}


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
    less = {label for label, count in shown.items() if count < rows[label]}
    in_the_cell = role in {Role.SECRETARY, Role.MEMBER}
    assert less == (OF_THE_COMMITTEE if in_the_cell else set())
    assert {label: shown[label] for label in less} == dict.fromkeys(less, 0)
    assert [label for label in rows if shown[label] > rows[label]] == []


@on_postgresql
def test_what_was_said_in_a_meeting_is_not_shown_to_the_next_cell(own, settings):
    world, users, rows = own
    second = found("nha-chi-bo-9", UnitKind.CELL, "Chi bộ 9", parent=world["unit"], number=9)
    meeting = Meeting.objects.open(unit=second, kind="regular", held_on=HELD, by=None)
    for model in (Attachment, Opinion, Vote):
        model.objects.bulk_create([model(**facts(model) | {"meeting": meeting})])
        settings.ROW_SECURITY = True
        shown = {}
        for role in (Role.SECRETARY, Role.OFFICE):
            with as_web(), walled_for(users[role]):
                shown[role] = model.objects.count()
        before = rows[model._meta.label]
        assert shown == {Role.SECRETARY: before, Role.OFFICE: before + 1}


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
        assert not Vote.objects.filter(meeting__unit=old.unit).exists()
        assert list(Member.objects.filter(memberships__unit=old.unit)) == [mover]


@on_postgresql
def test_the_wall_is_checked_as_the_role_that_it_binds(own):
    with pytest.raises(CommandError, match="no policy binds this role; this role owns tables"):
        call_command("row_security", "--check")
    with as_web():
        call_command("row_security", "--check")
    connection.check_constraints()  # what waits for the end of the transaction holds the table
    with as_web() as cursor:
        cursor.execute("RESET ROLE; ALTER TABLE meetings_review NO FORCE ROW LEVEL SECURITY")
        cursor.execute(f"SET LOCAL ROLE {web_role()}")
        with pytest.raises(CommandError, match="meetings_review is open"):
            call_command("row_security", "--check")


@on_postgresql
def test_the_web_process_changes_no_event_of_audit(own):
    with as_web(), pytest.raises(ProgrammingError), transaction.atomic():
        AuditEvent.objects.update(note="")
    with as_web(), pytest.raises(ProgrammingError), transaction.atomic():
        AuditEvent.objects.all()._raw_delete("default")
