"""Who goes where."""

import pytest

from cells.models import UnitKind
from members.models import CameBy
from organisation.models import Act
from tests.conftest import START, found, make_member
from tests.organisation.plans import make_plan, page


@pytest.fixture
def split(committee, cell):
    return make_plan(committee).add_step(act=Act.SPLIT, unit=cell, name="Chi bộ 7", by=None)


@pytest.fixture
def ending(committee, cell):
    return make_plan(committee).add_step(act=Act.DISSOLVE, unit=cell, by=None)


def post(client, user, step, **typed):
    client.force_login(user)
    return client.post(page("members", step.pk), typed)


def chosen(step):
    return [(row.member.full_name, row.place_name) for row in step.moves.all()]


def test_of_a_split_those_ticked_go_over(client, office, split, cell):
    make_member(unit=cell)
    goes = make_member("Trần Thị Bình", unit=cell)
    post(client, office, split, **{f"member-{goes.pk}": "on"})
    assert chosen(split) == [("Trần Thị Bình", "Chi bộ 7")]
    form = client.get(page("members", split.pk)).context["form"]
    assert [field.value() for _, field in form.rows] == [False, True]


def test_all_go_to_one_cell_and_some_elsewhere(client, office, ending, cell, second_cell, committee):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee)
    make_member(unit=cell)
    binh = make_member("Trần Thị Bình", unit=cell)
    typed = {"rest": f"unit-{second_cell.pk}", f"member-{binh.pk}": f"unit-{third.pk}"}
    post(client, office, ending, **typed)
    ending.refresh_from_db()
    assert ending.target == second_cell
    assert chosen(ending) == [("Trần Thị Bình", "Chi bộ 3")]
    form = client.get(page("members", ending.pk)).context["form"]
    assert form["rest"].value() == f"unit-{second_cell.pk}"
    assert [field.value() for _, field in form.rows] == ["", f"unit-{third.pk}"]


def test_a_merger_keeps_its_target_and_some_go_elsewhere(client, office, cell, second_cell, committee):
    third = found("chi-bo-3", UnitKind.CELL, "Chi bộ 3", parent=committee)
    member = make_member(unit=cell)
    plan = make_plan(committee)
    merger = plan.add_step(act=Act.MERGE, unit=cell, target=second_cell, by=office)
    post(client, office, merger, **{f"member-{member.pk}": f"unit-{third.pk}"})
    merger.refresh_from_db()
    assert (merger.target, chosen(merger)) == (second_cell, [("Nguyễn Văn An", "Chi bộ 3")])
    assert "rest" not in client.get(page("members", merger.pk)).context["form"].fields


def test_guests_are_distributed_too(client, office, split, cell, foreign_cell):
    guest = make_member(unit=foreign_cell)
    guest.join(cell, on=START, by=None, came_by=CameBy.TRANSFER, kind="temporary")
    client.force_login(office)
    form = client.get(page("members", split.pk)).context["form"]
    assert [spell.member for spell, _ in form.rows] == [guest]


@pytest.mark.parametrize("where_to", ["cell", "committee", "foreign_cell"])
def test_the_same_cell_a_committee_or_a_foreign_cell_is_no_choice(
    client, office, ending, cell, where_to, request
):
    member = make_member(unit=cell)
    key = f"unit-{request.getfixturevalue(where_to).pk}"
    response = post(client, office, ending, **{f"member-{member.pk}": key})
    assert response.status_code == 422
    assert chosen(ending) == []


def test_a_cell_without_members_says_so(client, office, split):
    client.force_login(office)
    html = client.get(page("members", split.pk)).content.decode()
    assert "hiện không có đảng viên nào" in html


def test_what_is_cancelled_is_refused(client, office, split, cell):
    member = make_member(unit=cell)
    split.plan.cancel(by=office)
    assert post(client, office, split, **{f"member-{member.pk}": "on"}).status_code == 422
    assert chosen(split) == []


def test_three_members_take_no_more_queries_than_one(
    client, office, ending, cell, second_cell, django_assert_max_num_queries
):
    make_member(unit=cell)
    client.force_login(office)
    client.get(page("members", ending.pk))
    with django_assert_max_num_queries(12) as one:
        client.get(page("members", ending.pk))
    for name in ("Trần Văn Ba", "Lê Văn Tư"):
        make_member(name, unit=cell)
    with django_assert_max_num_queries(12) as three:
        client.get(page("members", ending.pk))
    assert len(three) == len(one)


def test_outsider_gets_404_and_leader_403(client, outsider, leader, split):
    assert post(client, outsider, split).status_code == 404
    assert post(client, leader, split).status_code == 403
