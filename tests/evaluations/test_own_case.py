"""Nobody decides on the own case, whatever the way: an account tied to a member is refused there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from evaluations.models import Exclusion, Level, MemberAssessment, Round, receive
from evaluations.models.round import OWN_GRADE
from members.models import Member
from tests.evaluations.conftest import (
    complain,
    decision,
    leave_party,
    levels_of,
    propose,
    regrade,
    row_data,
    suggest,
)


@pytest.fixture(params=["member", "left"])
def tied(request, office, members):
    """The office is the first member of the first cell; still, or until the Party was left."""
    Member.objects.filter(pk=members[0].pk).update(user=office)
    if request.param == "left":
        leave_party(members[0])
    return office


@pytest.fixture
def rows(grading, tied, cell):
    return list(grading.member_assessments.in_cell(cell).by_name())


def refused(verb, *args, **facts) -> dict | list:
    with pytest.raises(ValidationError) as error:
        verb(*args, **facts)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


@pytest.mark.parametrize(
    "grade", [(Level.XS, "", ""), ("", Exclusion.EXEMPT, ""), ("", "", "Được cả đơn vị tín nhiệm")]
)
def test_a_level_a_reason_and_a_note_are_refused_at_the_row(grading, rows, tied, grade):
    grades = {rows[0].pk: grade, rows[1].pk: (Level.T, "", "")}
    assert refused(grading.grade_members, grades, by=tied) == {str(rows[0].pk): [OWN_GRADE]}
    assert levels_of(grading) == ["", "", "", ""]


def test_what_stays_as_it_is_hinders_nobody(grading, rows, tied):
    grading.grade_members({rows[0].pk: ("", "", ""), rows[1].pk: (Level.T, "", "")}, by=tied)
    assert levels_of(grading) == ["", "t", "", ""]


def test_in_a_round_from_paper_too(tied, paper, members):
    row = paper.member_assessments.get(member=members[0])
    grading = Round.objects.get(pk=paper.pk)
    verb = grading.grade_members
    assert refused(verb, {row.pk: (Level.XS, "", "Ghi nhầm")}, by=tied) == {str(row.pk): [OWN_GRADE]}


def test_all_that_is_refused_is_named_at_once(grading, rows, tied):
    rows[1].postpone(late_cause="sick", by=None)
    grades = {row.pk: (Level.T, "", "") for row in rows}
    assert list(refused(grading.grade_members, grades, by=tied)) == [str(one.pk) for one in rows[:2]]


@pytest.fixture
def grid(client, tied, grading, cell):
    client.force_login(tied)
    return reverse("evaluations:cell_grade", args=[grading.pk, cell.code])


def test_the_row_in_the_grid_takes_nothing_and_says_why(client, grid, rows):
    page = client.get(grid)
    assert [row.is_own for row in page.context["grid"].rows] == [True, False, False]
    assert page.text.count(" data-own disabled>") == page.text.count("Đồng chí khác xếp loại<") == 1


def test_sent_all_the_same_it_is_refused_and_the_others_stay_as_chosen(client, grid, grading, rows):
    data = row_data(*rows, level="xs") | {f"row-{rows[1].pk}-level": "t"}
    response = client.post(grid, data)
    assert response.status_code == 422
    assert [row.messages for row in response.context["grid"].rows] == [[OWN_GRADE], [], []]
    assert [row.level for row in response.context["grid"].rows] == ["xs", "t", ""]
    assert levels_of(grading) == ["", "", "", ""]


def test_and_as_one_row(client, tied, grading, rows):
    client.force_login(tied)
    url = reverse("evaluations:row_grade", args=[grading.pk, rows[0].pk])
    response = client.post(url, row_data(rows[0], level="xs"))
    assert (response.status_code, response.json()) == (422, {"errors": [OWN_GRADE], "before": "||"})


def test_who_decides_above_and_what_is_left_to_others(rows, tied):
    row = rows[0]
    told = "Không ai ghi cấp quyết định cho chính mình: đồng chí khác ghi."
    assert refused(row.refer_up, decided_by="Tỉnh ủy", by=tied) == [told]
    row.refer_up(decided_by="Tỉnh ủy", by=None)
    told = "Không ai ghi kết quả của chính mình: đồng chí khác ghi."
    assert refused(receive, row, level=Level.XS, decision=decision(), by=tied) == [told]
    assert MemberAssessment.objects.get(pk=row.pk).level == ""


def test_who_is_asked_to_answer_does_not_take_the_question_back(rows, tied):
    made = suggest(rows[0])
    told = "Không ai rút gợi ý kiểm điểm đối với chính mình: đồng chí khác ghi."
    assert refused(made.withdraw, reason="Nhầm", by=tied) == [told]


def test_the_roster_offers_nothing_that_is_refused(client, tied, rows):
    client.force_login(tied)
    text = client.get(reverse("evaluations:round_roster", args=[rows[0].round_id])).text
    for page in ("member_postpone", "member_refer_up"):
        offered = [reverse(f"evaluations:{page}", args=[row.pk]) in text for row in rows[:2]]
        assert offered == [False, True]


@pytest.mark.parametrize("page", ["member_postpone", "member_refer_up", "member_receive"])
def test_a_page_about_the_own_case_answers_403(client, tied, rows, page):
    client.force_login(tied)
    urls = [reverse(f"evaluations:{page}", args=[row.pk]) for row in rows[:2]]
    assert [client.get(url).status_code for url in urls] == [403, 200]
    assert client.post(urls[0]).status_code == 403


def test_and_what_was_suggested_or_proposed_about_it(client, tied, rows):
    suggested, proposed = [suggest(row) for row in rows[:2]], [propose(row) for row in rows[:2]]
    client.force_login(tied)
    for page, made in (("suggestion_withdraw", suggested), ("body_opinion_withdraw", proposed)):
        urls = [reverse(f"evaluations:{page}", args=[one.pk]) for one in made]
        assert [client.get(url).status_code for url in urls] == [403, 200]
    text = client.get(reverse("evaluations:suggestion_list", args=[rows[0].round_id])).text
    links = [reverse("evaluations:suggestion_withdraw", args=[one.pk]) for one in suggested]
    assert [link in text for link in links] == [False, True]


def test_after_closing_too(client, tied, graded, members):
    graded.close(by=None)
    rows = [graded.member_assessments.get(member=member) for member in members[:2]]
    complaints, again = [complain(row) for row in rows], [regrade(row) for row in rows]
    client.force_login(tied)
    pages = {
        "member_regrade": rows,
        "complaint_answer": complaints,
        "regrading_withdraw": again,
        "member_complain": rows,
    }
    told = {
        page: [client.get(reverse(f"evaluations:{page}", args=[one.pk])).status_code for one in about]
        for page, about in pages.items()
    }
    assert told == {page: [403, 200] for page in pages} | {"member_complain": [200, 200]}
    lists = {"complaint_list": "complaint_answer", "round_detail": "regrading_withdraw"}
    for where, page in lists.items():
        text = client.get(reverse(f"evaluations:{where}", args=[graded.pk])).text
        links = [reverse(f"evaluations:{page}", args=[one.pk]) for one in pages[page]]
        assert [link in text for link in links] == [False, True]
