"""Opening a round."""

from django.urls import reverse
from django.utils import timezone

from cells.rights import Role
from evaluations.models import Round
from tests.conftest import make_user

URL = "evaluations:round_create"


def post(client, user, **data):
    client.force_login(user)
    return client.post(reverse(URL), data)


def test_office_opens_a_round(client, office, committee, members):
    response = post(client, office, unit=committee.pk, year=2020)
    grading = Round.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("evaluations:round_detail", args=[grading.pk])
    assert (grading.unit, grading.year, grading.opened_by) == (committee, 2020, office)
    assert grading.member_assessments.count() == 3


def test_the_page_offers_the_working_year_and_its_rules(client, office, committee):
    office.working_year = 2024
    office.save()
    client.force_login(office)
    form = client.get(reverse(URL)).context["form"]
    assert (form["year"].value(), form["unit"].value()) == (2024, committee.pk)
    assert form.rules.code == "25-HD/BTCTW"


def test_leader_may_not_open(client, leader, committee):
    assert post(client, leader, unit=committee.pk, year=2020).status_code == 403
    assert Round.objects.count() == 0


def test_another_committee_cannot_be_chosen(client, outsider, committee):
    response = post(client, outsider, unit=committee.pk, year=2020)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["unit"]
    assert Round.objects.count() == 0


def test_only_committees_where_the_right_is_held_are_offered(client, committee, foreign_cell):
    other = foreign_cell.version_on(timezone.localdate()).parent
    user = make_user("haivai", Role.LEADER, other)
    user.assignments.create(unit=committee, role=Role.OFFICE, starts_on="2019-01-01")
    client.force_login(user)
    form = client.get(reverse(URL)).context["form"]
    assert list(form.fields["unit"].queryset) == [committee]


def test_a_second_round_of_the_year_is_told_at_the_year(client, office, grading, committee):
    response = post(client, office, unit=committee.pk, year=2020)
    assert response.status_code == 422
    assert response.context["form"].errors == {"year": ["Đợt xếp loại năm 2020 đã được mở."]}


def test_a_year_without_rules_is_told_at_the_year(client, office, committee):
    response = post(client, office, unit=committee.pk, year=2013)
    assert response.status_code == 422
    assert response.context["form"].errors == {"year": ["Chưa có bộ quy định xếp loại cho năm này."]}


def test_a_year_that_is_no_number_is_told_at_the_year(client, office, committee):
    response = post(client, office, unit=committee.pk, year="hai nghìn")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["year"]
