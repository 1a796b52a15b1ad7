"""Huy hiệu, kỷ luật: what a member's record says of them, and to whom."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from cells.models import Decision
from cells.rights import Role
from members.models import Badge, Discipline
from tests.conftest import day, make_member, make_user


@pytest.fixture
def member(cell):
    member = make_member(unit=cell)
    paper = Decision(number="1-QĐ", signed_on=day("2020-01-02"), issuer="Đảng ủy")
    Discipline.objects.record_member(
        member, form="reprimand", on=day("2020-01-05"), decision=paper, by=None
    )
    Badge.objects.create(member=member, years=30, unit=cell, round_on=day("2040-02-03"))
    return member


def shown(client, user, member):
    client.force_login(user)
    return client.get(reverse("members:member_merits", args=[member.pk]))


def read_events(user) -> int:
    return AuditEvent.objects.filter(action="discipline.read", by=user).count()


def test_office_sees_both_and_the_reading_is_logged(client, office, member):
    context = shown(client, office, member).context
    assert [len(context["badges"]), len(context["disciplines"])] == [1, 1]
    assert [context["may_plan"], context["may_record"]] == [True, True]
    assert read_events(office) == 1


def test_the_secretary_sees_badges_and_no_discipline(client, secretary, member):
    response = shown(client, secretary, member)
    assert len(response.context["badges"]) == 1
    assert "disciplines" not in response.context
    assert "Kỷ luật</h2>" not in response.content.decode()
    assert read_events(secretary) == 0


def test_the_member_sees_the_own_discipline_and_can_change_nothing(client, cell, member):
    member.user = make_user("dangvien", Role.MEMBER, cell)
    member.save()
    context = shown(client, member.user, member).context
    assert len(context["disciplines"]) == 1
    assert [context["may_plan"], context["may_record"]] == [False, False]


def test_party_age_is_told_in_years_and_months_once_official(client, office, cell):
    official = make_member("Trần Văn Bình", unit=cell)
    assert (
        "tính từ ngày quyết định kết nạp 25/02/2010" in shown(client, office, official).content.decode()
    )
    probationary = make_member("Lê Văn Cường", unit=cell, official_on=None)
    assert (
        "sau khi được công nhận đảng viên chính thức"
        in shown(client, office, probationary).content.decode()
    )


def test_outsider_gets_404(client, outsider, member):
    assert shown(client, outsider, member).status_code == 404


def test_party_age_from_a_year_tells_the_day_it_is_counted_from(client, office, cell):
    first = day("1965-01-01")
    member = make_member(
        unit=cell,
        born_on=day("1940-01-01"),
        admission_decided_on=first,
        admission_decided_precision="year",
    )
    text = shown(client, office, member).text
    assert "tính từ ngày quyết định kết nạp 1965 (tính từ 01/01/1965)," in text


def test_party_age_of_who_has_died_ends_that_day(client, office, cell):
    official = make_member("Trần Văn Bình", unit=cell)
    official.current_membership().leave(on=day("2020-03-25"), left_by="death", by=None)
    response = shown(client, office, official)
    assert (response.context["years"], response.context["months"]) == (10, 1)
    assert "<strong>10 năm 1 tháng</strong> đến ngày 25/03/2020" in response.content.decode()
