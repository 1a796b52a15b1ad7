"""The bar on top: entries by role, the present one marked."""

import re

import pytest

ENTRY = re.compile(r'<a class="nav-link" href="([^"?]+)[^"]*"( aria-current="true")?>')


def entries(response) -> dict[str, bool]:
    found = ENTRY.findall(response.content.decode())
    return {path: bool(marked) for path, marked in found}


@pytest.mark.parametrize(
    ("cast", "paths"),
    [
        ("admin", ["/administration/accounts/"]),
        ("upper_staff", ["/units/", "/figures/", "/reports/"]),
        ("secretary", ["/units/", "/members/", "/meetings/", "/grading/awards/", "/figures/"]),
        (
            "leader",
            [
                "/units/",
                "/members/",
                "/meetings/",
                "/grading/",
                "/grading/awards/",
                "/figures/",
                "/reports/",
            ],
        ),
    ],
)
def test_entries_by_role(client, request, cast, paths):
    client.force_login(request.getfixturevalue(cast))
    assert [*entries(client.get("/accounts/2fa/"))] == [*paths, "/accounts/working-year/"]


def test_present_section_is_marked(client, admin):
    client.force_login(admin)
    assert entries(client.get("/administration/accounts/new/")) == {
        "/administration/accounts/": True,
        "/accounts/working-year/": False,
    }


def test_working_year_is_shown_and_leads_back(client, secretary):
    secretary.choose_year(2020)
    client.force_login(secretary)
    html = client.get("/accounts/sessions/?a=1").content.decode()
    assert "<strong>2020</strong>" in html
    assert 'href="/accounts/working-year/?next=/accounts/sessions/%3Fa%3D1"' in html


def test_anonymous_has_no_entries(client):
    assert entries(client.get("/accounts/login/")) == {}
