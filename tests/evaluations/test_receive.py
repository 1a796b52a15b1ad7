"""Entering what the body above decided."""

import pytest
from django.urls import reverse

from evaluations.models import Commendation, Level, MemberAssessment
from tests.conftest import UnitKind, found
from tests.evaluations.conftest import close_year, commend, decided, of_unit
from tests.evaluations.test_decided_above import BODY


def url(row):
    return reverse(f"evaluations:{'unit' if row.IS_UNIT else 'member'}_receive", args=[row.pk])


def post(client, user, row, **data):
    client.force_login(user)
    return client.post(url(row), decided(level="ht") | data)


def page_of(client, user, grading, name="round_detail") -> str:
    client.force_login(user)
    return client.get(reverse(f"evaluations:{name}", args=[grading.pk])).text


def test_the_own_grade_is_told_as_proposed_then_as_decided(client, office, closed, committee):
    assert "Đề nghị, chờ cấp trên quyết định" in page_of(client, office, closed)
    own = of_unit(closed, committee)
    assert client.get(url(own)).context["form"]["level"].value() == "t"
    response = post(client, office, own)
    assert response.url == reverse("evaluations:round_detail", args=[closed.pk])
    page = page_of(client, office, closed)
    assert "Đã được cấp trên công nhận theo Quyết định 05-QĐ/ĐU" in page
    assert "mức đề nghị: hoàn thành tốt nhiệm vụ" in page


def test_a_managed_cadre(client, office, grading, members):
    row = grading.member_assessments.get(member=members[0])
    row.refer_up(decided_by=BODY, by=None)
    assert f"Chờ kết quả của {BODY}" in page_of(client, office, grading, "round_roster")
    assert post(client, office, row).status_code == 302
    assert MemberAssessment.objects.get(pk=row.pk).level == Level.HT
    assert "Cấp trên quyết định (Ban Thường vụ Tỉnh ủy)" in page_of(
        client, office, grading, "round_roster"
    )


def test_what_the_round_above_decided_is_told(client, office):
    ward = found("phuong", UnitKind.UPPER_COMMITTEE, "Đảng bộ phường")
    body = found("co-so", UnitKind.GRASSROOTS_COMMITTEE, "Đảng bộ cơ sở", parent=ward)
    own = close_year(body, 2020)
    office.assignments.update(unit=body)
    assert "Đề nghị, chờ cấp trên quyết định" in page_of(client, office, own)
    close_year(ward, 2020, level=Level.HT)
    page = page_of(client, office, own)
    assert "Đề nghị. Đảng bộ phường đã xếp: hoàn thành nhiệm vụ" in page


def test_bad_input_is_told_at_its_field(client, office, closed, committee):
    own = of_unit(closed, committee)
    response = post(client, office, own, level="", decision_issuer="")
    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["decision_issuer", "level"]
    response = post(client, office, own, decision_signed_on="31/12/2019")
    assert list(response.context["form"].errors) == ["decision_signed_on"]


def test_a_cell_of_this_round_is_told_so(client, office, closed, cell):
    response = post(client, office, of_unit(closed, cell))
    assert response.context["form"].non_field_errors() == [
        "Mức này do chính đợt xếp loại quyết định, không phải cấp trên."
    ]


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("outsider", 404)])
def test_wrong_role_and_out_of_scope(client, request, closed, committee, who, status):
    assert post(client, request.getfixturevalue(who), of_unit(closed, committee)).status_code == status


def test_a_lower_level_names_what_it_cancels_then_cancels_it(client, office, outstanding, committee):
    own = of_unit(outstanding, committee)
    award = commend(own)
    response = post(client, office, own)
    assert (response.status_code, of_unit(outstanding, committee).level) == (200, "t")
    agreed = response.context["form"].consequence
    assert agreed == "Đồng thời hủy: giấy khen “Xuất sắc”, năm xét 2020."
    assert post(client, office, own, agreed=agreed).status_code == 302
    assert of_unit(outstanding, committee).level == "ht"
    assert list(Commendation.objects.cancelled()) == [award]


def test_the_highest_level_cancels_nothing(client, office, outstanding, committee):
    own = of_unit(outstanding, committee)
    commend(own)
    assert post(client, office, own, level="xs").status_code == 302
    assert Commendation.objects.cancelled().count() == 0
