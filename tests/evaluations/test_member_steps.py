"""The steps of one member: what was said, and the forms of those that the user may write."""

from decimal import Decimal

import pytest
from django.urls import reverse

from evaluations.models import Exclusion, Opinion, Vote
from evaluations.models.round import CLOSED
from tests.conftest import make_user
from tests.evaluations.conftest import enter_criteria, grade_one, say, votes


@pytest.fixture
def row(grading, members):
    return grading.member_assessments.get(member=members[0])


@pytest.fixture
def scored_row(scoring, members):
    return scoring.member_assessments.get(member=members[0])


def url(row):
    return reverse("evaluations:member_steps", args=[row.pk])


def get(client, user, row):
    client.force_login(user)
    return client.get(url(row))


def post(client, user, row, step, **data):
    client.force_login(user)
    sent = {f"{step}-{name}": value for name, value in data.items()}
    return client.post(url(row), {"step": step} | sent)


def steps_offered(response) -> list[str]:
    return [form.instance.step for form in response.context["form"].forms]


def errors(response) -> dict:
    return response.context["form"].sent.errors


def test_the_secretary_types_a_self_review_from_paper(client, secretary, scored_row, cell):
    data = {"level": "t", "conduct_points": "26,5", "task_points": "60"}
    response = post(client, secretary, scored_row, "self", **data)
    to = f"{reverse('evaluations:cell_steps', args=[cell.code])}#member-{scored_row.pk}"
    assert (response.status_code, response.url) == (302, to)
    said = Opinion.objects.get()
    assert (said.points, said.said_by) == (Decimal("86.5"), secretary)
    assert "86,5 điểm (26,5 + 60)" in get(client, secretary, scored_row).content.decode()


def test_the_state_grade_has_no_points(client, secretary, scored_row):
    response = post(client, secretary, scored_row, "state", level="ht", note="Thông báo số 7")
    assert response.status_code == 302
    assert str(Opinion.objects.get()) == "xếp loại công chức, viên chức HT"


def test_votes_and_proposal_are_one_form(client, secretary, row):
    form = get(client, secretary, row).context["form"].forms[3]
    assert [form[name].value() for name in ("issued", "collected", "invalid", "xs")] == [3, 3, 0, 0]
    wrong = post(client, secretary, row, "cell", level="t", **votes(t=2))
    assert wrong.status_code == 422
    told = "Tổng số phiếu các mức là 2, phải bằng số phiếu hợp lệ 3."
    assert errors(wrong) == {"xs": [told]}
    assert wrong.context["form"].sent["t"].value() == "2"
    assert (Vote.objects.count(), Opinion.objects.count()) == (0, 0)
    assert post(client, secretary, row, "cell", level="t", **votes(xs=1, t=2)).status_code == 302
    assert (str(Vote.objects.get()), str(Opinion.objects.get())) == (
        "phiếu XS 1, T 2",
        "chi bộ đề nghị T",
    )


def test_bad_input_is_told_at_its_field(client, secretary, scored_row):
    data = {"level": "", "conduct_points": "ba", "task_points": "71"}
    response = post(client, secretary, scored_row, "self", **data)
    assert response.status_code == 422
    assert sorted(errors(response)) == ["conduct_points", "level", "task_points"]
    response = post(client, secretary, scored_row, "cell", level="t", **votes(t="-1"))
    assert list(errors(response)) == ["t"]


def test_appraisal_is_for_the_office_alone(client, secretary, office, row):
    assert steps_offered(get(client, secretary, row)) == ["state", "self", "body", "cell"]
    assert post(client, secretary, row, "appraisal", level="xs").status_code == 403
    assert steps_offered(get(client, office, row)) == ["state", "self", "body", "cell", "appraisal"]
    assert post(client, office, row, "appraisal", level="xs").status_code == 302
    assert str(Opinion.objects.get()) == "thẩm định XS"


