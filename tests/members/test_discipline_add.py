"""Recording a decision about a member, and about an organisation: shown first, then done."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cells.models import Decision
from cells.rights import Role
from members.models import Discipline, Office
from tests.conftest import START, day, make_member, make_user

TYPED = {
    "form": "reprimand",
    "level": "committee",
    "on": "2020-06-01",
    "decision_number": "1-QĐ",
    "decision_signed_on": "2020-05-20",
    "decision_issuer": "Đảng ủy",
    "is_open": "on",
}


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def post(client, user, member, **changes):
    client.force_login(user)
    url = reverse("members:discipline_member_add", args=[member.pk])
    return client.post(url, TYPED | changes)


def agree(client, user, member, **changes):
    sentence = post(client, user, member, **changes).context["form"].consequence
    assert not Discipline.objects.exists()
    return post(client, user, member, agreed=sentence, **changes)


def test_a_reprimand(client, office, member):
    response = agree(client, office, member)
    assert response["Location"] == reverse("members:member_merits", args=[member.pk])
    assert [(row.form, row.level, row.starts_on) for row in Discipline.objects.all()] == [
        ("reprimand", "committee", day("2020-06-01"))
    ]


def test_the_consequence_names_the_offices_that_end(client, office, member, cell):
    held = Office.objects.create(member=member, unit=cell, kind="secretary", starts_on=START)
    typed = {"form": "dismissal", "offices": [held.pk]}
    assert post(client, office, member, **typed).context["form"].consequence == (
        "Từ 01/06/2020, đồng chí Nguyễn Văn An bị kỷ luật cách chức. Thôi giữ: bí thư Chi bộ 1."
    )
    agree(client, office, member, **typed)
    held.refresh_from_db()
    assert held.ends_on == day("2020-05-31")


def test_an_expulsion_by_the_inspector_leaves_the_roll(client, committee, member):
    inspector = make_user("kiemtra", Role.INSPECTOR, committee)
    agree(client, inspector, member, form="expulsion")
    assert member.current_membership() is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"is_open": ""}, "is_open"),
        ({"form": "dissolution"}, "form"),
        ({"level": ""}, "level"),
        ({"level": "cell", "form": "expulsion"}, "level"),
        ({"form": "dismissal"}, "form"),
        ({"on": "2999-01-01"}, "on"),
        ({"on": "2010-03-02"}, "on"),
        ({"decision_number": ""}, "decision_number"),
        ({"decision_signed_on": "31/02/2020"}, "decision_signed_on"),
    ],
)
def test_what_is_wrong_is_named_at_the_field(client, office, member, wrong, field):
    response = post(client, office, member, **wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not Discipline.objects.exists()


def test_offices_are_chosen_for_a_dismissal_only(client, office, member, cell):
    held = Office.objects.create(member=member, unit=cell, kind="secretary", starts_on=START)
    for wrong in ({"form": "dismissal"}, {"form": "warning", "offices": [held.pk]}):
        response = post(client, office, member, **wrong)
        assert list(response.context["form"].errors) == ["offices"]


def test_who_may_record_of_a_member(client, secretary, leader, outsider, member):
    statuses = [post(client, user, member).status_code for user in (secretary, leader, outsider)]
    assert statuses == [403, 403, 404]


def post_unit(client, user, cell, **changes):
    client.force_login(user)
    url = reverse("members:discipline_unit_add")
    return client.post(url, TYPED | {"unit": cell.code} | changes)


def test_a_unit_is_disciplined(client, office, cell):
    sentence = post_unit(client, office, cell).context["form"].consequence
    assert sentence == "Từ 01/06/2020, Chi bộ 1 bị kỷ luật khiển trách."
    post_unit(client, office, cell, agreed=sentence)
    assert [row.subject for row in Discipline.objects.all()] == [cell]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"form": "expulsion"}, "form"), ({"unit": "chi-bo-khac"}, "unit"), ({"is_open": ""}, "is_open")],
)
def test_of_a_unit_too_what_is_wrong_is_named(client, office, cell, foreign_cell, wrong, field):
    response = post_unit(client, office, cell, **wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_a_day_before_the_unit_stood_is_named(client, office, cell):
    sentence = "Từ 31/12/2018, Chi bộ 1 bị kỷ luật khiển trách."
    response = post_unit(client, office, cell, on="2018-12-31", agreed=sentence)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["on"])


def test_a_cell_disciplines_no_organisation(client, office, cell):
    response = post_unit(client, office, cell, level="cell")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["level"])
    decision = Decision(number="1-QĐ", signed_on=day("2020-05-20"), issuer="Chi bộ 1")
    facts = {"form": "reprimand", "on": day("2020-06-01"), "decision": decision, "by": None}
    with pytest.raises(ValidationError) as refusal:
        Discipline.objects.record_unit(cell, level="cell", **facts)
    assert refusal.value.message_dict == {
        "level": ["Chi bộ chỉ quyết định khiển trách, cảnh cáo đảng viên."]
    }


def test_who_may_record_of_a_unit(client, secretary, leader, cell):
    statuses = [post_unit(client, user, cell).status_code for user in (secretary, leader)]
    assert statuses == [403, 403]
