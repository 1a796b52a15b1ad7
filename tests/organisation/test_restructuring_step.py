"""The forms of the acts: what each asks for, offers and refuses; changing and taking out."""

import pytest

from cells.models import UnitKind
from organisation.forms.restructuring_steps import FORMS
from organisation.models import Act, RestructuringStep
from tests.conftest import day, found
from tests.organisation.plans import make_plan, page


@pytest.fixture
def plan(committee):
    return make_plan(committee)


def post(client, user, plan, act, **typed):
    client.force_login(user)
    return client.post(page("step_add", plan.pk, act), typed)


def unit(unit) -> str:
    return f"unit-{unit.pk}"


def test_each_act_has_a_form():
    assert set(FORMS) == set(Act)


def test_each_act_is_added_by_its_form(client, office, plan, committee, cell, second_cell):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    typed = {
        "split": {"unit": unit(cell), "name": "Chi bộ 7", "number": 7},
        "merge": {"unit": unit(cell), "target": unit(second_cell)},
        "dissolve": {"unit": unit(second_cell)},
        "found": {"name": "Chi bộ 8", "kind": "cell", "target": unit(part)},
        "rename": {"unit": unit(cell), "name": "Chi bộ Dược"},
        "change_kind": {"unit": unit(cell), "kind": "subcommittee"},
        "move": {"unit": unit(cell), "target": unit(part)},
        "hand_over": {"unit": unit(cell), "outside": "Đảng ủy Khối"},
        "receive": {
            "outside": "Đảng ủy xã",
            "name": "Chi bộ Trạm",
            "kind": "cell",
            "founded_on": "2005-09-01",
            "target": unit(committee),
        },
    }
    for act, facts in typed.items():
        assert post(client, office, plan, act, **facts).status_code == 302, act
    assert [str(step) for step in plan.steps.all()] == [
        "Chia tách Chi bộ 1, lập Chi bộ 7",
        "Sáp nhập Chi bộ 1 vào Chi bộ 2",
        "Giải thể Chi bộ 2",
        "Thành lập Chi bộ 8, trực thuộc Đảng bộ bộ phận",
        "Đổi tên Chi bộ 1 thành Chi bộ Dược",
        "Chuyển Chi bộ 1 thành đảng bộ bộ phận",
        "Chuyển Chi bộ 1 về trực thuộc Đảng bộ bộ phận",
        "Chuyển giao Chi bộ 1 cho Đảng ủy Khối",
        "Tiếp nhận Chi bộ Trạm từ Đảng ủy xã, trực thuộc Đảng bộ Trung tâm",
    ]


def test_after_a_split_one_says_who_goes_over(client, office, plan, cell):
    response = post(client, office, plan, "split", unit=unit(cell), name="Chi bộ 7")
    assert response.url == page("members", RestructuringStep.objects.get().pk)


def test_members_can_go_to_what_the_plan_founds(client, office, plan, committee, cell):
    new = plan.add_step(act=Act.FOUND, name="Mới", kind="cell", target=committee, by=office)
    post(client, office, plan, "merge", unit=unit(cell), target=f"step-{new.pk}")
    assert plan.steps.last().target_step == new


def test_cells_are_founded_under_a_cell_that_the_plan_raises(client, office, plan, cell):
    under = {"name": "Chi bộ 1.1", "kind": "cell", "target": unit(cell)}
    assert post(client, office, plan, "found", **under).status_code == 422
    plan.add_step(act=Act.CHANGE_KIND, unit=cell, kind="subcommittee", by=office)
    assert post(client, office, plan, "found", **under).status_code == 302


def test_what_was_handed_over_by_us_is_offered_to_come_back(client, office, plan, committee, cell):
    plan.add_step(act=Act.HAND_OVER, unit=cell, outside="Đảng ủy Khối", by=office)
    plan.apply(by=office)
    back = make_plan(committee, on=day("2021-01-01"))
    facts = {"outside": "Đảng ủy Khối", "unit": unit(cell), "target": unit(committee)}
    assert post(client, office, back, "receive", **facts).status_code == 302
    assert str(back.steps.get()) == ("Tiếp nhận Chi bộ 1 từ Đảng ủy Khối, trực thuộc Đảng bộ Trung tâm")


def test_what_others_handed_over_is_not_offered(client, office, plan, foreign_cell, outsider):
    other = make_plan(foreign_cell)
    other.add_step(act=Act.HAND_OVER, unit=foreign_cell, outside="Đảng ủy Khối", by=outsider)
    other.apply(by=outsider)
    client.force_login(office)
    form = client.get(page("step_add", plan.pk, "receive")).context["form"]
    assert "unit" not in form.fields


