"""Every route × every role × own and foreign object × GET and POST behaves as tests/routes/ says."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from cells.rights import Role
from tests.routes import OWN_ACCOUNT, PUBLIC, ROUTES
from tests.world import cookies_of, make_world, user_as

pytestmark = [pytest.mark.once, pytest.mark.django_db]

WRITTEN_BY_US = [
    name
    for name, route in ROUTES.items()
    if "post" in route.methods and not name.startswith(("account_", "mfa_", "usersessions_"))
]
ELSEWHERE = {404, 403}  # 403 where the right is asked before anything is looked up
QUIET = {"accounts_auditevent", "django_session", "usersessions_usersession"}


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


@pytest.fixture(scope="module")
def sessions(own) -> dict:
    """One user of each role, signed in once: what their browsers keep."""
    return {role: cookies_of(user_as(role, own)) for role in Role}


@pytest.fixture
def signed_in(sessions):
    def as_role(role, **options) -> Client:
        client = Client(**options)
        client.cookies.load(sessions[role])
        return client

    return as_role


def answer(client, method, url) -> int:
    """The status of one request whose changes are taken back."""
    with transaction.atomic():
        status = getattr(client, method)(url).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("name", ROUTES)
def test_each_role_on_its_own_and_on_a_foreign_object(signed_in, own, foreign, bare_errors, name):
    route, wrong = ROUTES[name], []
    for role in Role:
        client = signed_in(role)
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
def test_no_other_method_is_answered(signed_in, own, name):
    route = ROUTES[name]
    client = signed_in(Role.OFFICE if Role.OFFICE in route.may else min(route.may))
    url = reverse(name, args=route.args(own))
    assert [client.put(url).status_code, client.delete(url).status_code] == [405, 405]


@pytest.mark.parametrize("name", [name for name in ROUTES if "post" in ROUTES[name].methods])
def test_a_post_without_its_token_is_refused(signed_in, own, name):
    url = reverse(name, args=ROUTES[name].args(own))
    assert signed_in(Role.OFFICE, enforce_csrf_checks=True).post(url).status_code == 403


@pytest.mark.parametrize("name", [name for name in ROUTES if "get" in ROUTES[name].methods])
def test_reading_writes_nothing_but_the_audit(signed_in, own, name):
    client = signed_in(Role.OFFICE)
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(name, args=ROUTES[name].args(own)))
    assert written(query["sql"] for query in captured) - QUIET == set()


def written(queries) -> set[str]:
    """The tables that were written to; what was taken back does not count."""
    kept, marks = [], {}
    for sql in queries:
        if sql.startswith("SAVEPOINT"):
            marks[sql.split()[-1]] = len(kept)
        elif sql.startswith("ROLLBACK TO SAVEPOINT"):
            del kept[marks[sql.split()[-1]] :]
        elif not sql.startswith(("SELECT", "(SELECT", "DECLARE", "RELEASE SAVEPOINT")):
            kept.append(re.search(r'"(\w+)"', sql)[1])
    return set(kept)
