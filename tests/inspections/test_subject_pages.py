"""Subjects on their pages: added by tick and by name, with an outcome, taken off."""

import pytest
from django.urls import reverse

from cells.models import Decision
from inspections.models import Subject
from members.models import Discipline
from tests.inspections.conftest import ON, enter, get, post, refused


def url(name, *args):
    return reverse(f"inspections:subject_{name}", args=args)


@pytest.fixture
def subject(campaign):
    return campaign.subjects.get()


def test_units_and_a_member_at_once(client, office, committee, cell, second_cell, an):
    made = enter(committee, begun_on=ON)
    data = {"units": [cell.pk, second_cell.pk], "member": "Nguyễn Văn An"}
    answer = post(client, office, url("add", made.pk), data)
    assert answer.url == reverse("inspections:campaign_detail", args=[made.pk])
    rows = [(row.unit, row.member) for row in made.subjects.in_order()]
    assert rows == [(cell, None), (second_cell, None), (cell, an)]


@pytest.mark.parametrize(
    ("data", "field"),
    [({"member": ""}, "__all__"), ({"units": "0"}, "units"), ({"member": "Không Có Ai"}, "member")],
)
def test_bad_input_is_told_at_its_field(client, office, campaign, data, field):
    assert refused(client, office, url("add", campaign.pk), data) == [field]


def test_a_member_twice_is_told(client, office, campaign, an):
    data = {"member": "Nguyễn Văn An"}
    assert post(client, office, url("add", campaign.pk), data).status_code == 302
    response = post(client, office, url("add", campaign.pk), data)
    assert (response.status_code, "đã là đối tượng" in response.text) == (422, True)


def test_a_secretary_finds_the_own_cell_only(client, secretary, of_cell, an, foreign_cell):
    form = get(client, secretary, url("add", of_cell.pk)).context["form"]
    assert [unit.name for unit in form.fields["units"].queryset] == ["Chi bộ 1"]
    assert form.suggested == ["Nguyễn Văn An (20/05/1980)"]


def test_the_outcome_is_written_with_the_discipline_for_who_reads_it(
    client, office, secretary, campaign, of_cell, an
):
    decision = Decision(number="1-QĐ", signed_on=ON, issuer="Đảng ủy")
    kept = Discipline.objects.record_member(an, form="reprimand", on=ON, decision=decision, by=None)
    for made in (campaign, of_cell):
        Subject.objects.add(made, member=an, on=ON, by=None)
    row, own = Subject.objects.to_members().order_by("id")
    data = {"outcome": "to_discipline", "discipline": kept.pk, "note": ""}
    post(client, office, url("edit", row.pk), data)
    row.refresh_from_db()
    assert (row.outcome, row.discipline) == ("to_discipline", kept)
    assert "discipline" not in get(client, secretary, url("edit", own.pk)).context["form"].fields


def test_what_a_secretary_may_not_see_stays_linked(client, secretary, of_cell, an):
    decision = Decision(number="1-QĐ", signed_on=ON, issuer="Đảng ủy")
    kept = Discipline.objects.record_member(an, form="reprimand", on=ON, decision=decision, by=None)
    Subject.objects.add(of_cell, member=an, on=ON, by=None)
    row = of_cell.subjects.get()
    row.find(outcome="to_discipline", note="", discipline=kept, by=None)
    post(client, secretary, url("edit", row.pk), {"outcome": "to_discipline", "note": "Đã xử lý"})
    row.refresh_from_db()
    assert (row.note, row.discipline) == ("Đã xử lý", kept)
    page = reverse("inspections:campaign_detail", args=[of_cell.pk])
    assert "Khiển trách" not in get(client, secretary, page).text


def test_an_outcome_of_another_kind_is_no_choice(client, office, subject):
    assert refused(client, office, url("edit", subject.pk), {"outcome": "upheld"}) == ["outcome"]


def test_it_is_taken_off(client, office, subject):
    post(client, office, url("remove", subject.pk))
    assert not Subject.objects.exists()


def test_who_reads_does_not_write(client, leader, secretary, outsider, subject):
    for user, status in ((leader, 403), (secretary, 404), (outsider, 404)):
        assert get(client, user, url("edit", subject.pk)).status_code == status
        assert post(client, user, url("remove", subject.pk)).status_code == status
