"""The grid of the members of one cell."""

import pytest
from django.urls import reverse

from evaluations.models import Exclusion, Level, Round
from evaluations.models.round import NOT_AS_PROPOSED, SAY_WHY
from tests.conftest import day, make_member
from tests.evaluations.conftest import grade_one, levels_of, row_data, say, votes


def url(grading, cell):
    return reverse("evaluations:cell_grade", args=[grading.pk, cell.code])


@pytest.fixture
def rows(grading, cell):
    return list(grading.member_assessments.in_cell(cell).by_name())


def post(client, user, grading, cell, data):
    client.force_login(user)
    return client.post(url(grading, cell), data)


def test_office_enters_levels(client, office, grading, cell, rows):
    response = post(client, office, grading, cell, row_data(*rows, level="xs", note="Tiêu biểu"))
    assert response.status_code == 302
    assert response.url == reverse("evaluations:round_detail", args=[grading.pk])
    assert levels_of(grading) == ["xs", "", "", ""]
    rows[0].refresh_from_db()
    assert rows[0].note == "Tiêu biểu"


def test_the_page_has_no_level_chosen_beforehand(client, office, grading, cell):
    client.force_login(office)
    response = client.get(url(grading, cell))
    assert response.status_code == 200
    assert [row.level for row in response.context["grid"].rows] == ["", "", ""]
    assert response.content.decode().count(" checked") == 3  # "Chưa xếp loại", once a row


def test_a_member_is_left_out_for_a_reason(client, office, grading, cell, rows):
    data = row_data(*rows, level="kxl", exclusion="exempt")
    assert post(client, office, grading, cell, data).status_code == 302
    rows[0].refresh_from_db()
    assert rows[0].grade == ("", Exclusion.EXEMPT, "")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"level": "kxl"}, "exclusion", "Chọn lý do không xếp loại."),
        (
            {"level": "xs", "exclusion": "exempt"},
            "__all__",
            "Chỉ chọn mức xếp loại hoặc lý do không xếp loại.",
        ),
        ({"level": "kxl", "exclusion": "other"}, "__all__", "Lý do khác thì phải ghi rõ ở ghi chú."),
    ],
)
def test_a_wrong_row_is_told_and_nothing_is_saved(
    client, office, grading, cell, rows, changes, field, message
):
    data = row_data(*rows, **changes) | {f"row-{rows[1].pk}-level": "t"}
    response = post(client, office, grading, cell, data)
    assert response.status_code == 422
    wrong = response.context["grid"].wrong_rows
    assert [row.assessment for row in wrong] == [rows[0]]
    assert wrong[0].errors == {field: [message]}
    assert response.context["grid"].rows[1].level == "t"
    assert levels_of(grading) == ["", "", "", ""]


def test_a_made_up_level_is_refused(client, office, grading, cell, rows):
    response = post(client, office, grading, cell, row_data(*rows, level="excellent"))
    assert response.status_code == 422
    assert list(response.context["grid"].wrong_rows[0].errors) == ["level"]


def test_rows_of_another_cell_in_the_data_are_left_alone(
    client, office, grading, cell, rows, second_member
):
    other = grading.member_assessments.get(member=second_member)
    data = row_data(*rows) | row_data(other, level="kht")
    assert post(client, office, grading, cell, data).status_code == 302
    assert levels_of(grading) == ["", "", "", ""]


def test_a_row_changed_by_somebody_else_is_named_and_nothing_is_lost(
    client, office, grading, cell, members, rows
):
    data = row_data(*rows, level="xs") | {f"row-{rows[1].pk}-level": "t"}
    grade_one(grading, members[0], Level.HT)
    response = post(client, office, grading, cell, data)
    assert response.status_code == 422
    assert [row.assessment.member for row in response.context["grid"].wrong_rows] == [members[0]]
    assert [row.level for row in response.context["grid"].rows] == ["xs", "t", ""]
    assert "người khác vừa ghi “Hoàn thành nhiệm vụ”" in response.content.decode()
    assert levels_of(grading) == ["ht", "", "", ""]


def test_saving_again_then_replaces_it_knowingly(client, office, grading, cell, members, rows):
    data = row_data(*rows, level="xs")
    grade_one(grading, members[0], Level.HT)
    page = post(client, office, grading, cell, data)
    first = page.context["grid"].rows[0]
    data[f"{first.prefix}-before"] = first.before
    assert post(client, office, grading, cell, data).status_code == 302
    assert levels_of(grading) == ["xs", "", "", ""]


def test_a_row_left_untouched_does_not_undo_somebody_else(client, office, grading, cell, members, rows):
    data = row_data(*rows, level="t")
    grade_one(grading, members[1], Level.XS)
    assert post(client, office, grading, cell, data).status_code == 302
    assert levels_of(grading) == ["t", "xs", "", ""]


def test_script_in_a_note_is_shown_as_typed(client, office, grading, cell, rows):
    note = "<script>alert(1)</script>"
    post(client, office, grading, cell, row_data(*rows, level="t", note=note))
    page = client.get(url(grading, cell)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert note not in page


def test_a_closed_round_is_shown_read_only(client, office, closed, cell):
    client.force_login(office)
    response = client.get(url(closed, cell))
    page = response.content.decode()
    assert response.status_code == 200
    assert ("<fieldset disabled>" in page, "Lưu</button>" in page) == (True, False)


def test_closed_between_reading_and_sending_nothing_is_saved(client, office, graded, cell):
    rows = list(graded.member_assessments.in_cell(cell).by_name())
    data = row_data(*rows, level="xs")
    graded.close(by=None)
    response = post(client, office, graded, cell, data)
    assert response.status_code == 422
    assert response.context["grid"].errors == ["Đợt xếp loại đã chốt nên không sửa được nữa."]
    assert response.context["grid"].rows[0].level == "xs"
    assert levels_of(graded) == ["t", "t", "t", "t"]


def test_leader_gets_403_outsider_404(client, leader, outsider, grading, cell, rows):
    data = row_data(*rows, level="t")
    assert post(client, leader, grading, cell, data).status_code == 403
    assert post(client, outsider, grading, cell, data).status_code == 404
    assert levels_of(grading) == ["", "", "", ""]


def test_a_cell_outside_the_round_is_not_there(client, office, grading, foreign_cell, committee):
    client.force_login(office)
    assert client.get(url(grading, foreign_cell)).status_code == 404
    assert client.get(url(grading, committee)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(client, office, committee, cell, count, django_assert_num_queries):
    for number in range(count):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    rows = list(grading.member_assessments.by_name())
    client.force_login(office)
    client.get(url(grading, cell))  # the first page of a session writes its times
    with django_assert_num_queries(11):
        client.get(url(grading, cell))
    data = {key: value or "t" for key, value in row_data(*rows).items() if key.endswith("level")}
    with django_assert_num_queries(21):
        client.post(url(grading, cell), row_data(*rows) | data)
    assert levels_of(grading) == ["t"] * count


def test_namesakes_are_told_apart(client, office, committee, cell):
    for born in ("1975-01-02", "1980-05-20"):
        make_member("Nguyễn Văn An", unit=cell, born_on=day(born))
    client.force_login(office)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    rows = client.get(url(grading, cell)).context["grid"].rows
    assert [row.name for row in rows] == ["Nguyễn Văn An (1975)", "Nguyễn Văn An (1980)"]


def test_a_year_from_paper_is_put_right_with_a_reason(client, office, paper, cell):
    rows = list(paper.member_assessments.in_cell(cell).by_name())
    refused = post(client, office, paper, cell, row_data(*rows, level="xs"))
    assert refused.status_code == 422
    assert [row.messages for row in refused.context["grid"].wrong_rows] == [[SAY_WHY]]
    data = row_data(*rows, level="xs", note="Bảng ghi XS")
    assert post(client, office, paper, cell, data).status_code == 302
    assert levels_of(paper) == ["xs", ""]


def test_beside_each_member_stands_what_the_steps_say(client, office, grading, cell, rows):
    say(rows[0], "self", "t")
    say(rows[0], "cell", "xs", votes=votes(xs=2, t=1))
    say(rows[1], "appraisal", "ht")
    client.force_login(office)
    response = client.get(url(grading, cell))
    said = [row.said for row in response.context["grid"].rows]
    assert said == ["Tự xếp loại T; phiếu XS 2, T 1; chi bộ đề nghị XS", "Thẩm định HT", ""]
    assert all(f">{text or 'Chi bộ chưa đề nghị'}<" in response.content.decode() for text in said)


def test_another_level_than_proposed_asks_for_the_reason(client, office, grading, cell, rows):
    say(rows[0], "cell", "xs")
    response = post(client, office, grading, cell, row_data(*rows, level="t"))
    assert response.status_code == 422
    [wrong] = response.context["grid"].wrong_rows
    assert wrong.messages == [NOT_AS_PROPOSED]
    data = row_data(*rows, level="t", note="Vượt tỷ lệ")
    assert post(client, office, grading, cell, data).status_code == 302
    assert levels_of(grading) == ["t", "", "", ""]
