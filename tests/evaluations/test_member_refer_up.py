"""Leaving the level of a managed cadre to the body above."""

import pytest
from django.urls import reverse

from evaluations.models import MemberAssessment
from tests.evaluations.conftest import row_data
from tests.evaluations.test_decided_above import BODY


@pytest.fixture
def row(grading, members):
    return grading.member_assessments.get(member=members[0])


def post(client, user, row, decided_by=BODY):
    client.force_login(user)
    url = reverse("evaluations:member_refer_up", args=[row.pk])
    return client.post(url, {"decided_by": decided_by})


def test_the_grid_has_no_row_for_the_cadre_any_more(client, office, grading, row, cell):
    client.force_login(office)
    assert client.get(reverse("evaluations:member_refer_up", args=[row.pk])).status_code == 200
    roster = reverse("evaluations:round_roster", args=[grading.pk])
    assert post(client, office, row).url == f"{roster}?cell=chi-bo-1"
    url = reverse("evaluations:cell_grade", args=[grading.pk, cell.code])
    page = client.get(url)
    assert [one.assessment.member_id for one in page.context["grid"].rows].count(row.member_id) == 0
    assert f"Chờ kết quả của {BODY}" in page.text
    assert (
        client.post(url, row_data(row, level="t")).status_code == 302
    )  # a page from before: passed over
    assert MemberAssessment.objects.get(pk=row.pk).level == ""


def test_closing_names_who_waits_and_asks_for_no_more(client, office, grading, row):
    post(client, office, row)
    page = client.get(reverse("evaluations:round_close", args=[grading.pk]))
    assert [one.pk for one in page.context["waiting"]] == [row.pk]
    assert row.pk not in [one.pk for one in page.context["members_left"]]
    assert f"Nguyễn Văn An, Chi bộ 1: {BODY}" in page.text


def test_emptied_it_is_graded_here_again(client, office, row):
    post(client, office, row)
    post(client, office, row, "")
    assert MemberAssessment.objects.get(pk=row.pk).decided_by == ""


def test_too_long_is_told_at_its_field(client, office, row):
    response = post(client, office, row, "Ban " * 60)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["decided_by"])


def test_a_closed_round_says_so(client, office, closed, members):
    row = closed.member_assessments.get(member=members[0])
    assert post(client, office, row).context["form"].non_field_errors() == [
        "Đợt xếp loại đã chốt nên không sửa được nữa."
    ]


def test_leader_gets_403_outsider_404(client, leader, outsider, row):
    for user, status in ((leader, 403), (outsider, 404)):
        assert post(client, user, row).status_code == status
