"""The page on which a level is left for later, and where the late ones are seen."""

import pytest
from django.urls import reverse

from evaluations.models import Level, MemberAssessment
from tests.evaluations.conftest import (
    decided,
    grade_all_units,
    grade_one,
    of_unit,
    postpone,
    regrade,
    row_data,
)

SENT = {"late_cause": "sick", "late_until": "", "note": "Điều trị"}
SAID = "Xếp loại sau: ốm đau, đang điều trị"


@pytest.fixture
def row(grading, members):
    return grading.member_assessments.get(member=members[0])


@pytest.fixture
def late(grading, members, second_member, row):
    """In a round that is closed."""
    postpone(row)
    for member in (*members[1:], second_member):
        grade_one(grading, member, Level.T)
    grade_all_units(grading, Level.T)
    grading.close(by=None)
    row.refresh_from_db()
    return row


def url(row):
    return reverse(f"evaluations:{'unit' if row.IS_UNIT else 'member'}_postpone", args=[row.pk])


def post(client, user, row, **data):
    client.force_login(user)
    return client.post(url(row), SENT | data)


def read(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(f"evaluations:{name}", args=args, query=query or None))


def test_the_office_leaves_a_member_for_later(client, office, row):
    client.force_login(office)
    assert client.get(url(row)).status_code == 200
    roster = reverse("evaluations:round_roster", args=[row.round_id])
    assert post(client, office, row, late_until="15/02/2021").url == f"{roster}?cell=chi-bo-1"
    said = MemberAssessment.objects.get(pk=row.pk).said
    assert said == f"{SAID}, dự kiến đến hết ngày 15/02/2021"


def test_and_a_cell(client, office, grading, cell):
    row = of_unit(grading, cell)
    page = reverse("evaluations:round_detail", args=[grading.pk])
    assert post(client, office, row).url == page
    assert SAID in client.get(page).text
    assert (
        "<strong>Chi bộ 1</strong>: Ốm đau, đang điều trị"
        in read(client, office, "unit_grade", grading.pk).text
    )


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"late_cause": "other", "note": ""}, "note"),
        ({"late_cause": "x"}, "late_cause"),
        ({"late_until": "31/02/2021"}, "late_until"),
        ({"late_until": "01/01/2020"}, "late_until"),
    ],
)
def test_bad_input_is_told_at_its_field(client, office, row, data, field):
    response = post(client, office, row, **data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert MemberAssessment.objects.get(pk=row.pk).late_cause == ""


def test_what_somebody_else_wrote_meanwhile_is_shown(client, office, row):
    """Each page sends what was read along."""
    postpone(row, "away")
    response = post(client, office, row, **{"initial-late_cause": "", "initial-note": ""})
    assert response.status_code == 422
    assert "Người khác vừa ghi mục này là" in response.context["form"].errors["late_cause"][0]
    assert MemberAssessment.objects.get(pk=row.pk).late_cause == "away"


def test_leader_gets_403_outsider_404_wrong_method_405(client, leader, outsider, office, row):
    for user, status in ((leader, 403), (outsider, 404)):
        assert post(client, user, row).status_code == status
    client.force_login(office)
    assert client.put(url(row)).status_code == 405


def test_a_closed_round_says_so(client, office, closed, members):
    row = closed.member_assessments.get(member=members[0])
    assert post(client, office, row).context["form"].non_field_errors() == [
        "Đợt xếp loại đã chốt nên không sửa được nữa."
    ]


def test_the_grid_has_the_way_there_and_the_late_apart(client, office, grading, row, cell):
    page = read(client, office, "cell_grade", grading.pk, cell.code)
    assert url(row) in page.text
    postpone(row)
    page = read(client, office, "cell_grade", grading.pk, cell.code)
    assert row.pk not in [one.assessment.pk for one in page.context["grid"].rows]
    assert "<strong>Nguyễn Văn An</strong>: Ốm đau, đang điều trị" in page.text


def test_a_grid_opened_before_is_refused_by_name(client, office, grading, row, cell):
    client.force_login(office)
    sent = row_data(row, level="t")
    postpone(row)
    response = client.post(reverse("evaluations:cell_grade", args=[grading.pk, cell.code]), sent)
    assert response.status_code == 422
    assert f"{SAID}. Bỏ xếp loại sau rồi mới chọn mức." in response.text
    answer = client.post(reverse("evaluations:row_grade", args=[grading.pk, row.pk]), sent)
    assert answer.status_code == 422
    assert MemberAssessment.objects.get(pk=row.pk).level == ""


def test_closing_names_the_late_and_asks_for_no_more(client, office, grading, row):
    postpone(row)
    page = read(client, office, "round_close", grading.pk)
    assert [one.pk for one in page.context["late"]] == [row.pk]
    assert row.pk not in [one.pk for one in page.context["members_left"]]
    assert "Nguyễn Văn An, Chi bộ 1: Ốm đau, đang điều trị" in page.text


def test_the_round_has_the_balance_and_opens_the_late(client, office, late):
    page = read(client, office, "round_detail", late.round_id)
    assert "Đã xếp loại 3 + không xếp loại 0 + xếp loại sau 1 = danh sách 4." in page.text
    roster = read(client, office, "round_roster", late.round_id, state="late")
    assert [row.pk for row in roster.context["rows"]] == [late.pk]
    assert reverse("evaluations:member_regrade", args=[late.pk]) in roster.text


def test_afterwards_it_is_graded_by_decision(client, office, late):
    client.force_login(office)
    page = reverse("evaluations:member_regrade", args=[late.pk])
    assert "<h1>Xếp loại: Nguyễn Văn An</h1>" in client.get(page).text
    sent = decided(outcome="t", reason="Đã kiểm điểm")
    shown = client.post(page, sent)
    assert shown.context["form"].consequence == (
        f"Nguyễn Văn An: kết quả năm 2020 là “{SAID}”, nay là “Hoàn thành tốt nhiệm vụ”. "
        "Không có gì phải hủy theo."
    )
    agreed = sent | {"agreed": shown.context["form"].consequence}
    assert client.post(page, agreed).status_code == 302
    detail = read(client, office, "round_detail", late.round_id).text
    assert "Đã xếp loại 4 + không xếp loại 0 + xếp loại sau 0 = danh sách 4." in detail
    assert "Nguyễn Văn An: xếp loại sau, nay hoàn thành tốt nhiệm vụ" in detail
    assert "Xếp loại sau, theo Quyết định" in read(client, office, "round_roster", late.round_id).text


def test_the_cell_still_writes_its_steps(client, secretary, late):
    page = read(client, secretary, "cell_steps", late.cell.code)
    [one] = page.context["rounds"]
    assert [line.row.pk for line in one.lines] == [late.pk]
    steps = read(client, secretary, "member_steps", late.pk)
    assert SAID in steps.text
    assert len(steps.context["form"].forms) > 0
    regrade(late, Level.T)
    assert read(client, secretary, "cell_steps", late.cell.code).context["rounds"] == []


def test_the_page_of_the_member_says_it(client, office, late):
    assert SAID in read(client, office, "member_grades", late.member_id).text
