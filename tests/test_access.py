"""Every route × every role × own and foreign object × GET and POST behaves as tests/routes.py says."""

import pytest
from django.db import connection, transaction
from django.urls import URLPattern, get_resolver, reverse

from cells.models import Assignment, Unit, UnitKind
from cells.rights import Role
from evaluations.models import Commendation, Proposal, Round
from meetings.models import Meeting, Task
from reports.models import RenderJob, Report
from tests.conftest import day, found, make_member, make_user
from tests.routes import OWN_ACCOUNT, PUBLIC, ROUTES

ELSEWHERE = {404, 403}  # 403 where the right is asked before anything is looked up


def names(patterns, namespace="") -> set[str]:
    found_names = set()
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            found_names.add(namespace + (pattern.name or str(pattern.pattern)))
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            found_names |= names(pattern.url_patterns, inner)
    return found_names


def test_every_route_is_classified():
    assert names(get_resolver().url_patterns) == set(ROUTES) | PUBLIC | OWN_ACCOUNT


def make_world(prefix: str) -> dict:
    """A committee with one of everything that an address can name."""
    unit = found(f"{prefix}-dang-bo", UnitKind.GRASSROOTS_COMMITTEE, f"Đảng bộ {prefix}")
    cell = found(f"{prefix}-chi-bo", UnitKind.CELL, "Chi bộ 1", parent=unit, number=1)
    member = make_member(f"Nguyễn Văn {prefix}", unit=cell)
    held = day("2020-03-05")
    meeting = Meeting.objects.open(unit=cell, kind="regular", held_on=held, by=None)
    award = {"unit": cell, "member": member, "kind": "hcm", "form": "merit", "year": 2020, "by": None}
    account = make_user(f"{prefix}-tai-khoan", Role.SECRETARY, cell)
    report = Report.objects.start(
        unit=unit, kind="year-end", starts_on=day("2020-01-01"), ends_on=day("2020-12-31"), by=None
    )
    job = RenderJob.objects.create(report=report)
    job.claim()
    job.finish(b"%PDF-1.7")
    return {
        "unit": unit,
        "cell": cell,
        "member": member,
        "meeting": meeting,
        "task": Task.objects.create(meeting=meeting, text="Việc", due_on=day("2020-04-05")),
        "round": Round.objects.open_for(unit, year=2020, by=None),
        "commendation": Commendation.objects.give(given_on=held, reason="Tốt", **award),
        "proposal": Proposal.objects.give(proposed_on=held, reason="Tốt", **award),
        "report": report,
        "account": account,
        "assignment": Assignment.objects.get(user=account),
    }


@pytest.fixture
def own(db):
    return make_world("nha")


@pytest.fixture
def foreign(db):
    return make_world("khac")


def user_as(role, world):
    """Secretaries and members stand in the cell, the others at the committee."""
    unit = world["cell"] if role in {Role.SECRETARY, Role.MEMBER} else world["unit"]
    user = make_user(f"nguoi-{role}", role, Unit.objects.get(pk=unit.pk))
    if role == Role.MEMBER:
        world["member"].user = user
        world["member"].save()
    return user


def answer(client, method, url) -> int:
    """The status of one request whose changes are taken back."""
    with transaction.atomic():
        status = getattr(client, method)(url).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("name", ROUTES)
def test_each_role_on_its_own_and_on_a_foreign_object(client, own, foreign, name):
    route, wrong = ROUTES[name], []
    for role in Role:
        client.force_login(user_as(role, own))
        for method in route.methods:
            status = answer(client, method, reverse(name, args=route.args(own)))
            if status not in route.answer(role):
                wrong.append((role.value, method, "own", status))
            if route.has_object and route.args(own) != route.args(foreign):
                status = answer(client, method, reverse(name, args=route.args(foreign)))
                if status not in ({404} if role in route.may else ELSEWHERE):
                    wrong.append((role.value, method, "foreign", status))
    assert wrong == []


@pytest.mark.parametrize("name", ROUTES)
def test_nobody_gets_in_without_signing_in(client, own, name):
    for method in ("get", "post"):
        response = getattr(client, method)(reverse(name, args=ROUTES[name].args(own)))
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", [name for name in ROUTES if "post" in ROUTES[name].methods])
def test_a_post_without_its_token_is_refused(own, office_client, name):
    url = reverse(name, args=ROUTES[name].args(own))
    assert office_client.post(url).status_code == 403


@pytest.fixture
def office_client(own, client):
    client.handler.enforce_csrf_checks = True
    client.force_login(user_as(Role.OFFICE, own))
    return client


@pytest.mark.parametrize("name", [name for name in ROUTES if "get" in ROUTES[name].methods])
def test_reading_writes_nothing_but_the_audit(client, own, name):
    client.force_login(user_as(Role.OFFICE, own))
    client.get(reverse("home"))  # the first request writes the session
    before = row_counts()
    client.get(reverse(name, args=ROUTES[name].args(own)))
    assert row_counts() == before


def row_counts() -> dict[str, int]:
    tables = connection.introspection.table_names()
    quiet = {"accounts_auditevent", "django_session", "usersessions_usersession"}
    with connection.cursor() as cursor:
        counts = {}
        for table in set(tables) - quiet:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts
