"""What is held against the results of a round, on one page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from common.periods import DAY
from tests.evaluations.conftest import complain, of_unit


def url(grading):
    return reverse("evaluations:complaint_list", args=[grading.pk])


@pytest.fixture
def overdue(closed, members):
    row = closed.member_assessments.get(member=members[0])
    return complain(row, timezone.localdate() - 31 * DAY)


def test_it_lists_them_and_what_is_overdue(client, leader, closed, overdue, cell):
    second = complain(of_unit(closed, cell))
    client.force_login(leader)
    response = client.get(url(closed))
    assert list(response.context["complaints"]) == [overdue, second]
    assert response.text.count("Quá hạn trả lời") == 1
    assert response.text.count("Chưa trả lời") == 1
    assert "Ghi kiến nghị mới" not in response.text


def test_the_page_of_the_round_leads_there_with_numbers(client, office, closed, overdue):
    client.force_login(office)
    page = client.get(reverse("evaluations:round_detail", args=[closed.pk])).text
    assert f'href="{url(closed)}"' in page
    assert ": 1, chưa trả lời 1, <strong>quá hạn 1</strong>" in page


def test_the_member_s_page_tells_it(client, office, overdue):
    client.force_login(office)
    member = overdue.of_member.member_id
    page = client.get(reverse("evaluations:member_grades", args=[member])).text
    assert f"chưa trả lời, hạn {overdue.due_on:%d/%m/%Y}." in page


def test_a_withdrawn_one_is_folded_away(client, office, closed, overdue):
    overdue.withdraw(reason="Ghi nhầm", by=None)
    client.force_login(office)
    response = client.get(url(closed))
    assert list(response.context["complaints"]) == []
    assert "Lý do: Ghi nhầm" in response.text


def test_secretary_and_outsider_get_404(client, secretary, outsider, closed):
    for user in (secretary, outsider):
        client.force_login(user)
        assert client.get(url(closed)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, closed, members, count, django_assert_num_queries):
    for row in closed.member_assessments.all()[:count]:
        complain(row)
    client.force_login(office)
    with django_assert_num_queries(9):
        client.get(url(closed))
