"""Taking back a role given by mistake."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cells.models import Assignment
from cells.rights import Role


@pytest.fixture
def mistake(secretary, committee, admin):
    return Assignment.objects.assign(
        user=secretary, unit=committee, role=Role.OFFICE, starts_on=timezone.localdate(), by=admin
    )


def url(assignment):
    return reverse("cells:assignment_withdraw", args=[assignment.pk])


def test_role_is_gone_at_once(client, admin, secretary, mistake):
    client.force_login(admin)
    response = client.post(url(mistake))
    assert response.url == reverse("cells:account_detail", args=[secretary.pk])
    assert [role.role for role in secretary.assignments.all()] == [Role.SECRETARY]


def test_role_of_an_earlier_day_is_refused_with_a_message(client, admin, secretary):
    client.force_login(admin)
    response = client.post(url(secretary.assignments.get()), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Phân công đã có hiệu lực từ trước; đề nghị kết thúc phân công này."
    ]
    assert secretary.assignments.count() == 1


def test_role_of_another_committee_is_404(client, admin, outsider):
    client.force_login(admin)
    assert client.post(url(outsider.assignments.get())).status_code == 404


def test_other_roles_get_403(client, office, mistake):
    client.force_login(office)
    assert client.post(url(mistake)).status_code == 403
    assert Assignment.objects.filter(pk=mistake.pk).exists()
