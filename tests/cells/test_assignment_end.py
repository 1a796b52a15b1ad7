"""Ending a role on a day."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone


def url(account):
    return reverse("cells:assignment_end", args=[account.assignments.get().pk])


def test_role_is_ended_and_the_right_is_gone_the_day_after(client, admin, secretary, cell):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    client.force_login(admin)
    response = client.post(url(secretary), {"ends_on": yesterday.isoformat()})
    assert response.url == reverse("cells:account_detail", args=[secretary.pk])
    client.force_login(secretary)
    assert client.get(reverse("organisation:unit_detail", args=[cell.code])).status_code == 404


@pytest.mark.parametrize(
    ("day", "field"), [("2018-12-31", "ends_on"), ("", "ends_on"), ("hôm qua", "ends_on")]
)
def test_bad_day_is_refused_at_its_field(client, admin, secretary, day, field):
    client.force_login(admin)
    response = client.post(url(secretary), {"ends_on": day})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert secretary.assignments.get().ends_on is None


def test_own_role_of_administrator_is_not_ended(client, admin):
    client.force_login(admin)
    response = client.post(url(admin), {"ends_on": "2020-12-31"})
    assert response.status_code == 422
    assert admin.assignments.get().ends_on is None


def test_form_begins_with_today(client, admin, secretary):
    client.force_login(admin)
    response = client.get(url(secretary))
    assert response.context["form"]["ends_on"].value() == timezone.localdate()


def test_role_of_another_committee_is_404(client, admin, outsider):
    client.force_login(admin)
    assert client.post(url(outsider), {"ends_on": "2020-12-31"}).status_code == 404


def test_other_roles_get_403(client, office, admin):
    client.force_login(office)
    assert client.post(url(admin), {"ends_on": "2020-12-31"}).status_code == 403
