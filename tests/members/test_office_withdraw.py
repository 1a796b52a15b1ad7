"""An office recorded by mistake is taken back."""

import pytest
from django.urls import reverse

from members.models import Office
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


@pytest.fixture
def held(cell, member):
    return Office.objects.take_up(
        member=member, unit=cell, kind="secretary", on=day("2020-03-01"), by=None
    )


def post(client, user, held):
    client.force_login(user)
    return client.post(reverse("members:office_withdraw", args=[held.pk]), follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_it_is_as_if_it_had_never_been(client, office, held):
    assert said(post(client, office, held)) == ["Đã xóa chức vụ ghi nhầm của đồng chí Nguyễn Văn An."]
    assert not Office.objects.exists()


def test_an_older_record_stays_and_says_why(client, office, cell, member, held):
    Office.objects.take_up(
        member=member, unit=cell, kind="cell_committee_member", on=day("2020-03-01"), by=None
    )
    assert said(post(client, office, held)) == [
        "Sau đó đã ghi chức vụ khác của đồng chí này; đề nghị xóa từ bản mới nhất."
    ]
    assert Office.objects.count() == 2


def test_outsider_gets_404(client, outsider, held):
    assert post(client, outsider, held).status_code == 404


def test_secretary_gets_403(client, secretary, held):
    assert post(client, secretary, held).status_code == 403
