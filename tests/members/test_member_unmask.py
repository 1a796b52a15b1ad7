"""Opening masked numbers: on purpose, for a reason, once."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Member
from tests.conftest import make_member, make_user

REASON = "Làm giấy giới thiệu sinh hoạt đảng"


@pytest.fixture
def member(cell):
    return make_member(unit=cell, citizen_id="024080001234", phone="0912345678")


def url(member):
    return reverse("members:member_unmask", args=[member.pk])


def post(client, user, member, reason=REASON):
    client.force_login(user)
    return client.post(url(member), {"reason": reason})


def test_the_numbers_are_shown_on_that_answer(client, office, member):
    response = post(client, office, member)
    assert response.context["numbers"] == [
        ("số căn cước công dân", "024080001234"),
        ("số điện thoại", "0912345678"),
    ]
    assert "no-store" in response.headers["Cache-Control"]


def test_the_reason_and_the_names_of_the_numbers_are_kept(client, office, member):
    post(client, office, member)
    event = AuditEvent.objects.get(action="member.unmask")
    assert (event.by, event.record_id, event.note) == (office, str(member.pk), REASON)
    assert event.fields == ["citizen_id", "phone"]


def test_opening_the_page_shows_and_logs_nothing(client, office, member):
    client.force_login(office)
    assert "024080001234" not in client.get(url(member)).content.decode()
    assert not AuditEvent.objects.filter(action="member.unmask").exists()


@pytest.mark.parametrize("reason", ["", "xem thử", "   xem thử   ", "x" * 301])
def test_without_a_reason_worth_keeping_nothing_is_shown(client, office, member, reason):
    response = post(client, office, member, reason)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert "024080001234" not in response.content.decode()
    assert not AuditEvent.objects.filter(action="member.unmask").exists()


@pytest.mark.parametrize(("length", "status"), [(9, 422), (10, 200)])
def test_ten_signs_are_enough(client, office, member, length, status):
    assert post(client, office, member, "a" * length).status_code == status


def test_a_member_opens_the_own_numbers(client, member, cell):
    own = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    assert post(client, own, member).status_code == 200
    assert AuditEvent.objects.get(action="member.unmask").by == own


@pytest.mark.parametrize("who", ["secretary", "leader"])
def test_whoever_may_only_read_gets_403(client, who, request, member):
    assert post(client, request.getfixturevalue(who), member).status_code == 403


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404(client, who, request, member):
    assert post(client, request.getfixturevalue(who), member).status_code == 404
