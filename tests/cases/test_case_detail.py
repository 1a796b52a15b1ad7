"""The page of a case: what was done, the next step with its form, what follows, the papers."""

import pytest
from django.urls import reverse

from cases.models import Case
from tests.cases.test_case import KNOWN, confirmation, on_probation, walk
from tests.conftest import day, make_member, make_user


@pytest.fixture
def officials(cell):
    return [make_member(f"Trần Văn {name}", unit=cell) for name in ("Một", "Hai", "Ba")]


@pytest.fixture
def case(cell, officials):
    known = KNOWN | {"full_name": "Lê Thị Hoa"}
    return Case.objects.note(unit=cell, on=day("2020-01-10"), by=None, **known)


def look(client, user, case):
    client.force_login(user)
    return client.get(reverse("cases:case_detail", args=[case.pk]))


def fields(response) -> list[str]:
    return list(response.context["form"].fields)


@pytest.mark.parametrize(
    ("until", "asked"),
    [
        ("helpers", ["code", "on", "helpers", "second_helper", "note"]),
        ("class", ["code", "since", "on", "note"]),
        ("file", ["code", "on", "note"]),
        ("cell_vote", ["code", "on", "eligible", "votes_for", "votes_against", "note"]),
        (
            "decision",
            ["code", "on", "decision_number", "decision_signed_on", "decision_issuer", "note"],
        ),
    ],
)
def test_only_the_fields_of_the_next_step(client, office, case, officials, until, asked):
    walk(case, officials, until=until)
    assert fields(look(client, office, case)) == asked


def test_the_roll_of_the_day_proposes_voters_and_helpers(client, secretary, case, officials, cell):
    on_probation(cell)
    form = look(client, secretary, case).context["form"]
    assert set(form.fields["helpers"].queryset) == set(officials)
    walk(case, officials, until="cell_vote")
    assert look(client, secretary, case).context["form"]["eligible"].value() == 3


def test_a_step_of_the_committee_is_no_form_for_the_cell(client, secretary, office, case, officials):
    walk(case, officials, until="vetting")
    response = look(client, secretary, case)
    assert response.context["form"] is None
    assert "Đảng ủy ghi bước này." in response.text
    assert look(client, office, case).context["form"].step.code == "vetting"


def test_a_vote_that_fails_leads_to_stopping(client, secretary, case, officials):
    assert "Biểu quyết không đạt" not in look(client, secretary, case).text
    walk(case, officials, until="cell_vote")
    assert "Biểu quyết không đạt" in look(client, secretary, case).text


def test_only_codes_of_printed_forms_are_shown(client, secretary, case):
    text = look(client, secretary, case).text
    assert "<strong>1-KNĐ</strong> Đơn xin vào Đảng" in text
    assert "<strong>CN-NTVĐ</strong>" not in text


def test_what_was_done_is_told(client, leader, case, officials):
    walk(case, officials, until="")
    text = look(client, leader, case).text
    assert "Tán thành 2, không tán thành 1, trên 3 đảng viên chính thức" in text
    assert "Đảng viên được phân công giúp đỡ: Trần Văn Hai; Trần Văn Một" in text
    assert "Quyết định 12-QĐ/ĐU, ngày 01/06/2020 của Đảng ủy" in text
    assert "Hồ sơ đã xong ngày 19/06/2020" in text


def test_the_deadline_is_shown(client, secretary, cell):
    case = confirmation(on_probation(cell))
    secretary.working_year = 2020
    secretary.save()
    due = look(client, secretary, case).context["due"]
    assert (due.on, due.words) == (day("2020-06-19"), "quá hạn 195 ngày")


def test_what_is_still_unknown_is_told(client, secretary, cell):
    case = Case.objects.note(unit=cell, full_name="Lê Thị Lan", on=day("2020-01-10"), by=None)
    text = look(client, secretary, case).text
    assert "Còn thiếu: giới tính, ngày sinh, dân tộc, trình độ." in text


def test_a_leader_reads_and_writes_nothing(client, leader, case):
    response = look(client, leader, case)
    assert response.context["form"] is None
    assert "Ghi nhầm?" not in response.text


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("other_secretary", 404)])
def test_out_of_scope_is_404(client, who, status, request, case):
    assert look(client, request.getfixturevalue(who), case).status_code == status


def test_the_member_concerned_gets_403(client, cell):
    member = on_probation(cell)
    member.user = make_user("dangvien", "member", cell)
    member.save()
    assert look(client, member.user, confirmation(member)).status_code == 403


@pytest.mark.parametrize("until", ["helpers", ""])
def test_number_of_queries(client, office, case, officials, until, django_assert_max_num_queries):
    walk(case, officials, until=until)
    look(client, office, case)
    with django_assert_max_num_queries(12):
        look_again = client.get(reverse("cases:case_detail", args=[case.pk]))
    assert look_again.status_code == 200
