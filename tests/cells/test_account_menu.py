"""The bar on top: entries by role, the present one marked."""

import re

import pytest

from evaluations.models import Round

ENTRY = re.compile(r'<a class="(?:nav-link|dropdown-item)" href="([^"?]+)[^"]*"')
MARKED = re.compile(r'aria-current="true">([^<]+)<')
OWN = ["/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"]
YEAR, FEEDS, JOBS = "/accounts/working-year/", "/meetings/feeds/", "/jobs/"
UNITS = ["/units/", "/offices/"]
PEOPLE = ["/members/", "/candidates/", "/cases/", "/training/"]
CHECKS = ["/reconciliations/", "/quality/", "/registers/"]
IN_NUMBERS = ["/meetings-statistics/", "/meetings-attendance/", "/half-year-table/"]
FIGURES = [
    "/dashboard/",
    "/figures/",
    "/targets/",
    "/balance/",
    "/structure/",
    *IN_NUMBERS,
    "/inspections/overview/",
]
INSPECTIONS = ["/inspections/", "/inspections/remedies/"]
ALL_INSPECTIONS = [*INSPECTIONS, "/inspections/letters/", "/inspections/overview/"]
DISCLOSURE = "/meetings/disclosure/"  # the office sets it
MEETINGS = [
    *("/meetings/calendar/", "/meetings/month/", "/meetings/month/result/", "/meetings/"),
    "/meetings/studies/",
    *("/meetings/programme/", "/meetings/topics/", "/meetings/agendas/", "/meetings/library/"),
    *("/meetings/tasks/", "/meetings/reviews/", "/meetings/petitions/", "/meetings/directives/"),
    DISCLOSURE,
    *("/meetings/scores/", "/meetings/score-sheets/", "/meetings/followers/"),
    *("/meetings-statistics/", "/half-year-table/"),
]


def entries(response) -> list[str]:
    return ENTRY.findall(response.content.decode())


@pytest.mark.parametrize(
    ("cast", "paths"),
    [
        (
            "admin",
            ["/administration/accounts/", "/administration/thresholds/", "/administration/backups/"],
        ),
        ("upper_staff", ["/units/", *FIGURES, "/reports/"]),
        (
            "secretary",
            [
                *UNITS,
                *PEOPLE,
                "/followup/",
                *CHECKS,
                *[path for path in MEETINGS if path != DISCLOSURE],
                *INSPECTIONS,
                "/inspections/overview/",
                "/grading/cells/",
                "/grading/awards/",
                *FIGURES,
                "/reports/",
            ],
        ),
        (
            "leader",
            [
                *UNITS,
                *PEOPLE,
                "/discipline/",
                *CHECKS,
                *[path for path in MEETINGS if path != DISCLOSURE],
                *ALL_INSPECTIONS,
                "/grading/",
                "/grading/awards/",
                *FIGURES,
                "/reports/",
            ],
        ),
        (
            "office",
            [
                *UNITS,
                "/restructurings/",
                *PEOPLE,
                "/followup/",
                "/badges/",
                "/discipline/",
                *CHECKS,
                "/imports/",
                *MEETINGS,
                *ALL_INSPECTIONS,
                "/grading/",
                "/grading/awards/",
                *FIGURES,
                "/reports/",
            ],
        ),
    ],
)
def test_entries_by_role(client, request, cast, paths):
    client.force_login(request.getfixturevalue(cast))
    feeds = [FEEDS] if "/meetings/" in paths else []
    jobs = [JOBS] if "/figures/" in paths else []
    assert entries(client.get("/accounts/2fa/")) == [*paths, YEAR, *jobs, *feeds, *OWN]


@pytest.mark.parametrize(
    ("cast", "path", "section"),
    [
        ("admin", "/administration/accounts/new/", "Tài khoản"),
        ("admin", "/administration/thresholds/", "Thông số theo quy định"),
        ("admin", "/administration/backups/", "Sao lưu"),
        ("office", "/units/", "Tổ chức"),
        ("office", "/offices/", "Tổ chức"),
        ("office", "/restructurings/", "Tổ chức"),
        ("office", "/members/", "Đảng viên"),
        ("office", "/cases/", "Đảng viên"),
        ("office", "/registers/", "Đảng viên"),
        ("office", "/balance/", "Số liệu"),
        ("office", "/reports/", "Báo cáo"),
    ],
)
def test_present_section_is_marked(client, request, cast, path, section):
    client.force_login(request.getfixturevalue(cast))
    header = client.get(path).content.decode().partition("</header>")[0]
    assert MARKED.findall(header) == [section]


def test_working_year_is_shown_and_leads_back(client, secretary):
    secretary.choose_year(2020)
    client.force_login(secretary)
    html = client.get("/accounts/sessions/?a=1").content.decode()
    assert "<strong>2020</strong>" in html
    assert 'href="/accounts/working-year/?next=/accounts/sessions/%3Fa%3D1"' in html


def test_anonymous_has_no_entries(client):
    assert entries(client.get("/accounts/login/")) == []


def test_units_as_they_are_graded_belong_to_grading(client, office, committee):
    grading = Round.objects.open_for(committee, year=2020, by=None)
    client.force_login(office)
    page = client.get(f"/grading/{grading.pk}/units/").content.decode()
    assert 'aria-current="true">Xếp loại<' in page
