"""The commendations and proposals of a year."""

import pytest
from django.urls import reverse

from evaluations.models import AwardForm, AwardKind
from tests.conftest import day, make_member
from tests.evaluations.test_award import give, paper, propose
from tests.workbooks import taken


def get(client, user, query="?year=2020"):
    client.force_login(user)
    return client.get(reverse("evaluations:award_list") + query)


def test_office_sees_what_was_given_and_proposed(client, office, cell, members, committee):
    to_cell, to_member = give(cell), give(cell, members[0], decision=paper())
    proposal = propose(committee)
    response = get(client, office)
    assert response.status_code == 200
    assert list(response.context["commendations"]) == [to_cell, to_member]
    assert list(response.context["proposals"]) == [proposal]
    assert "58-QĐ/ĐU, ngày 29/12/2020" in response.content.decode()


def test_members_stand_cell_by_cell_by_given_name(
    client, office, cell, second_cell, members, second_member
):
    for member in reversed(members):
        give(cell, member)
    give(second_cell, second_member)
    given = get(client, office).context["commendations"]
    assert [award.member for award in given] == [*members, second_member]


def test_the_working_year_is_shown_by_default(client, office, cell):
    give(cell, year=2020)
    later = give(cell, year=2021, given_on=day("2021-12-30"))
    office.working_year = 2021
    office.save()
    response = get(client, office, "")
    assert (response.context["year"], list(response.context["commendations"])) == (2021, [later])
    nonsense = get(client, office, "?year=abc")
    assert nonsense.status_code == 200
    assert nonsense.context["year"] == 2021


def test_cancelled_entries_stand_apart_with_their_reason(client, office, cell):
    award = give(cell)
    award.cancel(reason="Ghi nhầm đơn vị", by=office)
    response = get(client, office)
    assert list(response.context["commendations"]) == []
    assert response.context["cancelled"] == [award]
    assert "Ghi nhầm đơn vị" in response.content.decode()


def test_a_secretary_sees_the_own_cell_only(client, secretary, cell, second_cell):
    own = give(cell)
    give(second_cell)
    response = get(client, secretary)
    assert list(response.context["commendations"]) == [own]
    assert not response.context["may_add"]


def test_outsider_sees_nothing_and_upper_staff_gets_403(client, outsider, upper_staff, cell):
    give(cell)
    response = get(client, outsider, "?year=2020&unit=dang-bo")
    assert list(response.context["commendations"]) == []
    assert "Chi bộ 1" not in response.content.decode()
    assert get(client, upper_staff).status_code == 403


def test_the_leader_reads_without_buttons(client, leader, cell):
    give(cell)
    page = get(client, leader).content.decode()
    assert ("Chi bộ 1" in page, "Ghi khen thưởng</a>" in page, "Hủy" in page) == (True, False, False)


def test_an_empty_page_says_what_to_do(client, office):
    assert "Bấm “Ghi khen thưởng”" in get(client, office).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, cell, count, django_assert_num_queries):
    for number in range(count):
        member = make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
        give(cell, member, decision=paper())
        propose(cell, member)
        give(cell, member, kind=AwardKind.HCM).cancel(reason="Ghi nhầm", by=office)
    client.force_login(office)
    with django_assert_num_queries(11):
        client.get(reverse("evaluations:award_list") + "?year=2020")


def test_each_award_says_who_gives_it_and_the_money(client, office, cell, members):
    annual = {"kind": AwardKind.ANNUAL}
    give(cell, members[0], decision=paper(), **annual)
    give(cell, members[1], form=AwardForm.FLAG, **annual)
    give(cell, **annual)
    give(cell)
    propose(cell, members[0], kind=AwardKind.FIVE_YEARS)
    page = " ".join(get(client, office).content.decode().split())
    grassroots = "Cấp khen theo quy định: đảng ủy cơ sở, chi bộ cơ sở"
    assert f"{grassroots}; tiền thưởng 447.000 đồng<" in page
    assert f"{grassroots}<" in page
    assert "Cấp khen theo quy định: ban thường vụ tỉnh ủy, thành ủy<" in page
    assert page.count("Quy định không nêu hình thức này cho đối tượng này") == 1


def test_an_annual_award_of_a_cell_without_the_mark_is_told(
    client, office, exemplary, cell, second_cell
):
    for unit in (cell, second_cell):
        give(unit, kind=AwardKind.ANNUAL)
        give(unit)
    response = get(client, office)
    shown = response.context["commendations"]
    lacking = [(award.unit, award.kind) for award in shown if award.lacks_mark]
    assert lacking == [(second_cell, AwardKind.ANNUAL)]
    assert response.content.decode().count("Chưa ghi công nhận tiêu biểu của năm xét.") == 1


def test_the_file_holds_what_was_given_and_proposed(client, office, cell, members, committee):
    give(cell, members[0], decision=paper())
    propose(committee)
    client.force_login(office)
    title, rows = taken(client, reverse("evaluations:award_list"), year="2020")
    assert title == "Khen thưởng năm 2020"
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("đã khen thưởng", str(members[0]), "Chi bộ 1"),
        ("đề nghị cấp trên khen", "Đảng bộ Trung tâm", "Đảng bộ Trung tâm"),
    ]


def test_the_file_has_the_giver_and_the_money(client, office, cell, members):
    give(cell, members[0], kind=AwardKind.ANNUAL, decision=paper())
    give(cell)
    client.force_login(office)
    _, rows = taken(client, reverse("evaluations:award_list"), year="2020")
    assert [row[11:13] for row in rows] == [["đảng ủy cơ sở, chi bộ cơ sở", 447_000], [None, None]]
