"""The list of restructurings."""

from organisation.models import Act
from tests.organisation.plans import make_plan, page


def get(client, user):
    client.force_login(user)
    return client.get(page("list"))


def test_plans_are_listed_newest_first(client, office, committee):
    plans = [make_plan(committee), make_plan(committee)]
    assert list(get(client, office).context["page"]) == plans[::-1]


def test_an_empty_list_says_what_to_do(client, office):
    assert "Bấm <a" in get(client, office).content.decode()


def test_plans_of_another_committee_are_not_listed(client, outsider, committee):
    make_plan(committee)
    assert list(get(client, outsider).context["page"]) == []


def test_secretary_and_leader_get_403(client, secretary, leader):
    assert [get(client, user).status_code for user in (secretary, leader)] == [403, 403]


def test_three_plans_take_no_more_queries_than_one(
    client, office, committee, cell, django_assert_max_num_queries
):
    make_plan(committee).add_step(act=Act.RENAME, unit=cell, name="A", by=None)
    get(client, office)
    with django_assert_max_num_queries(12) as one:
        client.get(page("list"))
    for _ in range(2):
        make_plan(committee).add_step(act=Act.RENAME, unit=cell, name="A", by=None)
    with django_assert_max_num_queries(12) as three:
        client.get(page("list"))
    assert len(three) == len(one)
