"""Writing the personal history."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import PersonalHistory
from members.models.history import LONGEST
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def url(member):
    return reverse("members:history_edit", args=[member.pk])


def post(client, user, member, **typed):
    client.force_login(user)
    return client.post(url(member), typed)


def test_what_is_typed_is_on_the_record(client, office, member):
    post(client, office, member, religion="Không", union_joined_on="1996-03-26", travel="Lào, 2018")
    history = PersonalHistory.of(member)
    assert (history.religion, history.union_joined_on) == ("Không", day("1996-03-26"))
    page = client.get(reverse("members:member_detail", args=[member.pk]))
    assert page.context["history"] == [
        ("đi nước ngoài", "Lào, 2018"),
        ("tôn giáo", "Không"),
        ("ngày vào Đoàn thanh niên", day("1996-03-26")),
    ]


def test_every_field_stands_on_the_page(client, office, member):
    client.force_login(office)
    page = client.get(url(member))
    names = [field.name for field in page.context["form"]]
    assert [name for name in names if f'name="{name}"' not in page.content.decode()] == []


def test_the_audit_names_the_fields_only(client, office, member):
    post(client, office, member, religion="Không", occupation="Bác sĩ")
    event = AuditEvent.objects.get(action="history.edit")
    assert (event.record_id, event.fields) == (str(member.pk), ["occupation", "religion"])


def test_opening_the_page_is_logged_and_writes_nothing_else(client, office, member):
    client.force_login(office)
    client.get(url(member))
    assert AuditEvent.objects.get(action="member.read").by == office
    assert not PersonalHistory.objects.exists()


@pytest.mark.parametrize(("length", "errors"), [(LONGEST, []), (LONGEST + 1, ["work_history"])])
def test_a_long_text_is_bounded(client, office, member, length, errors):
    response = post(client, office, member, work_history="a" * length)
    form = response.context and response.context["form"]
    assert (list(form.errors) if form else []) == errors


def test_what_is_wrong_is_named_and_what_was_typed_is_kept(client, office, member):
    response = post(client, office, member, union_joined_on="31/02/1996", religion="Không")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["union_joined_on"]
    assert response.context["form"]["religion"].value() == "Không"
    assert not PersonalHistory.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "other_secretary", "upper_staff", "admin"])
def test_out_of_sight_is_404(client, who, request, member):
    assert post(client, request.getfixturevalue(who), member).status_code == 404


@pytest.mark.parametrize("who", ["secretary", "leader"])
def test_whoever_may_only_read_gets_403(client, who, request, member):
    assert post(client, request.getfixturevalue(who), member).status_code == 403
