"""Hướng dẫn: each role reads its own part, whose links open and whose words stand on the screen."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from cells.rights import Role
from tests.conftest import make_member, make_user

URL = reverse("reports:guide")
PARTS = settings.BASE_DIR / "templates/reports/guide"
QUOTED = re.compile("“([^”]+)”")


@pytest.fixture
def reader(client, committee, cell, request):
    """Signed in with that role."""
    role = Role(request.param)
    unit = cell if role in {Role.SECRETARY, Role.MEMBER} else committee
    user = make_user("nguoi-doc", role, unit)
    make_member("Nguyễn Văn An", unit=cell, user=user)
    client.force_login(user)
    return role


@pytest.mark.parametrize("reader", Role, indirect=True)
def test_each_role_reads_its_part_a_member_as_well_and_may_follow_its_links(client, reader):
    page = client.get(URL)
    assert page.context["roles"] == list(dict.fromkeys([reader, Role.MEMBER]))
    main = page.text[page.text.index("<main") :]
    found = dict.fromkeys(re.findall(r'href="(/[^"]*)"', main))
    answers = {address: client.get(address, follow=True).status_code for address in found}
    assert len(found) >= 3
    assert {address for address, status in answers.items() if status != 200} == set()


def test_who_has_two_roles_reads_both(client, leader, committee):
    leader.assignments.create(unit=committee, role=Role.OFFICE, starts_on=committee.founded_on)
    client.force_login(leader)
    assert set(client.get(URL).context["roles"]) == {Role.LEADER, Role.OFFICE}


def test_what_it_quotes_stands_on_a_button_or_an_entry():
    own = [PARTS.with_suffix(".html"), *PARTS.iterdir()]
    quoted = {words for file in own for words in QUOTED.findall(file.read_text())}
    pages = [file for file in settings.BASE_DIR.glob("templates/**/*.html") if file not in own]
    code = [
        file for app in settings.INSTALLED_APPS for file in settings.BASE_DIR.glob(f"{app}/**/*.py")
    ]
    texts = [file.read_text() for file in [*pages, *code]]
    shown = "\n".join([*texts, *(re.sub("<[^>]*>", "", text) for text in texts)])
    assert [words for words in sorted(quoted) if words not in shown] == []


def test_number_of_queries(client, secretary, django_assert_num_queries):
    client.force_login(secretary)
    with django_assert_num_queries(6):
        client.get(URL)
