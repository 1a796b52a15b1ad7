"""Recording the next step, and taking the last one back."""

import pytest
from django.urls import reverse

from cases.models import Case
from members.models import Member
from tests.cases.test_case import KNOWN, walk
from tests.conftest import day, make_member

SENTENCE = (
    "Từ 19/06/2020, Lê Thị Hoa là đảng viên dự bị, có tên trong danh sách Chi bộ 1; "
    "đủ thời gian dự bị ngày 19/06/2021."
)


@pytest.fixture
def officials(cell):
    return [make_member(f"Trần Văn {name}", unit=cell) for name in ("Một", "Hai", "Ba")]


@pytest.fixture
def case(cell, officials):
    known = KNOWN | {"full_name": "Lê Thị Hoa"}
    return Case.objects.note(unit=cell, on=day("2020-01-10"), by=None, **known)


def post(client, user, case, act="record", follow=False, **typed):
    client.force_login(user)
    return client.post(reverse(f"cases:case_{act}", args=[case.pk]), typed, follow=follow)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def steps(case) -> list[str]:
    return list(case.steps.values_list("code", flat=True))


def test_the_page_says_what_was_done_and_who_acts_next(client, secretary, case, officials):
    helpers = {"helpers": officials[0].pk, "second_helper": officials[1].pk}
    response = post(client, secretary, case, follow=True, code="helpers", on="2020-01-20", **helpers)
    assert said(response) == [
        "Đã ghi bước “Phân công đảng viên chính thức giúp đỡ”. Bước tiếp theo: "
        "Học lớp nhận thức về Đảng (Chi bộ)."
    ]
    assert set(case.steps.last().helpers.all()) == set(officials[:2])


def test_one_helper_twice_is_refused(client, secretary, case, officials):
    twice = {"helpers": officials[0].pk, "second_helper": officials[0].pk}
    response = post(client, secretary, case, code="helpers", on="2020-01-20", **twice)
    assert list(response.context["form"].errors) == ["second_helper"]
    assert steps(case) == ["noted"]


@pytest.mark.parametrize("on", ["", "2020-01-09", "2999-01-01", "31/02/2020"])
def test_a_wrong_day_is_named_at_the_day_and_what_was_typed_stays(
    client, secretary, case, officials, on
):
    typed = {"code": "helpers", "helpers": officials[0].pk, "note": "Cùng Đoàn thanh niên"}
    response = post(client, secretary, case, on=on, **typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["on"]
    assert "Cùng Đoàn thanh niên" in response.text


def test_too_few_votes_are_refused(client, secretary, case, officials):
    walk(case, officials, until="cell_vote")
    votes = {"eligible": "3", "votes_for": "1", "votes_against": "2"}
    response = post(client, secretary, case, code="cell_vote", on="2020-05-05", **votes)
    assert list(response.context["form"].errors) == ["votes_for"]


def test_a_step_recorded_meanwhile_by_another_is_not_recorded_again(client, secretary, case, officials):
    walk(case, officials, until="file")
    response = post(client, secretary, case, code="class", since="2020-03-01", on="2020-03-05")
    assert "vừa được ghi" in response.context["form"].non_field_errors()[0]
    assert steps(case)[-1] == "class"


def test_the_last_step_is_shown_first(client, secretary, case, officials):
    walk(case, officials)
    response = post(client, secretary, case, code="ceremony", on="2020-06-19")
    assert SENTENCE in response.text
    assert case.next_step.code == "ceremony"
    assert not Member.objects.filter(full_name="Lê Thị Hoa").exists()


def test_agreeing_to_what_was_shown_does_it(client, secretary, case, officials):
    walk(case, officials)
    agreed = {"code": "ceremony", "on": "2020-06-19", "agreed": SENTENCE}
    response = post(client, secretary, case, follow=True, **agreed)
    assert said(response) == [f"Đã ghi bước “Lễ kết nạp”. {SENTENCE} Hồ sơ đã xong."]
    assert Member.objects.get(full_name="Lê Thị Hoa").home == case.unit


def test_the_decision_is_filed_with_the_step(client, office, case, officials):
    walk(case, officials, until="decision")
    typed = {"code": "decision", "on": "2020-06-01", "decision_number": "12-QĐ/ĐU"}
    paper = {"decision_signed_on": "2020-06-01", "decision_issuer": "Đảng ủy"}
    assert list(post(client, office, case, **typed).context["form"].errors) == [
        "decision_signed_on",
        "decision_issuer",
    ]
    post(client, office, case, **typed, **paper)
    assert case.steps.last().decision.number == "12-QĐ/ĐU"


def test_a_step_of_the_committee_is_not_recorded_by_the_cell(client, secretary, case, officials):
    walk(case, officials, until="vetting")
    assert post(client, secretary, case, code="vetting", on="2020-04-10").status_code == 403
    assert steps(case)[-1] == "file"


def test_a_closed_case_takes_no_step(client, secretary, case):
    case.stop(on=day("2020-02-01"), reason="Chuyển công tác", by=None)
    response = post(client, secretary, case, follow=True, code="helpers", on="2020-03-01")
    assert said(response) == ["Hồ sơ này đã kết thúc."]


def test_the_last_step_is_taken_back(client, secretary, case, officials):
    walk(case, officials, until="class")
    response = post(client, secretary, case, "undo", follow=True)
    assert said(response) == [
        "Đã bỏ bước “Phân công đảng viên chính thức giúp đỡ”. "
        "Bước tiếp theo: Phân công đảng viên chính thức giúp đỡ (Chi bộ)."
    ]
    assert steps(case) == ["noted"]


def test_the_cell_takes_back_no_step_of_the_committee(client, secretary, office, case, officials):
    walk(case, officials, until="cell_vote")
    assert post(client, secretary, case, "undo").status_code == 403
    assert post(client, office, case, "undo").status_code == 302
    assert steps(case)[-1] == "file"


def test_only_the_step_that_was_seen_is_taken_back(client, secretary, case, officials):
    walk(case, officials, until="file")
    response = post(client, secretary, case, "undo", follow=True, step="helpers")
    assert said(response) == [
        "Hồ sơ vừa đổi, bước sau cùng nay là “Học lớp nhận thức về Đảng”. Xem lại hồ sơ."
    ]
    assert steps(case)[-1] == "class"


def test_an_admission_is_taken_back(client, secretary, case, officials, cell):
    walk(case, officials, until="")
    assert cell.memberships.count() == 4
    response = post(client, secretary, case, "undo", follow=True)
    assert said(response) == ["Đã bỏ bước “Lễ kết nạp”. Bước tiếp theo: Lễ kết nạp (Chi bộ)."]
    assert (steps(case)[-1], cell.memberships.count()) == ("decision", 3)


@pytest.mark.parametrize("act", ["record", "undo"])
@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("leader", 403)])
def test_outsider_gets_404_and_leader_403(client, case, act, who, status, request):
    assert post(client, request.getfixturevalue(who), case, act).status_code == status
    assert steps(case) == ["noted"]
