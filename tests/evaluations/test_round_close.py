"""Closing a round."""

from django.urls import reverse

from evaluations.models import Level, Round
from tests.evaluations.conftest import grade_one


def url(grading):
    return reverse("evaluations:round_close", args=[grading.pk])


def post(client, user, grading, **data):
    client.force_login(user)
    return client.post(url(grading), {"sent": "1"} | data)


def test_office_closes(client, office, graded):
    response = post(client, office, graded, confirmed="on")
    assert response.status_code == 302
    closed = Round.objects.get()
    assert (closed.is_closed, closed.closed_by) == (True, office)


def test_without_confirmation_nothing_is_closed(client, office, graded):
    response = post(client, office, graded)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["confirmed"]
    assert Round.objects.get().is_closed is False


def test_the_page_lists_who_is_missing(client, office, grading, members, second_member):
    grade_one(grading, members[0], Level.T)
    client.force_login(office)
    response = client.get(url(grading))
    assert response.status_code == 200
    assert [row.member for row in response.context["members_left"]] == [*members[1:], second_member]
    assert len(response.context["units_left"]) == 3


def test_what_is_missing_refuses_closing(client, office, grading):
    response = post(client, office, grading, confirmed="on")
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Còn 7 đảng viên, tổ chức chưa có mức xếp loại hoặc lý do."
    ]
    assert Round.objects.get().is_closed is False


def test_above_the_cap_without_a_reason_refuses_closing(client, office, graded, members):
    grade_one(graded, members[0], Level.XS)
    grade_one(graded, members[1], Level.XS)
    response = post(client, office, graded, confirmed="on")
    assert response.status_code == 422
    assert response.context["cap"].is_unanswered is True


def test_closing_twice_is_refused(client, office, closed):
    response = post(client, office, closed, confirmed="on")
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Đợt xếp loại đã chốt nên không sửa được nữa."
    ]


def test_leader_gets_403_outsider_404(client, leader, outsider, graded):
    assert post(client, leader, graded, confirmed="on").status_code == 403
    assert post(client, outsider, graded, confirmed="on").status_code == 404
    assert Round.objects.get().is_closed is False
