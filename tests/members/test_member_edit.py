"""Correcting a record."""

import pytest
from django.forms import model_to_dict
from django.urls import reverse

from accounts.models import AuditEvent
from members.forms.records import RECORD
from members.models import Member
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    return make_member("Nguyễn Văn An", unit=cell, card_number="25.001")


def url(member):
    return reverse("members:member_edit", args=[member.pk])


def post(client, user, member, **changes):
    typed = {name: value for name, value in model_to_dict(member, RECORD).items() if value}
    client.force_login(user)
    return client.post(url(member), typed | changes)


def test_saves_what_was_changed(client, office, member):
    response = post(client, office, member, full_name="Nguyễn Văn Ân", theory="advanced")
    assert response.headers["Location"] == reverse("members:member_detail", args=[member.pk])
    changed = Member.objects.get()
    assert (changed.full_name, changed.theory) == ("Nguyễn Văn Ân", "advanced")
    assert AuditEvent.objects.get(action="member.edit").fields == ["full_name", "theory"]


def test_somebody_elses_change_of_another_field_is_kept(client, office, member):
    client.force_login(office)
    Member.objects.update(work_place="Khoa Dược")
    post(client, office, member, theory="advanced", work_place="Khoa Dược")
    assert Member.objects.get().work_place == "Khoa Dược"


def test_opening_the_page_is_logged_because_it_shows_the_card_number(client, office, member):
    client.force_login(office)
    assert 'value="25.001"' in client.get(url(member)).content.decode()
    assert AuditEvent.objects.get(action="member.read").by == office


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"admitted_on": "2019-01-02", "official_on": "2020-01-02"}, "admitted_on"),
        ({"official_on": "2999-01-01"}, "official_on"),
        ({"official_on": ""}, "official_on"),
        ({"official_on": "2010-03-03"}, "__all__"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(client, office, member, wrong, field):
    response = post(client, office, member, ethnicity="Tày", **wrong)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["ethnicity"].value() == "Tày"
    assert Member.objects.values(*RECORD).get() == model_to_dict(member, RECORD)


def test_becoming_official_is_no_correction(client, office, cell):
    member = make_member(unit=cell, official_on=None)
    post(client, office, member, official_on="2011-03-03")
    assert Member.objects.get().official_on is None


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404(client, who, request, member):
    assert post(client, request.getfixturevalue(who), member).status_code == 404


@pytest.mark.parametrize("who", ["secretary", "leader"])
def test_whoever_may_only_read_gets_403(client, who, request, member):
    assert post(client, request.getfixturevalue(who), member).status_code == 403


def test_a_member_does_not_edit_the_own_record(client, member, django_user_model):
    own = django_user_model.objects.create_user("dangvien")
    Member.objects.update(user=own)
    assert post(client, own, member).status_code == 403


def test_the_host_of_a_guest_does_not_edit_the_record(client, outsider, member, foreign_cell):
    member.join(foreign_cell, on=day("2020-01-01"), by=None, came_by="transfer", kind="temporary")
    assert post(client, outsider, member).status_code == 403
