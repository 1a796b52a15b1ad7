"""Whose decision a discipline was: told later, or put right."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Discipline
from tests.conftest import day, make_member
from tests.members.test_discipline import paper


@pytest.fixture
def row(cell):
    return Discipline.objects.record_member(
        make_member(unit=cell), form="expulsion", on=day("2020-06-01"), decision=paper(), by=None
    )


def tell(client, user, row, level="upper"):
    client.force_login(user)
    address = reverse("members:discipline_level", args=[row.pk])
    return client.post(address, {"level": level, "initial-level": row.level})


def test_the_office_tells_it_and_the_list_says_it(client, office, row):
    response = tell(client, office, row)
    assert response["Location"] == reverse("members:discipline_list")
    row.refresh_from_db()
    assert row.level == "upper"
    assert "cấp quyết định: cấp ủy cấp trên" in client.get(response["Location"]).text
    event = AuditEvent.objects.get(action="discipline.level")
    assert (event.by, event.fields) == (office, ["level"])


def test_one_that_has_ended_may_be_told_too(client, office, cell):
    row = Discipline.objects.record_unit(
        cell, form="warning", on=day("2020-06-01"), decision=paper(), by=None
    )
    row.end(on=day("2021-06-01"), decision=paper("2-QĐ"), by=None)
    assert tell(client, office, row, "committee").status_code == 302


@pytest.mark.parametrize(
    ("level", "error"),
    [("", "Điền mục này."), ("cell", "Chi bộ chỉ quyết định khiển trách, cảnh cáo đảng viên.")],
)
def test_what_is_wrong_is_named_at_the_field(client, office, row, level, error):
    response = tell(client, office, row, level)
    assert (response.status_code, response.context["form"].errors) == (422, {"level": [error]})


def test_who_may(client, leader, secretary, outsider, row):
    assert [tell(client, user, row).status_code for user in (leader, secretary, outsider)] == [
        403,
        404,
        404,
    ]


def test_what_was_taken_away_meanwhile_is_refused(row):
    Discipline.objects.get(pk=row.pk).withdraw(by=None)
    with pytest.raises(ValidationError):
        row.tell_level(level="upper", by=None)


def test_number_of_queries(client, office, row, django_assert_max_num_queries):
    client.force_login(office)
    with django_assert_max_num_queries(12):
        client.get(reverse("members:discipline_level", args=[row.pk]))
