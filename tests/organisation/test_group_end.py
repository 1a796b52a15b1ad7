"""A party group is given up: shown first, then done."""

import pytest
from django.urls import reverse

from organisation.models import PartyGroup
from tests.conftest import day, make_member

SENTENCE = "Tổ 1 kết thúc, ngày cuối 30/06/2020; 1 đồng chí chưa thuộc tổ nào."


@pytest.fixture
def group(cell):
    group = PartyGroup.objects.form(unit=cell, name="Tổ 1", on=day("2020-03-01"), by=None)
    places = {make_member(unit=cell): (group, "leader")}
    PartyGroup.objects.distribute(cell, on=day("2020-03-01"), places=places, by=None)
    return group


def post(client, user, group, **changes):
    client.force_login(user)
    url = reverse("organisation:group_end", args=[group.pk])
    return client.post(url, {"on": "2020-07-01"} | changes)


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, group):
    assert post(client, office, group).context["form"].consequence == SENTENCE
    assert PartyGroup.objects.get().ends_on is None


def test_agreeing_ends_it(client, office, group):
    assert post(client, office, group, agreed=SENTENCE).status_code == 302
    assert PartyGroup.objects.get().ends_on == day("2020-06-30")


@pytest.mark.parametrize("on", ["", "2020-03-01", "2999-01-01"])
def test_a_wrong_day_is_named_at_the_day(client, office, group, on):
    assert list(post(client, office, group, on=on).context["form"].errors) == ["on"]


def test_outsider_gets_404(client, outsider, group):
    assert post(client, outsider, group).status_code == 404


def test_secretary_gets_403(client, secretary, group):
    assert post(client, secretary, group).status_code == 403
