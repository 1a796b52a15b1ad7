"""Correcting a record."""

import pytest
from django.forms import model_to_dict
from django.urls import reverse

from accounts.models import AuditEvent
from members.forms.records import RECORD
from members.models import Card, Member
from members.models.member import NUMBERS
from tests.conftest import day, make_member


@pytest.fixture
def member(cell):
    return make_member("Nguyễn Văn An", unit=cell, card_number="250.001")


def url(member):
    return reverse("members:member_edit", args=[member.pk])


def post(client, user, member, **changes):
    """As the page sends it: a number that is stored is never filled in."""
    record = model_to_dict(member, [name for name in RECORD if name not in NUMBERS])
    typed = {name: value for name, value in record.items() if value}
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


def test_opening_the_page_is_logged(client, office, member):
    client.force_login(office)
    client.get(url(member))
    assert AuditEvent.objects.get(action="member.read").by == office


def test_the_page_shows_the_end_of_a_number_and_never_the_whole(client, office, member):
    client.force_login(office)
    text = client.get(url(member)).content.decode()
    assert "Đang lưu ••••001; để trống nếu không đổi." in text
    assert "250001" not in text


def test_an_empty_number_keeps_what_is_stored(client, office, member):
    post(client, office, member, theory="advanced")
    assert Member.objects.get().card_number == "250001"
    assert AuditEvent.objects.get(action="member.edit").fields == ["theory"]


def test_a_number_is_replaced_however_it_is_set(client, office, member):
    post(
        client,
        office,
        member,
        citizen_id="024 080 001 234",
        phone="0912.345.678",
        record_number="012345hg",
    )
    changed = Member.objects.get()
    assert (changed.citizen_id, changed.phone) == ("024080001234", "0912345678")
    assert (changed.record_number, changed.card_number) == ("012345HG", "250001")


def test_a_number_of_somebody_else_is_forgotten_on_purpose(client, office, member):
    post(client, office, member, forget=["card_number"])
    assert Member.objects.get().card_number == ""
    assert AuditEvent.objects.get(action="member.edit").fields == ["card_number"]


def test_a_number_typed_wins_over_forgetting_it(client, office, member):
    post(client, office, member, forget=["card_number"], card_number="250.002")
    assert Member.objects.get().card_number == "250002"


def test_the_number_of_a_card_on_record_follows_the_card(client, office, member):
    Card.objects.issue(
        member=member, number="87654321", reason="exchange", issued_on=day("2020-05-19"), by=None
    )
    post(client, office, member, card_number="11111111")
    member.refresh_from_db()
    assert member.card_number == "87654321"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("citizen_id", "02408000123"),
        ("citizen_id", "0240800012345"),
        ("citizen_id", "02408000123A"),
        ("record_number", "12345HG"),
        ("record_number", "012345"),
        ("record_number", "012345ABCD"),
        ("phone", "0912"),
        ("phone", "091234567x"),
        ("card_number", "25/001"),
    ],
)
def test_a_number_of_another_shape_is_named(client, office, member, field, wrong):
    response = post(client, office, member, **{field: wrong})
    assert list(response.context["form"].errors) == [field]


def test_a_citizen_number_belongs_to_one_record(client, office, member, cell):
    make_member("Trần Thị Bình", unit=cell, citizen_id="024080001234")
    response = post(client, office, member, citizen_id="024080001234")
    assert response.context["form"].errors == {
        "citizen_id": ["Số căn cước công dân này đã có ở một hồ sơ khác."]
    }
    assert Member.objects.get(pk=member.pk).citizen_id == ""


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"admitted_on": "2019-01-02", "official_on": "2020-01-02"}, "admitted_on"),
        ({"official_on": "2999-01-01"}, "official_on"),
        ({"official_on": ""}, "official_on"),
        ({"official_on": "2010-03-03"}, "official_on"),
        ({"official_on": "2009"}, "official_on"),
        ({"official_on": "2019"}, "official_on"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(client, office, member, wrong, field):
    response = post(client, office, member, ethnicity="Tày", **wrong)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["ethnicity"].value() == "Tày"
    assert model_to_dict(Member.objects.get(), RECORD) == model_to_dict(member, RECORD)


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


def test_days_of_long_ago_are_kept_as_far_as_known(client, office, member):
    known = {"admission_decided_on": "1965", "admitted_on": "1965", "official_on": "3/1966"}
    post(client, office, member, born_on="1940", **known)
    changed = Member.objects.get()
    kept = changed.admission_decided, changed.admitted, changed.official
    assert [str(one) for one in kept] == ["1965", "1965", "03/1966"]
    page = client.get(url(member)).text
    assert page.count('value="03/1966"') == 2  # in the field, and as it was read
    post(client, office, changed, theory="advanced")
    assert AuditEvent.objects.latest("pk").fields == ["theory"]


@pytest.mark.parametrize(("typed", "is_saved"), [("1965", True), ("5/1965", False), ("3/1965", True)])
def test_what_somebody_else_learned_of_a_day_meanwhile_is_kept(client, office, member, typed, is_saved):
    known = {"born_on": day("1940-01-01"), "admission_decided_on": day("1965-03-01")}
    Member.objects.update(**known, admission_decided_precision="month")
    member.refresh_from_db()
    read = {"initial-admission_decided_on": "1965"}
    response = post(client, office, member, **read, admission_decided_on=typed, theory="advanced")
    assert (response.status_code == 302) is is_saved
    changed = Member.objects.get()
    assert str(changed.admission_decided) == "03/1965"
    assert (changed.theory == "advanced") is is_saved
