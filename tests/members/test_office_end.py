"""An office is held no more: shown first, then recorded."""

import pytest
from django.urls import reverse

from members.models import Office
from tests.conftest import day, make_member

SENTENCE = "Đồng chí Nguyễn Văn An thôi giữ chức vụ bí thư Chi bộ 1, ngày cuối 30/06/2020."


@pytest.fixture
def held(cell):
    member = make_member(unit=cell)
    return Office.objects.take_up(
        member=member, unit=cell, kind="secretary", on=day("2020-03-01"), by=None
    )


def post(client, user, held, **changes):
    client.force_login(user)
    url = reverse("members:office_end", args=[held.pk])
    return client.post(url, {"on": "2020-07-01"} | changes)


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, held):
    assert post(client, office, held).context["form"].consequence == SENTENCE
    assert Office.objects.get().ends_on is None


def test_agreeing_ends_it(client, office, held):
    response = post(client, office, held, agreed=SENTENCE)
    assert response.url == reverse("members:unit_offices", args=["chi-bo-1"])
    assert Office.objects.get().ends_on == day("2020-06-30")


@pytest.mark.parametrize("on", ["", "2020-03-01", "2999-01-01"])
def test_a_wrong_day_is_named_at_the_day(client, office, held, on):
    assert list(post(client, office, held, on=on).context["form"].errors) == ["on"]


def test_outsider_gets_404(client, outsider, held):
    assert post(client, outsider, held).status_code == 404


def test_secretary_gets_403(client, secretary, held):
    assert post(client, secretary, held).status_code == 403
