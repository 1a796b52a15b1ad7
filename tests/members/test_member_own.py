"""The way to one's own record."""

from django.urls import reverse

from members.models import Member
from tests.conftest import make_member, make_user

URL = reverse("members:member_own")


def test_leads_to_the_own_record(client, cell):
    own = make_user("dangvien", "member", cell)
    member = make_member(unit=cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    client.force_login(own)
    response = client.get(URL)
    assert response.headers["Location"] == reverse("members:member_detail", args=[member.pk])


def test_whoever_has_no_record_gets_404(client, office, cell):
    make_member(unit=cell)
    client.force_login(office)
    assert client.get(URL).status_code == 404
