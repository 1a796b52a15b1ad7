"""Every page of every role answers behind the second wall what it answers without it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cells.models import Assignment
from cells.rights import Role
from cells.scoping import member_of
from cells.walls import walled_for
from members.models import Member
from tests.conftest import START, make_member
from tests.members.test_member_add import post as add_member
from tests.routes import OWN_ACCOUNT, ROUTES
from tests.second_wall import as_web, on_postgresql, put_up
from tests.world import cookies_of, make_world, user_as

TOKEN = re.compile(rb'csrf[^>]*>|name="press" value="[^"]*"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
NUMBER = re.compile(r"\d+")  # of a row just made
SECRET = {"cells:account_password", "meetings:feed_make"}  # shown once, another one each time
pytestmark = [pytest.mark.once, pytest.mark.long, pytest.mark.django_db, on_postgresql]


@pytest.fixture(scope="module")
def own(lasting_db):
    put_up()
    world = make_world("nha")
    users = {role: user_as(role, world) for role in Role}
    make_world("khac")
    return world, users


@pytest.fixture(scope="module")
def cookies(own) -> dict[Role, str]:
    return {role: cookies_of(user) for role, user in own[1].items()}


def page(client, method, name, args) -> tuple:
    """What is answered, without what is drawn anew each time; what it changed is taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(reverse(name, args=args))
        transaction.set_rollback(True)
    is_page = answer.headers.get("Content-Type", "").startswith("text/html") and name not in SECRET
    body = TOKEN.sub(b"", answer.content) if is_page else b""
    return answer.status_code, NUMBER.sub("", answer.headers.get("Location", "")), body


@pytest.mark.parametrize("name", [name for name in ROUTES if name not in OWN_ACCOUNT])
def test_every_page_is_the_same_behind_the_wall(own, cookies, settings, name):
    """Read as each role, written as one: the wall knows units, no roles."""
    route, different, (world, _) = ROUTES[name], [], own
    writer = Role.OFFICE if Role.OFFICE in route.may else min(route.may)
    for role in route.may:
        for method in route.methods if role == writer else {"get"} & set(route.methods):
            asked = method, name, route.args(world)
            settings.ROW_SECURITY = False
            before = page(with_cookies(cookies[role]), *asked)
            settings.ROW_SECURITY = True
            with as_web():
                behind = page(with_cookies(cookies[role]), *asked)
            if before != behind:
                different.append((role.value, method, before[0], behind[0]))
    assert different == []


def with_cookies(kept: str) -> Client:
    client = Client()
    client.cookies.load(kept)
    return client


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_number_that_only_the_database_sees_is_named_at_its_field(own, settings):
    world, users = own
    Member.objects.filter(full_name="Nguyễn Văn khac").update(citizen_id="024080001234")
    settings.ROW_SECURITY = True
    with as_web():
        answer = add_member(Client(), users[Role.OFFICE], world["cell"], citizen_id="024080001234")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "citizen_id": ["Số căn cước công dân này đã có ở một hồ sơ khác."]
    }


def test_a_new_member_is_written_and_shown(own, settings):
    world, users = own
    settings.ROW_SECURITY = True
    with as_web():
        answer = add_member(Client(), users[Role.OFFICE], world["cell"])
        assert Client().get(answer.headers["Location"]).status_code == 302
        assert signed_in(users[Role.OFFICE]).get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize("role", [None, Role.LEADER])
def test_whose_account_it_is_is_known_behind_the_wall(own, settings, role):
    world, _ = own
    user = User.objects.create_user("rieng")
    if role:
        Assignment.objects.create(user=user, unit=world["unit"], role=role, starts_on=START)
    member = make_member("Lê Thị Riêng", unit=world["cell"], user=user)
    settings.ROW_SECURITY = True
    with as_web(), walled_for(user):
        assert member_of(user) == member.pk
        assert member in Member.objects.own_of(user)


def test_an_account_of_somebody_whom_the_wall_hides_is_refused_in_words(own, settings):
    world, users = own
    account, office = User.objects.create_user("rieng"), users[Role.OFFICE]
    Member.objects.filter(full_name="Nguyễn Văn khac").update(user=account)
    member = make_member("Lê Thị Riêng", unit=world["cell"])
    settings.ROW_SECURITY = True
    with as_web(), walled_for(office), pytest.raises(ValidationError, match="đã gắn với hồ sơ"):
        member.tie(account, by=office)