def test_a_foreign_an_ended_or_the_same_unit_is_no_choice(
    client, office, plan, cell, second_cell, foreign_cell
):
    second_cell.end(on=day("2020-03-01"), how="dissolved", by=None)
    wrong = [
        ("unit", {"unit": unit(foreign_cell), "target": unit(cell)}),
        ("unit", {"unit": unit(second_cell), "target": unit(cell)}),
        ("target", {"unit": unit(cell), "target": unit(foreign_cell)}),
        ("target", {"unit": unit(cell), "target": unit(cell)}),
    ]
    for field, facts in wrong:
        response = post(client, office, plan, "merge", **facts)
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not plan.steps.exists()


def test_a_circle_is_refused_at_the_unit_above(client, office, plan, committee):
    part = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận", parent=committee)
    response = post(client, office, plan, "move", unit=unit(committee), target=unit(part))
    assert list(response.context["form"].errors) == ["target"]


@pytest.mark.parametrize("founded_on", ["", "1930-02-02", "2020-07-02", "0001-01-01"])
def test_a_body_received_was_founded_before(client, office, plan, committee, founded_on):
    facts = {"outside": "Đảng ủy xã", "name": "Trạm", "kind": "cell", "target": unit(committee)}
    response = post(client, office, plan, "receive", founded_on=founded_on, **facts)
    assert list(response.context["form"].errors) == ["founded_on"]


def test_coming_from_a_unit_it_is_chosen_already(client, office, plan, cell):
    client.force_login(office)
    form = client.get(page("step_add", plan.pk, "rename"), {"unit": cell.code}).context["form"]
    assert form.initial["unit"] == unit(cell)


def test_an_act_that_there_is_not_is_404(client, office, plan):
    assert post(client, office, plan, "abc").status_code == 404


def test_a_large_committee_takes_no_more_queries(
    client, office, plan, committee, cell, django_assert_max_num_queries
):
    client.force_login(office)
    client.get(page("step_add", plan.pk, "merge"))
    with django_assert_max_num_queries(12) as one:
        client.get(page("step_add", plan.pk, "merge"))
    for n in (7, 8):
        found(f"chi-bo-{n}", UnitKind.CELL, f"Chi bộ {n}", parent=committee)
    with django_assert_max_num_queries(12) as three:
        client.get(page("step_add", plan.pk, "merge"))
    assert len(three) == len(one)


# --- changing and taking out


def test_an_act_is_said_otherwise(client, office, plan, cell):
    step = plan.add_step(act=Act.RENAME, unit=cell, name="A", number=3, by=office)
    client.force_login(office)
    form = client.get(page("step_edit", step.pk)).context["form"]
    assert (form["unit"].value(), form["name"].value()) == (unit(cell), "A")
    client.post(page("step_edit", step.pk), {"unit": unit(cell), "name": "B", "number": 3})
    assert str(plan.steps.get()) == "Đổi tên Chi bộ 1 thành B"


def test_a_body_to_receive_turns_out_to_be_another(client, office, plan, committee, cell):
    plan.add_step(act=Act.HAND_OVER, unit=cell, outside="Đảng ủy Khối", by=office)
    plan.apply(by=office)
    back = make_plan(committee, on=day("2021-01-01"))
    facts = {"outside": "Đảng ủy Khối", "target": committee}
    step = back.add_step(act=Act.RECEIVE, unit=cell, by=office, **facts)
    typed = {"outside": "Đảng ủy xã", "unit": "", "target": unit(committee)}
    typed |= {"name": "Chi bộ Trạm", "kind": "cell", "founded_on": "2005-09-01"}
    client.force_login(office)
    client.post(page("step_edit", step.pk), typed)
    assert str(back.steps.get()).startswith("Tiếp nhận Chi bộ Trạm từ Đảng ủy xã")


def test_an_act_is_taken_out_unless_another_counts_on_it(client, office, plan, committee, cell):
    new = plan.add_step(act=Act.FOUND, name="Mới", kind="cell", target=committee, by=office)
    merge = plan.add_step(act=Act.MERGE, unit=cell, target_step=new, by=office)
    client.force_login(office)
    for step in (new, merge, new):
        client.post(page("step_remove", step.pk))
    assert not plan.steps.exists()


def test_outsider_gets_404_and_leader_403(client, outsider, leader, plan, cell):
    step = plan.add_step(act=Act.RENAME, unit=cell, name="A", by=None)
    for user, status in ((outsider, 404), (leader, 403)):
        facts = {"unit": unit(cell), "name": "B"}
        assert post(client, user, plan, "rename", **facts).status_code == status
        assert client.post(page("step_edit", step.pk), facts).status_code == status
        assert client.post(page("step_remove", step.pk)).status_code == status
    assert plan.steps.get().name == "A"