def test_of_the_own_case_only_the_self_review(client, secretary, row, members):
    members[0].user = secretary
    members[0].save()
    assert steps_offered(get(client, secretary, row)) == ["self"]
    assert post(client, secretary, row, "cell", level="xs", **votes()).status_code == 403
    assert post(client, secretary, row, "self", level="xs").status_code == 302


def test_what_the_member_filed_is_not_offered_to_others(client, secretary, leader, row, members):
    members[0].user = leader
    members[0].save()
    row.refresh_from_db()
    say(row, "self", "ht", by=leader)
    assert steps_offered(get(client, secretary, row)) == ["state", "body", "cell"]
    assert post(client, secretary, row, "self", level="kht").status_code == 403


def test_two_people_never_overwrite_silently(client, secretary, office, row):
    client.force_login(secretary)
    form = client.get(url(row)).context["form"].forms[3]
    shown = {form.add_initial_prefix(name): form[name].value() for name in form.fields}
    read = {name: "" if value is None else value for name, value in shown.items()}
    say(row, "cell", "ht", votes=votes(t=0, ht=3), by=office)
    mine = {f"cell-{name}": value for name, value in (votes() | {"level": "t", "note": ""}).items()}
    response = client.post(url(row), {"step": "cell"} | read | mine)
    assert response.status_code == 422
    assert list(errors(response)) == ["level"]
    told = (
        "Người khác vừa ghi mục này là “Hoàn thành nhiệm vụ”. Bấm lưu lần nữa thì giữ chữ của đồng chí."
    )
    assert errors(response)["level"] == [told]
    assert str(Vote.objects.get()) == "phiếu HT 3"


def test_who_has_no_grade_is_only_shown(client, office, grading, members, row):
    grade_one(grading, members[0], "", Exclusion.EXEMPT)
    assert steps_offered(get(client, office, row)) == []
    response = post(client, office, row, "self", level="t")
    told = "Không xếp loại: được miễn công tác và sinh hoạt đảng, nên không ghi các bước xếp loại."
    assert (response.status_code, errors(response)) == (422, {"__all__": [told]})


def test_closed_between_reading_and_sending_nothing_is_lost_nor_kept(client, office, closed, members):
    row = closed.member_assessments.get(member=members[0])
    assert steps_offered(get(client, office, row)) == []
    response = post(client, office, row, "self", level="ht", note="Theo bản giấy")
    assert (response.status_code, errors(response)) == (422, {"__all__": [CLOSED]})
    assert response.context["form"].sent["note"].value() == "Theo bản giấy"
    assert Opinion.objects.count() == 0


def test_outside_404_without_the_right_403(
    client, secretary, other_secretary, outsider, leader, upper_staff, row
):
    answers = {
        user.username: (
            get(client, user, row).status_code,
            post(client, user, row, "self", level="t").status_code,
        )
        for user in (secretary, other_secretary, outsider, leader, upper_staff)
    }
    assert answers == {
        "bithu": (200, 302),
        "bithu2": (404, 404),
        "ngoai": (404, 404),
        "lanhdao": (403, 403),
        "captren": (403, 403),
    }


def test_number_of_queries(client, office, row, django_assert_num_queries):
    for step in ("state", "self", "cell", "appraisal"):
        say(row, step, "t", by=office, votes=votes() if step == "cell" else None)
    client.force_login(office)
    with django_assert_num_queries(13):
        client.get(url(row))


def test_who_may_not_write_the_self_review_sees_its_lines(client, secretary, scored_row, cell, members):
    sheet = enter_criteria(scored_row.round.unit)
    members[0].user = user = make_user("dangvien", "member", cell)
    members[0].save(update_fields=["user"])
    facts = {"conduct_points": Decimal(25), "task_points": Decimal("60.5")}
    say(scored_row, "self", by=user, criteria=sheet, line_points=["9.5", "15.5", "60.5"], **facts)
    response = get(client, secretary, scored_row)
    told = [points for _, points in response.context["form"].only_told]
    assert (told, "15,5" in response.text) == ([Decimal("9.5"), Decimal("15.5"), Decimal("60.5")], True)
    assert "self" not in steps_offered(response)
