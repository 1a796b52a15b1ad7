"""The list of reports."""

import pytest
from django.urls import reverse

from tests.conftest import day
from tests.reports.conftest import issue, start

URL = reverse("reports:report_list")


def listed(client, user):
    client.force_login(user)
    return list(client.get(URL).context["reports"])


def test_the_latest_period_comes_first(client, draft, committee, office):
    older = start(committee, by=office, ends_on=day("2025-06-30"))
    assert listed(client, office) == [draft, older]


def test_an_outsider_sees_nothing_of_it(client, draft, outsider):
    assert listed(client, outsider) == []


def test_upper_staff_see_issued_reports_only(client, issued, committee, upper_staff):
    start(committee, by=None, ends_on=day("2025-06-30"))
    assert listed(client, upper_staff) == [issued]


def test_a_secretary_sees_those_of_the_own_cell(client, draft, cell, secretary):
    own = start(cell, by=secretary)
    assert listed(client, secretary) == [own]


def test_who_has_units_below_is_offered_their_reports_in_one_file(client, draft, office, secretary):
    for user, number in ((office, 1), (secretary, 0)):
        client.force_login(user)
        assert client.get(URL).content.decode().count(reverse("reports:report_bind")) == number


def test_others_may_not_read_reports(client, draft, admin):
    client.force_login(admin)
    assert client.get(URL).status_code == 403


def test_a_replaced_report_says_so(client, issued, leader):
    issue(issued.correct(reason="Sai địa danh", by=leader), by=leader)
    client.force_login(leader)
    assert client.get(URL).content.decode().count("Đã bị thay thế") == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, draft, committee, office, rows, django_assert_num_queries):
    for month in range(1, rows):
        start(committee, by=office, ends_on=day(f"2025-0{month}-28"))
    client.force_login(office)
    with django_assert_num_queries(8):
        client.get(URL)
