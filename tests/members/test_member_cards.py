"""The tab of cards and dossier."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from members.models import Card, DossierMove, Member
from tests.conftest import day, make_member, make_user


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def see(client, user, member):
    client.force_login(user)
    return client.get(reverse("members:member_cards", args=[member.pk]))


def add_card(member, year=2012, **facts):
    usual = {"number": f"0001{year}", "reason": "exchange", "issued_on": day(f"{year}-01-01")}
    return Card.objects.issue(member=member, by=None, **usual | facts)


def lend(member, on="2020-03-01"):
    return DossierMove.objects.note(
        member=member,
        kind="lent",
        on=day(on),
        whom="Ban Tổ chức",
        papers=12,
        due_back_on=day(on),
        by=None,
    )


def test_cards_and_moves_are_listed_and_numbers_masked(client, office, member):
    add_card(member)
    lend(member)
    text = see(client, office, member).content.decode()
    assert "Thẻ ••••012" in text
    assert "00012012" not in text
    assert "Ban Tổ chức, 12 tài liệu" in text
    assert "Quá hẹn trả" in text
    assert AuditEvent.objects.filter(action="member.read").count() == 1


def test_an_empty_page_says_what_to_do(client, office, member):
    assert "Bấm “Ghi thẻ”" in see(client, office, member).content.decode()


def test_only_the_office_is_offered_the_acts(client, office, secretary, member):
    add_card(member)
    assert see(client, office, member).context["may_record"] is True
    assert see(client, secretary, member).context["may_record"] is False
    assert "Ghi nhầm?" not in see(client, secretary, member).content.decode()


def test_a_member_sees_the_own_cards(client, member, cell):
    own = make_user("dangvien", "member", cell)
    Member.objects.filter(pk=member.pk).update(user=own)
    assert see(client, own, member).status_code == 200


def test_outsider_gets_404(client, outsider, member):
    assert see(client, outsider, member).status_code == 404


def test_the_number_of_queries_does_not_grow(client, office, member):
    see(client, office, member)
    counts = []
    for year in (2012, 2014):
        add_card(member, year)
        lend(member, f"{year + 8}-03-01").give_back(on=day(f"{year + 8}-03-01"), by=None)
        with CaptureQueriesContext(connection) as queries:
            see_again = client.get(reverse("members:member_cards", args=[member.pk]))
        assert see_again.status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
