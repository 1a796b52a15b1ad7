"""The page of a candidate, correcting, dropping, and opening another case."""

import pytest
from django.urls import reverse

from cases.models import Case
from tests.cases.test_case import KNOWN
from tests.conftest import day


@pytest.fixture
def candidate(cell):
    case = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)
    return case.candidate


def url(candidate, act="detail"):
    return reverse(f"cases:candidate_{act}", args=[candidate.pk])


def look(client, user, candidate):
    client.force_login(user)
    return client.get(url(candidate))


def post(client, user, candidate, act, **typed):
    client.force_login(user)
    return client.post(url(candidate, act), typed)


def test_what_is_missing_the_cases_and_what_may_be_done(client, secretary, candidate):
    response = look(client, secretary, candidate)
    assert "Còn thiếu: giới tính, ngày sinh, dân tộc, trình độ." in response.text
    assert list(response.context["cases"]) == [Case.objects.get()]
    assert response.context["has_open_case"]
    assert "Đến bước tiếp theo" in response.text
    assert url(candidate, "drop") in response.text


def test_a_leader_only_reads(client, leader, candidate):
    assert url(candidate, "drop") not in look(client, leader, candidate).text


def test_corrected_and_completed(client, secretary, candidate):
    typed = KNOWN | {"full_name": "Lê Thị Hoà", "work_place": ""}
    assert post(client, secretary, candidate, "edit", **typed).headers["Location"] == url(candidate)
    candidate.refresh_from_db()
    assert (candidate.full_name, candidate.missing) == ("Lê Thị Hoà", [])


def test_a_birth_is_kept_as_far_as_known_when_something_else_is_corrected(client, secretary, candidate):
    read = {"full_name": "Lê Thị Hoa", "initial-full_name": "Lê Thị Hoa"}
    post(client, secretary, candidate, "edit", **read, **{"initial-born_on": "", "born_on": "5/1995"})
    assert client.get(url(candidate, "edit")).context["form"]["born_on"].value().is_whole is False
    read |= {"initial-born_on": "05/1995", "born_on": "05/1995", "work_place": "Khoa Dược"}
    post(client, secretary, candidate, "edit", **read, **{"initial-work_place": ""})
    candidate.refresh_from_db()
    assert (str(candidate.born), candidate.work_place) == ("05/1995", "Khoa Dược")


def test_a_name_is_needed(client, secretary, candidate):
    response = post(client, secretary, candidate, "edit", full_name="")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["full_name"])


def test_dropped_with_the_reason(client, secretary, candidate):
    typed = {"on": "2020-02-01", "reason": "Chuyển công tác"}
    post(client, secretary, candidate, "drop", **typed)
    assert "đưa ra khỏi nguồn: Chuyển công tác" in look(client, secretary, candidate).text
    assert Case.objects.get().outcome == "stopped"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"on": "2020-01-10"}, "on"), ({"on": "2999-01-01"}, "on"), ({"reason": ""}, "reason")],
)
def test_a_wrong_drop_is_named_at_its_field(client, secretary, candidate, changes, wrong):
    typed = {"on": "2020-02-01", "reason": "Chuyển công tác"} | changes
    response = post(client, secretary, candidate, "drop", **typed)
    assert list(response.context["form"].errors) == [wrong]
    candidate.refresh_from_db()
    assert candidate.is_followed


def test_opened_again_after_a_case_that_was_stopped(client, secretary, candidate):
    refused = post(client, secretary, candidate, "open", on="2020-03-01")
    assert refused.context["form"].non_field_errors() == ["Đã có một hồ sơ cùng loại đang làm."]
    Case.objects.get().stop(on=day("2020-02-01"), reason="Chưa đạt", by=None)
    post(client, secretary, candidate, "open", on="2020-03-01")
    again = Case.objects.open().get()
    assert (again.opened_on, again.next_step.code) == (day("2020-03-01"), "helpers")


@pytest.mark.parametrize("act", ["edit", "drop", "open"])
@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("leader", 403)])
def test_outsider_gets_404_and_leader_403(client, candidate, act, who, status, request):
    user = request.getfixturevalue(who)
    assert post(client, user, candidate, act, on="2020-02-01").status_code == status


def test_out_of_scope_is_404(client, outsider, other_secretary, candidate):
    assert look(client, outsider, candidate).status_code == 404
    assert look(client, other_secretary, candidate).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_number_of_queries(client, office, candidate, number, django_assert_num_queries):
    for _ in range(number):
        Case.objects.open().get().stop(on=day("2020-02-01"), reason="Chưa đạt", by=None)
        Case.objects.follow(candidate, on=day("2020-02-01"), by=None)
    look(client, office, candidate)
    with django_assert_num_queries(8):
        client.get(url(candidate))
