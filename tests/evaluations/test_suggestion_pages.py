"""The pages of gợi ý kiểm điểm."""

import pytest
from django.urls import reverse

from evaluations.models import Suggestion
from tests.conftest import day
from tests.evaluations.conftest import of_unit, suggest

FACTS = {
    "paper": "15-CV/ĐU",
    "issued_on": "20/11/2020",
    "issuer": "Đảng ủy",
    "points": "Nêu gương\n\n  Sinh hoạt  ",
}


@pytest.fixture
def row(grading, members):
    return grading.member_assessments.get(member=members[0])


@pytest.fixture
def suggestion(row):
    return suggest(row, "Nêu gương", "Sinh hoạt")


def url(name, *args):
    return reverse(f"evaluations:suggestion_{name}", args=args)


def get(client, user, address):
    client.force_login(user)
    return client.get(address)


def post(client, user, address, data):
    client.force_login(user)
    return client.post(address, data)


# --- The list --------------------------------------------------------------------------------------


def test_the_list_names_each_with_its_points(client, office, leader, suggestion, grading):
    page = get(client, leader, url("list", grading.pk))
    assert list(page.context["suggestions"]) == [suggestion]
    assert ("Nguyễn Văn An" in page.text, "chưa giải trình" in page.text) == (True, True)
    assert ("Ghi giải trình" in page.text, ">Rút<" in page.text) == (False, False)
    assert "Ghi giải trình" in get(client, office, url("list", grading.pk)).text


def test_outsider_and_secretary_get_404(client, outsider, secretary, suggestion, grading):
    for user in (outsider, secretary):
        assert get(client, user, url("list", grading.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, grading, members, count, django_assert_num_queries):
    for row in grading.member_assessments.by_name()[:count]:
        suggest(row)
    client.force_login(office)
    with django_assert_num_queries(9):
        client.get(url("list", grading.pk))


# --- Entering --------------------------------------------------------------------------------------


def test_each_line_is_a_point(client, office, row, grading, cell):
    data = FACTS | {"to": f"member-{row.pk}"}
    assert post(client, office, url("add", grading.pk), data).url == url("list", grading.pk)
    made = Suggestion.objects.get()
    assert (made.member, made.points, made.recorded_by) == (row, ["Nêu gương", "Sinh hoạt"], office)
    post(client, office, url("add", grading.pk), FACTS | {"to": f"unit-{of_unit(grading, cell).pk}"})
    assert Suggestion.objects.latest("id").unit == cell


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": ""}, "to"),
        ({"to": "member-0"}, "to"),
        ({"issued_on": "20/11/2099"}, "issued_on"),
        ({"points": " \n "}, "points"),
        ({"points": "\n".join("x" * 21)}, "points"),
        ({"points": "x" * 1001}, "points"),
        ({"paper": ""}, "paper"),
    ],
)
def test_bad_input_is_told_at_its_field(client, office, row, grading, changes, field):
    data = FACTS | {"to": f"member-{row.pk}"} | changes
    response = post(client, office, url("add", grading.pk), data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_only_the_office_enters(client, leader, outsider, grading):
    assert get(client, leader, url("add", grading.pk)).status_code == 403
    assert get(client, outsider, url("add", grading.pk)).status_code == 404


# --- Answering -------------------------------------------------------------------------------------

ANSWERS = {"answer_0": "Đã khắc phục", "answer_1": "Đang khắc phục", "on": "10/12/2020"}


def test_the_secretary_sees_it_and_writes_the_answers(client, secretary, suggestion, cell):
    for address in (
        reverse("evaluations:cell_steps", args=[cell.code]),
        reverse("evaluations:member_steps", args=[suggestion.member_id]),
    ):
        assert url("answer", suggestion.pk) in get(client, secretary, address).text
    response = post(client, secretary, url("answer", suggestion.pk), ANSWERS)
    assert response.url == reverse("evaluations:member_steps", args=[suggestion.member_id])
    kept = Suggestion.objects.get()
    assert (kept.answers, kept.answered_on) == (["Đã khắc phục", "Đang khắc phục"], day("2020-12-10"))
    form = get(client, secretary, url("answer", suggestion.pk)).context["form"]
    assert form["answer_0"].value() == "Đã khắc phục"


def test_of_a_cell_and_of_the_committee_it_leads_back_to_their_pages(
    client, office, grading, cell, committee
):
    to = {cell: reverse("evaluations:cell_steps", args=[cell.code]), committee: url("list", grading.pk)}
    for unit, address in to.items():
        made = suggest(of_unit(grading, unit), "Nêu gương")
        data = {"answer_0": "Có", "on": "10/12/2020"}
        assert post(client, office, url("answer", made.pk), data).url == address


def test_the_member_sees_it_on_the_own_page(client, suggestion, members, secretary):
    members[0].user = secretary
    members[0].save(update_fields=["user"])
    page = get(client, secretary, reverse("evaluations:own_steps")).text
    assert "Đảng ủy, số 15-CV/ĐU ngày 20/11/2020" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"answer_1": ""}, "answer_1"), ({"on": "19/11/2020"}, "on"), ({"on": "10/12/2099"}, "on")],
)
def test_a_bad_answer_is_told_at_its_field(client, secretary, suggestion, changes, field):
    response = post(client, secretary, url("answer", suggestion.pk), ANSWERS | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_only_where_the_review_is_held(client, other_secretary, leader, outsider, suggestion):
    for user, status in ((other_secretary, 404), (outsider, 404), (leader, 403)):
        assert get(client, user, url("answer", suggestion.pk)).status_code == status


# --- Withdrawing -----------------------------------------------------------------------------------


def test_the_office_withdraws_for_a_reason(client, office, suggestion, grading):
    response = post(client, office, url("withdraw", suggestion.pk), {"reason": ""})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reason"])
    assert post(client, office, url("withdraw", suggestion.pk), {"reason": "Nhầm"}).status_code == 302
    page = get(client, office, url("list", grading.pk))
    assert (list(page.context["suggestions"]), "Lý do: Nhầm" in page.text) == ([], True)
    assert get(client, office, url("withdraw", suggestion.pk)).status_code == 404


def test_nobody_else_withdraws(client, leader, secretary, outsider, suggestion):
    for user, status in ((leader, 403), (secretary, 404), (outsider, 404)):
        assert get(client, user, url("withdraw", suggestion.pk)).status_code == status
