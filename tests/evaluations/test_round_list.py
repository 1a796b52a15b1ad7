"""The list of rounds."""

import pytest
from django.urls import reverse

from evaluations.models import Round


def get(client, user):
    client.force_login(user)
    return client.get(reverse("evaluations:round_list"))


def test_office_sees_rounds_newest_first(client, office, grading, committee):
    newer = Round.objects.open_for(committee, year=2021, by=None)
    response = get(client, office)
    assert response.status_code == 200
    assert list(response.context["page"]) == [newer, grading]
    assert [(row.roll, row.left) for row in response.context["page"]] == [(4, 4), (4, 4)]


def test_outsider_sees_no_round_and_upper_staff_gets_403(client, outsider, upper_staff, grading):
    assert list(get(client, outsider).context["page"]) == []
    assert get(client, upper_staff).status_code == 403


def test_an_empty_page_says_what_to_do(client, office, leader):
    assert "chọn năm; danh sách đảng viên" in get(client, office).content.decode()
    assert "Bộ phận giúp việc đảng ủy mở đợt" in get(client, leader).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, count, django_assert_num_queries):
    for year in range(2019, 2019 + count):
        Round.objects.open_for(committee, year=year, by=None)
    client.force_login(office)
    with django_assert_num_queries(8):
        response = client.get(reverse("evaluations:round_list"))
    assert len(response.context["page"]) == count


def test_a_year_from_paper_says_so(client, office, paper):
    client.force_login(office)
    content = client.get(reverse("evaluations:round_list")).content.decode()
    assert (content.count("Theo bảng giấy"), content.count("Đã chốt")) == (1, 0)
