"""The member's own page: the self-review, and what was said."""

from decimal import Decimal

import pytest
from django.urls import reverse

from evaluations.models import Opinion, Round
from tests.conftest import make_user
from tests.evaluations.conftest import say, votes

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
    told = "85 điểm ứng với mức hoàn thành tốt nhiệm vụ: mời ghi lý do ở ghi chú."
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
    with django_assert_num_queries(11):
        client.get(URL)
