"""All annual commendations of a closed round at once."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from evaluations.models import AwardForm, AwardKind, Commendation, Level, Round
from evaluations.models.award import NOT_EXEMPLARY
from tests.conftest import day, make_member
from tests.evaluations.conftest import (
    close_year,
    grade_all_members,
    grade_all_units,
    grade_one,
    of_unit,
)

PAPER = {
    "form": "merit",
    "reason": "Hoàn thành xuất sắc nhiệm vụ năm 2020",
    "unit_reason": "Đạt tiêu chuẩn “Trong sạch, vững mạnh” tiêu biểu năm 2020",
    "given_on": "2020-12-30",
    "number": "58-QĐ/ĐU",
    "signed_on": "2020-12-29",
    "issuer": "Đảng ủy",
}


def url(grading):
    return reverse("evaluations:award_annual", args=[grading.pk])


def chosen(client, user, grading) -> dict[str, list]:
    """What the page has chosen to begin with."""
    client.force_login(user)
    form = client.get(url(grading)).context["form"]
    return {name: form[name].value() for name in ("members", "units") if name in form.fields}


def test_office_commends_everybody_chosen_beforehand(client, office, exemplary, members, cell):
    data = chosen(client, office, exemplary)
    assert (len(data["members"]), len(data["units"])) == (1, 1)
    assert client.post(url(exemplary), PAPER | data).status_code == 302
    awards = Commendation.objects.valid()
    assert [(award.member, award.unit) for award in awards] == [(members[0], cell), (None, cell)]
    assert {(award.kind, award.year, award.form) for award in awards} == {
        (AwardKind.ANNUAL, 2020, AwardForm.MERIT)
    }
    assert len({award.decision_id for award in awards}) == 1


def test_who_is_commended_already_is_not_offered_again(client, office, exemplary, members, cell):
    Commendation.objects.give(
        unit=cell,
        member=members[0],
        kind=AwardKind.ANNUAL,
        form=AwardForm.MERIT,
        reason="Xuất sắc",
        year=2020,
        given_on=day("2020-12-30"),
        by=None,
    )
    assert list(chosen(client, office, exemplary)) == ["units"]


def test_who_was_commended_by_mistake_is_offered_again(client, office, exemplary):
    data = chosen(client, office, exemplary)
    client.post(url(exemplary), PAPER | data)
    for award in Commendation.objects.all():
        award.cancel(reason="Sai quyết định", by=None)
    assert chosen(client, office, exemplary) == data


def test_a_cell_that_is_not_exemplary_is_offered_but_not_chosen(client, office, outstanding, cell):
    assert chosen(client, office, outstanding)["units"] == []
    row = of_unit(outstanding, cell)
    response = client.post(url(outstanding), PAPER | {"units": [row.pk]})
    assert response.status_code == 422
    form = response.context["form"]
    assert form.errors == {"units": [f"Chi bộ 1: {NOT_EXEMPLARY}"]}
    assert form.fields["units"].choices == [(str(row.pk), "Chi bộ 1 (chưa công nhận tiêu biểu)")]
    assert Commendation.objects.count() == 0


def test_each_is_commended_for_what_the_rules_of_the_year_say(client, office, exemplary):
    client.force_login(office)
    form = client.get(url(exemplary)).context["form"]
    assert [form[name].value() for name in ("reason", "unit_reason")] == [
        PAPER["reason"],
        PAPER["unit_reason"],
    ]


def test_nobody_chosen_is_refused_with_what_was_typed(client, office, outstanding):
    client.force_login(office)
    response = client.post(url(outstanding), PAPER)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == ["Chọn ít nhất một đảng viên hoặc chi bộ."]
    assert response.context["form"]["number"].value() == "58-QĐ/ĐU"
    assert Commendation.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", ""), ("signed_on", ""), ("issuer", ""), ("given_on", "2019-12-31"), ("members", ["0"])],
)
def test_bad_input_is_told_at_its_field(client, office, outstanding, field, value):
    data = PAPER | chosen(client, office, outstanding) | {field: value}
    response = client.post(url(outstanding), data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Commendation.objects.count() == 0


def test_the_page_says_who_gives_and_the_money(client, office, exemplary):
    client.force_login(office)
    page = client.get(url(exemplary)).content.decode()
    money = "0,3 lần lương cơ sở: 447.000 đồng theo mức ngày 31/12/2020."
    assert f"Giấy khen đảng viên: đảng ủy cơ sở, chi bộ cơ sở; {money}" in page
    assert "Giấy khen chi bộ trực thuộc, đảng bộ bộ phận: đảng ủy cơ sở, chi bộ cơ sở.</li>" in page


def test_five_years_running_lead_to_a_proposal(client, office, committee, members, second_member):
    for year in range(2019, 2024):
        grading = close_year(committee, year, members[0], *[members[1]] * (year != 2019))
    client.force_login(office)
    response = client.get(url(grading))
    [streak] = response.context["streaks"]
    assert (streak.row.member, streak.years) == (members[0], [2023, 2022, 2021, 2020, 2019])
    link = reverse("evaluations:proposal_create", args=[committee.code, 2023])
    asked = {"recipient": streak.recipient, "kind": "five_years", "form": "merit"}
    asked["reason"] = "Hoàn thành xuất sắc nhiệm vụ 5 năm liền"
    assert f'href="{link}?{urlencode(asked)}"'.replace("&", "&amp;") in response.content.decode()
    form = client.get(link, asked).context["form"]
    assert {name: form[name].value() for name in asked} == asked
    member = {"unit": members[0].home, "member": members[0]}
    assert form.recipients[streak.recipient] == member


def test_an_open_round_says_to_close_it_first(client, office, graded, members):
    grade_one(graded, members[0], Level.XS)
    client.force_login(office)
    assert "Chốt kết quả xếp loại rồi mới" in client.get(url(graded)).content.decode()
    row = graded.member_assessments.get(member=members[0])
    response = client.post(url(graded), PAPER | {"members": [row.pk]})
    assert response.status_code == 422
    assert Commendation.objects.count() == 0


def test_leader_gets_403_outsider_404(client, leader, outsider, outstanding):
    for user, status in ((leader, 403), (outsider, 404)):
        client.force_login(user)
        assert client.get(url(outstanding)).status_code == status


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    grade_all_members(grading, Level.XS)
    grade_all_units(grading, Level.T)
    grading.accept_cap(reason="Thành tích", by=None)
    grading.close(by=None)
    client.force_login(office)
    client.get(url(grading))  # the first page of a session also writes it
    with django_assert_num_queries(11):
        response = client.get(url(grading))
    assert len(response.context["form"]["members"].value()) == count
