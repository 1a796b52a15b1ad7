"""Every route × every role × own and foreign object × GET and POST behaves as tests/routes/ says."""

import pytest
from django.db import connection, transaction
from django.urls import URLPattern, get_resolver, reverse

from cells.rights import Role
from tests.routes import OWN_ACCOUNT, PUBLIC, ROUTES
from tests.world import make_world, user_as

pytestmark = pytest.mark.django_db

WRITTEN_BY_US = [
    name
    for name, route in ROUTES.items()
    if "post" in route.methods and not name.startswith(("account_", "mfa_", "usersessions_"))
]
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


@pytest.fixture(scope="module")
def own(lasting_db):
    return make_world("nha")


@pytest.fixture(scope="module")
def foreign(lasting_db):
    return make_world("khac")


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


@pytest.mark.parametrize("name", WRITTEN_BY_US)
def test_no_other_method_is_answered(client, own, name):
    route = ROUTES[name]
    client.force_login(user_as(Role.OFFICE if Role.OFFICE in route.may else min(route.may), own))
    url = reverse(name, args=route.args(own))
    assert [client.put(url).status_code, client.delete(url).status_code] == [405, 405]


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
