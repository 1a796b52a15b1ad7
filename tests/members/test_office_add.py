"""An office between congresses: shown first, then recorded."""

import pytest
from django.urls import reverse

from members.models import Office, OfficeHow
from tests.conftest import day, make_member

SENTENCE = "Từ 01/07/2020, đồng chí Nguyễn Văn An là bí thư Chi bộ 1 (chỉ định)."
TYPED = {
    "kind": "secretary",
    "member": "Nguyễn Văn An (20/05/1980)",
    "how": "appointed",
    "on": "2020-07-01",
}


def post(client, user, unit, **changes):
    client.force_login(user)
    return client.post(reverse("members:office_add", args=[unit.code]), TYPED | changes)


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def test_the_consequence_is_shown_and_nothing_done_yet(client, office, cell, member):
    response = post(client, office, cell)
    assert response.context["form"].consequence == SENTENCE
    assert not Office.objects.exists()


def test_agreeing_records_it_with_its_paper(client, office, cell, member):
    paper = {
        "decision_number": "5-QĐ/ĐU",
        "decision_signed_on": "2020-06-25",
        "decision_issuer": "Đảng ủy",
    }
    response = post(client, office, cell, agreed=SENTENCE, **paper)
    assert response.url == reverse("members:unit_offices", args=[cell.code])
    held = Office.objects.get()
    assert (held.member, held.starts_on, held.how) == (member, day("2020-07-01"), "appointed")
    assert held.decision.number == "5-QĐ/ĐU"


def test_who_was_acting_is_named_before(client, office, cell, member):
    other = make_member("Trần Thị Bình", unit=cell)
    acting = {"kind": "secretary", "how": OfficeHow.ACTING, "on": day("2020-03-01"), "by": None}
    Office.objects.take_up(member=other, unit=cell, **acting)
    assert post(client, office, cell).context["form"].consequence == (
        f"{SENTENCE} Đồng chí Trần Thị Bình thôi phụ trách, ngày cuối 30/06/2020."
    )


def test_official_members_on_the_roll_are_suggested(client, office, cell, second_cell, member):
    make_member("Trần Thị Dự Bị", unit=cell, official_on=None)
    make_member("Lê Thị Xa", unit=second_cell)
    client.force_login(office)
    response = client.get(reverse("members:office_add", args=[cell.code]))
    assert response.context["suggested"] == ["Nguyễn Văn An (20/05/1980)"]
    assert '<option value="Nguyễn Văn An (20/05/1980)">' in response.content.decode()


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "nguyễn  văn an", "NGUYỄN VĂN AN"])
def test_a_name_alone_is_enough_when_there_is_one(client, office, cell, member, name):
    assert post(client, office, cell, member=name).context["form"].consequence == SENTENCE


def test_namesakes_are_told_apart_by_as_much_of_the_birth_as_is_known(client, office, cell, member):
    make_member(unit=cell, born_on=day("1942-01-01"), born_precision="year")
    client.force_login(office)
    response = client.get(reverse("members:office_add", args=[cell.code]))
    assert response.context["suggested"] == ["Nguyễn Văn An (20/05/1980)", "Nguyễn Văn An (1942)"]
    assert post(client, office, cell).context["form"].consequence == SENTENCE
    elder = post(client, office, cell, member="Nguyễn Văn An (1942)")
    assert elder.context["form"].consequence == SENTENCE


def test_namesakes_are_told_apart_by_the_birth_date(client, office, cell, member):
    make_member(unit=cell, born_on=day("1985-01-02"))
    response = post(client, office, cell, member="Nguyễn Văn An")
    assert list(response.context["form"].errors) == ["member"]
    assert post(client, office, cell).context["form"].consequence == SENTENCE


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"member": ""}, "member"),
        ({"member": "Không Có Ai"}, "member"),
        ({"member": "Nguyễn Văn An (21/05/1980)"}, "member"),
        ({"member": "((("}, "member"),
        ({"kind": "committee_member"}, "kind"),
        ({"how": ""}, "how"),
        ({"on": "2018-12-31"}, "member"),
        ({"on": "2999-01-01"}, "on"),
        ({"on": "31/02/2020"}, "on"),
        ({"decision_number": "5"}, "decision_signed_on"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(client, office, cell, member, typed, field):
    response = post(client, office, cell, **typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Office.objects.exists()


def test_a_seat_that_is_taken_is_named(client, office, cell, member):
    other = make_member("Trần Thị Bình", unit=cell)
    Office.objects.take_up(member=other, unit=cell, kind="secretary", on=day("2020-03-01"), by=None)
    assert post(client, office, cell).context["form"].errors == {
        "kind": ["Đồng chí Trần Thị Bình giữ chức vụ này từ 01/03/2020."]
    }


def test_outsider_gets_404(client, outsider, cell):
    assert post(client, outsider, cell).status_code == 404


@pytest.mark.parametrize("cast", ["secretary", "leader", "upper_staff"])
def test_other_roles_get_403(client, request, cell, cast):
    assert post(client, request.getfixturevalue(cast), cell).status_code == 403
