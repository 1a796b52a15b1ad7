"""The member's own page: the self-review, and what was said."""

from decimal import Decimal

import pytest
from django.urls import reverse

from evaluations.models import Appendix, Opinion, Round, SelfReview
from members.models import Office
from tests.conftest import day, make_user
from tests.evaluations.conftest import enter_criteria, say, votes

URL = reverse("evaluations:own_steps")
POINTED = {"step": "self", "self-level": "t", "self-conduct_points": "25", "self-task_points": "60"}


@pytest.fixture
def user(cell, members):
    """Tied to the first member, as a member and nothing else."""
    made = make_user("dangvien", "member", cell)
    members[0].user = made
    members[0].save()
    return made


def test_a_member_files_the_self_review_and_puts_it_right(client, user, scoring):
    client.force_login(user)
    assert client.post(URL, POINTED).status_code == 302
    assert (
        client.post(URL, POINTED | {"self-level": "xs", "self-task_points": "65,5"}).status_code == 302
    )
    said = Opinion.objects.get()
    assert (said.points, said.said_by, said.is_filed_by_member) == (Decimal("90.5"), user, True)


def test_points_that_do_not_fit_are_told_at_the_note(client, user, scoring):
    client.force_login(user)
    response = client.post(URL, POINTED | {"self-level": "xs"})
    assert response.status_code == 422
    told = "85 điểm ứng với mức hoàn thành tốt nhiệm vụ: đề nghị ghi lý do ở ghi chú."
    assert response.context["form"].sent.errors == {"note": [told]}
    assert response.context["form"].sent["task_points"].value() == "60"
    assert Opinion.objects.count() == 0


def test_without_points_it_is_refused_where_the_year_scores(client, user, scoring):
    client.force_login(user)
    response = client.post(URL, {"step": "self", "self-level": "t"})
    assert list(response.context["form"].sent.errors) == ["conduct_points"]


def test_the_own_steps_are_seen_and_nobody_else_s(client, user, scoring, members):
    mine, other, *_ = scoring.member_assessments.by_name()
    say(mine, "cell", "t", votes=votes(xs=1, t=2))
    say(other, "cell", "kht", note="Kỷ luật")
    client.force_login(user)
    response = client.get(URL)
    assert (response.context["row"], response.context["said"]) == (
        mine,
        "Phiếu XS 1, T 2; chi bộ đề nghị T",
    )
    assert "Kỷ luật" not in response.content.decode()


def test_only_the_self_review_is_written_here(client, user, scoring):
    client.force_login(user)
    assert client.post(URL, {"step": "cell", "cell-level": "xs"}).status_code == 403
    assert Opinion.objects.count() == 0


def test_the_newest_open_round_is_shown(client, user, scoring):
    Round.objects.open_for(scoring.unit, year=2024, by=None)
    client.force_login(user)
    assert client.get(URL).context["row"].round == scoring


def test_without_an_open_round_or_a_record_the_page_says_so(client, user, closed, office):
    for one in (user, office):
        client.force_login(one)
        for response in (client.get(URL), client.post(URL, POINTED)):
            assert response.status_code == 200
            assert "Đồng chí không có trong đợt xếp loại nào đang mở." in response.content.decode()
    assert Opinion.objects.count() == 0


def test_number_of_queries(client, user, scoring, django_assert_num_queries):
    client.force_login(user)
    with django_assert_num_queries(14):
        client.get(URL)


# --- Line by line ----------------------------------------------------------------------------------

BY_LINES = {"self-line_1": "10", "self-line_2": "15,5", "self-line_3": "60"}


@pytest.fixture
def sheet(committee):
    return enter_criteria(committee)


def test_points_of_the_lines_come_to_the_totals(client, user, scoring, sheet):
    client.force_login(user)
    assert "Tự phê bình" in client.get(URL).text
    response = client.post(URL, {"step": "self", "self-level": "t"} | BY_LINES)
    assert response.status_code == 302
    said = Opinion.objects.get()
    assert (said.criteria, said.line_points) == (sheet, ["10", "15.5", "60"])
    assert (said.conduct_points, said.task_points) == (Decimal("25.5"), Decimal(60))
    form = client.get(URL).context["form"].forms[0]
    assert (form["line_2"].value(), form["conduct_points"].value()) == ("15,5", Decimal("25.5"))


def test_they_are_put_right_and_taken_out_again(client, user, scoring, sheet):
    client.force_login(user)
    sent = {"step": "self", "self-level": "t"} | BY_LINES
    client.post(URL, sent)
    totals = {"self-conduct_points": "25,5", "self-task_points": "60"}
    assert client.post(URL, sent | totals | {"self-line_1": "11"}).status_code == 302
    said = Opinion.objects.get()
    assert (said.conduct_points, said.line_points[0]) == (Decimal("26.5"), "11")
    assert client.post(URL, POINTED).status_code == 302
    said = Opinion.objects.get()
    assert (said.conduct_points, said.criteria, said.line_points) == (25, None, [])


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"self-line_1": ""}, "line_1", "Chấm đủ các tiêu chí, hoặc để trống tất cả."),
        ({"self-task_points": "61"}, "task_points", "Các tiêu chí cộng lại là 60 điểm."),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(client, user, scoring, sheet, changes, field, told):
    client.force_login(user)
    response = client.post(URL, {"step": "self", "self-level": "t"} | BY_LINES | changes)
    assert response.status_code == 422
    assert response.context["form"].sent.errors == {field: [told]}
    assert ("15,5" in response.text, Opinion.objects.count()) == (True, 0)


@pytest.mark.parametrize("points", ["12,6", "-1", "1,25", "x"])
def test_points_of_a_line_are_within_it(client, user, scoring, sheet, points):
    client.force_login(user)
    sent = {"step": "self", "self-level": "t"} | BY_LINES | {"self-line_1": points}
    response = client.post(URL, sent)
    assert (response.status_code, list(response.context["form"].sent.errors)) == (422, ["line_1"])


def test_the_appendix_is_that_of_the_review(client, user, scoring, committee, sheet):
    leaders = enter_criteria(committee, appendix=Appendix.LEADER)
    row = scoring.member_assessments.of(user).get()
    SelfReview(assessment=row, form="2a").write(fields=[], by=user)
    client.force_login(user)
    client.post(URL, {"step": "self", "self-level": "t"} | BY_LINES)
    assert Opinion.objects.get().criteria == leaders


def test_number_of_queries_with_lines(client, user, scoring, sheet, django_assert_num_queries):
    client.force_login(user)
    with django_assert_num_queries(14):
        client.get(URL)


def test_each_open_round_is_reached_and_written_to(client, user, scoring, committee, members):
    Office.objects.take_up(
        member=members[0], unit=committee, kind="secretary", on=day("2025-01-01"), by=None
    )
    quarter = Round.objects.open_for(committee, year=2025, quarter=1, by=None)
    other = quarter.member_assessments.get()
    client.force_login(user)
    page = client.get(URL)
    assert page.context["row"].round == scoring
    assert f'href="?row={other.pk}">quý I năm 2025</a>' in page.content.decode()
    answer = client.post(f"{URL}?row={other.pk}", POINTED)
    assert (answer.url, Opinion.objects.get().assessment) == (f"{URL}?row={other.pk}", other)


def test_a_row_that_is_not_ones_own_is_not_reached(client, user, scoring, members):
    other = scoring.member_assessments.get(member=members[1])
    client.force_login(user)
    for asked in (other.pk, "x", 10**30):
        assert client.get(f"{URL}?row={asked}").context["row"].member == members[0]
