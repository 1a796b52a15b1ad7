"""The bar on top: entries by role, the present one marked."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from common.periods import DAY
from evaluations.models import Round
from members.models import Member
from tests.conftest import START, make_member, make_user

ENTRY = re.compile(r'<a class="(?:nav-link|dropdown-item)" href="([^"?]+)[^"]*"')
MARKED = re.compile(r'aria-current="true">([^<]+)<')
OWN = ["/news/mail/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"]
YEAR, GUIDE, FEEDS, JOBS = "/accounts/working-year/", "/guide/", "/meetings/feeds/", "/jobs/"
UNITS = ["/units/", "/offices/"]
PEOPLE = ["/members/", "/candidates/", "/cases/", "/training/"]
CHECKS = ["/reconciliations/", "/quality/"]
FIGURES = ["/dashboard/", "/figures/", "/targets/", "/balance/", "/structure/"]
OF_MEETINGS = ["/meetings-statistics/", "/meetings-attendance/", "/half-year-table/"]
INSPECTIONS = ["/inspections/", "/inspections/remedies/"]
ALL_INSPECTIONS = [*INSPECTIONS, "/inspections/letters/", "/inspections/overview/"]
AWARDS = "/grading/awards/"
COLLECTED = ["/reports/", "/reports/collect/", *FIGURES, *OF_MEETINGS]
CELL_TOP = [
    *("/meetings/calendar/", "/meetings/month/", "/meetings/"),
    *("/meetings/tasks/", "/meetings/petitions/", "/meetings/scores/"),
]
CELL_PAPERS = [
    *("/meetings/directives/", "/meetings/topics/", "/meetings/programme/", "/meetings/studies/"),
    *("/meetings/reviews/", "/meetings/library/", "/meetings/agendas/", "/meetings/score-sheets/"),
    "/meetings/followers/",
]
MEETINGS = [
    *("/meetings/calendar/", "/meetings/month/", "/meetings/programme/", "/meetings/topics/"),
    *("/meetings/", "/meetings/month/result/", "/meetings/scores/", "/meetings/studies/"),
    *("/meetings/reviews/", "/meetings/tasks/", "/meetings/petitions/", "/meetings/directives/"),
    *("/meetings/library/", "/meetings/followers/"),
]
SETTINGS = ["/meetings/score-sheets/", "/meetings/agendas/"]
MEMBER = ["/meetings/mine/", "/members/mine/", "/grading/mine/"]


def entries(response) -> list[str]:
    return ENTRY.findall(response.content.decode())


ADMINISTRATION = [
    *("/administration/accounts/", "/members/accounts/", "/administration/thresholds/"),
    *("/grading/rules/", "/administration/backups/", "/administration/log/"),
]
COMMITTEE = {
    "leader": [
        *UNITS,
        *PEOPLE,
        "/discipline/",
        *CHECKS,
        "/registers/",
        *MEETINGS,
        *ALL_INSPECTIONS,
        *("/grading/", AWARDS),
        *COLLECTED,
        *SETTINGS,
    ],
    "office": [
        *UNITS,
        "/restructurings/",
        *PEOPLE,
        *("/followup/", "/badges/", "/discipline/"),
        *CHECKS,
        *("/corrections/", "/imports/", "/registers/"),
        *MEETINGS,
        *ALL_INSPECTIONS,
        *("/grading/", AWARDS),
        *COLLECTED,
        "/members/accounts/",
        *SETTINGS,
        *("/meetings/disclosure/", "/templates/"),
    ],
}
SECRETARY = [
    *CELL_TOP,
    *PEOPLE,
    "/followup/",
    *CHECKS,
    *UNITS,
    "/reports/",
    *FIGURES,
    *OF_MEETINGS,
    *("/meetings/month/result/", "/registers/"),
    *INSPECTIONS,
    "/inspections/overview/",
    *("/grading/cells/", AWARDS),
    *CELL_PAPERS,
]


@pytest.mark.parametrize(
    ("cast", "paths"),
    [
        ("admin", ADMINISTRATION),
        ("upper_staff", ["/units/", "/inspections/overview/", *COLLECTED]),
        ("secretary", SECRETARY),
        *COMMITTEE.items(),
    ],
)
def test_entries_by_role(client, request, cast, paths):
    client.force_login(request.getfixturevalue(cast))
    feeds = [FEEDS] if "/meetings/" in paths else []
    jobs = [JOBS] if "/figures/" in paths else []
    assert entries(client.get("/accounts/2fa/")) == [*paths, YEAR, GUIDE, *jobs, *feeds, *OWN]


@pytest.mark.parametrize("cast", ["admin", "upper_staff", "secretary", "leader", "office"])
def test_nothing_stands_twice(client, request, cast):
    client.force_login(request.getfixturevalue(cast))
    found = entries(client.get("/accounts/2fa/"))
    assert len(found) == len(set(found))


def test_a_member_has_his_own_pages_and_a_secretary_who_is_one_as_well(client, cell, secretary):
    user = make_user("dangvien", "member", cell)
    make_member(unit=cell, user=user)
    client.force_login(user)
    assert entries(client.get("/accounts/2fa/")) == [*MEMBER, YEAR, GUIDE, FEEDS, *OWN]
    make_member("Trần Thị Bình", unit=cell, user=secretary)
    client.force_login(secretary)
    account = [YEAR, GUIDE, JOBS, FEEDS, *OWN]
    assert entries(client.get("/accounts/2fa/")) == [*SECRETARY, *MEMBER, *account]


def test_the_tie_gives_the_own_pages_and_no_role_does(client, cell, leader):
    untied = make_user("dangvien", "member", cell)
    client.force_login(untied)
    assert entries(client.get("/accounts/2fa/")) == [YEAR, GUIDE, FEEDS, *OWN]
    bare = User.objects.create_user("chua-phan-cong", full_name="Chưa phân công")
    make_member(unit=cell, user=bare)
    client.force_login(bare)
    assert entries(client.get("/accounts/2fa/")) == [*MEMBER, YEAR, GUIDE, *OWN]
    make_member("Trần Thị Bình", unit=cell, user=leader)
    client.force_login(leader)
    account = [YEAR, GUIDE, JOBS, FEEDS, *OWN]
    assert entries(client.get("/accounts/2fa/")) == [*COMMITTEE["leader"], *MEMBER, *account]


def test_the_tie_is_asked_for_along_with_the_roles(client, cell, secretary, django_assert_num_queries):
    make_member(unit=cell, user=secretary)
    client.force_login(secretary)
    with django_assert_num_queries(6):  # as many as of somebody who is not tied
        client.get(reverse("reports:guide"))


@pytest.mark.parametrize(("days", "paths"), [(0, MEMBER), (1, [])])
@pytest.mark.parametrize("left_by", ["death", "transfer", "expulsion"])
def test_the_own_pages_close_the_day_after_the_last_one(client, cell, leader, left_by, days, paths):
    member = make_member(unit=cell, user=leader)
    last = timezone.localdate() - days * DAY
    member.memberships.update(ends_on=last, left_by=left_by)
    client.force_login(leader)
    assert [path for path in entries(client.get("/accounts/2fa/")) if path in MEMBER] == paths
    answers = {client.get(url).status_code for url in ("/meetings/mine/", "/members/mine/data/")}
    assert answers == ({200} if paths else {404})


@pytest.mark.parametrize(("days", "status"), [(0, 200), (1, 404)])
def test_without_a_role_the_record_closes_as_well(client, cell, days, status):
    user = make_user("dangvien", "member", cell)
    member = make_member(unit=cell, user=user)
    member.memberships.update(ends_on=timezone.localdate() - days * DAY, left_by="death")
    client.force_login(user)
    assert client.get(member.get_absolute_url()).status_code == status
    assert client.get(reverse("members:member_merits", args=[member.pk])).status_code == status


def test_a_guest_of_the_cell_has_the_own_pages(client, cell, leader):
    member = make_member(user=leader)
    member.join(cell, on=START, by=None, came_by="transfer", kind="temporary")
    client.force_login(leader)
    assert set(MEMBER) <= set(entries(client.get("/accounts/2fa/")))


@pytest.mark.parametrize(
    ("cast", "path", "section"),
    [
        ("admin", "/administration/accounts/new/", "Thiết lập"),
        ("admin", "/administration/thresholds/", "Thiết lập"),
        ("admin", "/administration/backups/", "Thiết lập"),
        ("admin", "/members/accounts/", "Thiết lập"),
        ("office", "/members/accounts/", "Thiết lập"),
        ("office", "/units/", "Tổ chức"),
        ("office", "/offices/", "Tổ chức"),
        ("office", "/restructurings/", "Tổ chức"),
        ("office", "/members/", "Đảng viên"),
        ("office", "/cases/", "Đảng viên"),
        ("office", "/registers/", "Đảng viên"),
        ("office", "/meetings/score-sheets/", "Thiết lập"),
        ("office", "/meetings/scores/", "Sinh hoạt"),
        ("office", "/balance/", "Số liệu, báo cáo"),
        ("office", "/reports/", "Số liệu, báo cáo"),
        ("secretary", "/meetings/calendar/", "Lịch năm"),
        ("secretary", "/meetings/month/", "Đăng ký tháng"),
        ("secretary", "/meetings/plan/", "Đăng ký tháng"),
        ("secretary", "/meetings/create/", "Cuộc họp"),
        ("secretary", "/meetings/tasks/", "Nhiệm vụ"),
        ("secretary", "/meetings/petitions/", "Kiến nghị"),
        ("secretary", "/meetings/scores/", "Chất lượng sinh hoạt"),
        ("secretary", "/meetings/score-sheets/", "Mục khác"),
        ("secretary", "/members/", "Mục khác"),
    ],
)
def test_present_section_is_marked(client, request, cast, path, section):
    client.force_login(request.getfixturevalue(cast))
    header = client.get(path).content.decode().partition("</header>")[0]
    assert MARKED.findall(header) == [section]


def test_the_own_record_is_marked_for_a_member(client, cell):
    user, member = make_user("dangvien", "member", cell), make_member(unit=cell)
    Member.objects.filter(pk=member.pk).update(user=user)
    client.force_login(user)
    header = client.get(f"/members/{member.pk}/").content.decode().partition("</header>")[0]
    assert MARKED.findall(header) == ["Hồ sơ của tôi"]


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
    assert 'aria-current="true">Xếp loại, khen thưởng<' in page
