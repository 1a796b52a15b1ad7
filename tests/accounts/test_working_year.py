"""Choosing the year that the pages look at."""

import pytest
from django.utils import timezone

URL = "/accounts/working-year/"


def test_choices_run_from_now_down_to_1930(client, secretary):
    client.force_login(secretary)
    values = [value for value, _ in client.get(URL).context["form"].fields["year"].choices]
    present = timezone.localdate().year
    assert values == ["", *range(present, 1929, -1)]


def test_chosen_year_is_kept_and_the_way_leads_back(client, secretary):
    client.force_login(secretary)
    response = client.post(URL, {"year": "2020", "next": "/members/?q=an"})
    assert (response.status_code, response.url) == (302, "/members/?q=an")
    secretary.refresh_from_db()
    assert secretary.year == 2020


def test_present_year_is_chosen_by_leaving_it_empty(client, secretary):
    secretary.choose_year(2020)
    client.force_login(secretary)
    client.post(URL, {"year": "", "next": "/"})
    secretary.refresh_from_db()
    assert secretary.working_year is None


@pytest.mark.parametrize("year", ["1929", "3000", "abc"])
def test_other_years_are_refused(client, secretary, year):
    client.force_login(secretary)
    assert client.post(URL, {"year": year}).status_code == 422
    secretary.refresh_from_db()
    assert secretary.working_year is None


@pytest.mark.parametrize("word", ["nowhere", "account_logout"])
def test_a_bare_word_is_no_way_back(client, secretary, word):
    client.force_login(secretary)
    assert client.post(URL, {"year": "2020", "next": word}).url == "/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", ""]
)
def test_way_never_leads_to_another_host(client, secretary, elsewhere):
    client.force_login(secretary)
    assert client.post(URL, {"year": "2020", "next": elsewhere}).url == "/"


def test_anonymous_signs_in_first(client):
    assert client.get(URL).url == f"/accounts/login/?next={URL}"
