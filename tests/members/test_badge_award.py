"""The decision for those on the list."""

import pytest
from django.urls import reverse

from cells.models import Decision
from members.models import Badge
from tests.conftest import day, make_member

ROUND = {"unit": "dang-bo", "year": "2020", "round": "0302"}
TYPED = {
    "decision_number": "15-QĐ/TU",
    "decision_signed_on": "2020-01-20",
    "decision_issuer": "Tỉnh ủy",
    "on": "2020-02-03",
}


VETERAN = {
    "born_on": day("1960-01-01"),
    "admission_decided_on": day("1990-02-25"),
    "admitted_on": day("1990-02-25"),
    "official_on": day("1991-02-25"),
}


@pytest.fixture
def badges(cell):
    return [
        Badge.objects.create(
            member=make_member(name, unit=cell, **VETERAN),
            years=30,
            unit=cell,
            round_on=day("2020-02-03"),
        )
        for name in ("Nguyễn Văn An", "Trần Văn Bình")
    ]


def post(client, user, typed):
    client.force_login(user)
    return client.post(reverse("members:badge_award", query=ROUND), typed)


def test_all_are_ticked_at_first(client, office, badges):
    client.force_login(office)
    form = client.get(reverse("members:badge_award"), ROUND).context["form"]
    assert [(badge, is_ticked) for badge, is_ticked, _ in form.rows] == [
        (badge, True) for badge in badges
    ]


def test_one_decision_for_those_ticked_each_with_its_number(client, office, badges):
    one, two = badges
    post(client, office, TYPED | {"chosen": [one.pk], f"number-{one.pk}": "123"})
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.awarded_on, one.number, one.decision.number) == (day("2020-02-03"), "123", "15-QĐ/TU")
    assert two.awarded_on is None
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"decision_number": ""}, "decision_number"),
        ({"on": "2999-01-01"}, "on"),
        ({"on": "2010-02-03"}, "on"),
        ({"on": "31/02/2020"}, "on"),
        ({"chosen": []}, "chosen"),
        ({"chosen": ["0"]}, "chosen"),
    ],
)
def test_what_is_wrong_is_named_and_nobody_gets_a_badge(client, office, badges, wrong, field):
    response = post(client, office, TYPED | {"chosen": [badges[0].pk]} | wrong)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not Badge.objects.awarded().exists()
    assert not Decision.objects.exists()


def test_an_empty_list_says_where_to_choose(client, office, cell):
    client.force_login(office)
    page = client.get(reverse("members:badge_award"), ROUND).content.decode()
    assert "Chọn từ những đồng chí đến hạn" in page


def test_outsider_and_secretary_cannot(client, outsider, secretary, badges):
    typed = TYPED | {"chosen": [badges[0].pk]}
    assert post(client, outsider, typed).status_code == 422
    assert post(client, secretary, typed).status_code == 403
    assert not Badge.objects.awarded().exists()
