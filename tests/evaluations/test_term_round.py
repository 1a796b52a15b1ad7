"""Rounds of a term: units, collectives and whom the round names; years stay as they were."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from cells.models import Term
from evaluations.models import Level, People, Round
from evaluations.reading.warnings import concerns
from members.models import Office
from reports.figures import FIGURES, Scope, compute
from tests.conftest import day
from tests.evaluations.conftest import grade_all_members, grade_all_units

URL = "evaluations:term_round_create"


@pytest.fixture
def term(committee):
    """From 21/5/2020; it runs."""
    return Term.objects.create(unit=committee, name="2020-2025", congress_on=day("2020-05-20"))


@pytest.fixture
def leader_of_cell(members, cell):
    Office.objects.take_up(
        member=members[0], unit=cell, kind="secretary", on=day("2020-06-01"), by=None
    )
    return members[0]


def opened(term, people=People.LEADERS, on="2020-12-15") -> Round:
    return Round.objects.open_term(term=term, people=people, reference_on=on and day(on), by=None)


def refusal(act) -> dict:
    with pytest.raises(ValidationError) as raised:
        act()
    return raised.value.message_dict


def test_a_term_runs_from_the_day_after_its_congress_to_the_next_one(term, committee):
    assert term.days == (day("2020-05-21"), None)
    Term.objects.create(unit=committee, name="2025-2030", congress_on=day("2025-05-20"))
    assert term.days == (day("2020-05-21"), day("2025-05-20"))


@pytest.mark.parametrize(("people", "count"), [("members", 3), ("leaders", 1), ("nobody", 0)])
def test_whom_the_round_names_is_graded_and_units_always(term, leader_of_cell, people, count):
    grading = opened(term, people)
    assert (grading.member_assessments.count(), grading.unit_assessments.count()) == (count, 2)
    assert str(grading) == "Xếp loại nhiệm kỳ 2020-2025, Đảng bộ Trung tâm"
    assert (grading.year, grading.ends_on) == (2020, day("2020-12-15"))


def test_a_term_that_is_over_ends_with_its_congress(term, committee, members):
    Term.objects.create(unit=committee, name="2022-2025", congress_on=day("2022-05-20"))
    grading = opened(term, on=None)
    assert (grading.starts_on, grading.ends_on) == (day("2020-05-21"), day("2022-05-20"))
    assert refusal(lambda: grading.refer_to(reference_on=day("2022-05-21"), by=None)) == {
        "reference_on": ["Ngày lấy danh sách phải trong nhiệm kỳ 2020-2025."]
    }


def test_one_that_runs_wants_its_day_and_follows_it(term, members):
    assert list(refusal(lambda: opened(term, on=None))) == ["reference_on"]
    assert list(refusal(lambda: opened(term, on="2020-05-20"))) == ["reference_on"]
    grading = opened(term, on="2020-05-21")
    grading.refer_to(reference_on=day("2021-01-31"), by=None)
    grading.refresh_from_db()
    assert (grading.reference_on, grading.ends_on) == (day("2021-01-31"),) * 2


def test_it_stands_beside_the_year_it_ends_in_and_is_opened_once(term, committee, members):
    opened(term)
    year = Round.objects.open_for(committee, year=2020, by=None)
    assert year.is_yearly
    assert refusal(lambda: opened(term, on="2021-01-31")) == {
        "term": ["Đợt xếp loại nhiệm kỳ 2020-2025 đã được mở."]
    }


@pytest.mark.parametrize("facts", [{"term": None}, {"kind": "year"}, {"quarter": 1}])
def test_the_database_wants_kind_and_term_to_agree(term, members, facts):
    opened(term)
    with pytest.raises(IntegrityError):
        Round.objects.update(**facts)


def closed_at(term, level) -> Round:
    grading = opened(term, People.MEMBERS)
    grade_all_members(grading, level)
    grade_all_units(grading, level)
    if grading.cap_standing().is_unanswered:
        grading.accept_cap(reason="Thành tích", by=None)
    grading.close(by=None)
    return grading


def test_figures_awards_and_streaks_read_years_only(term, committee, cell, closed):
    codes = [code for code in FIGURES if code.startswith(("grading.", "awards."))]
    scope = Scope(committee, day("2020-01-01"), day("2020-12-31"))
    before = compute(scope, codes)
    grading = closed_at(term, Level.XS)
    assert compute(scope, codes) == before
    assert [row.round for row in cell.assessments.closed()] == [closed]
    assert [row.round for row in cell.assessments.of_terms()] == [grading]


def test_a_year_is_told_in_the_round_of_its_term(term, outstanding, members, cell):
    grading = opened(term, People.MEMBERS, on="2020-12-31")
    found = concerns(grading, grading.member_assessments.all(), grading.unit_assessments.all())
    told = {subject: [str(one) for one in said] for subject, said in found.items()}
    assert told[False, members[0].pk] == ["Kết quả các năm: 2020 XS"]
    assert told[False, members[1].pk] == ["Kết quả các năm: 2020 T"]
    assert told[True, cell.pk] == ["Kết quả các năm: 2020 XS"]


def test_a_year_that_ends_after_the_term_is_not_told(term, outstanding):
    grading = opened(term, People.MEMBERS, on="2020-12-30")
    assert concerns(grading, grading.member_assessments.all()) == {}


# --- The page ------------------------------------------------------------------------------------


def post(client, user, **data):
    client.force_login(user)
    return client.post(reverse(URL), data)


def test_the_office_opens_one_and_grades_units(client, office, term, members):
    response = post(client, office, term=term.pk, people="nobody", reference_on="15/12/2020")
    grading = Round.objects.get()
    assert (response.status_code, grading.term, grading.people) == (302, term, "nobody")
    for name in ("round_detail", "round_grade", "unit_grade", "collective_grade", "round_close"):
        page = client.get(reverse(f"evaluations:{name}", args=[grading.pk]))
        assert (name, page.status_code) == (name, 200)
    for name in ("round_marks", "award_annual"):
        assert client.get(reverse(f"evaluations:{name}", args=[grading.pk])).status_code == 404


def test_without_a_day_a_running_term_is_asked_for_it(client, office, term, members):
    response = post(client, office, term=term.pk, people="leaders")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["reference_on"])


def test_leader_may_not_open(client, leader, term):
    assert post(client, leader, term=term.pk, people="leaders").status_code == 403


def test_a_term_of_another_committee_cannot_be_chosen(client, outsider, term):
    response = post(client, outsider, term=term.pk, people="leaders", reference_on="15/12/2020")
    assert (response.status_code, Round.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == ["term"]


def test_without_terms_the_page_says_where_to_begin(client, office, committee):
    client.force_login(office)
    assert "Ghi kết quả đại hội" in client.get(reverse(URL)).content.decode()


def test_the_results_stand_apart_on_the_pages_of_member_and_unit(
    client, office, term, committee, members, cell
):
    closed_at(term, Level.T)
    client.force_login(office)
    for address in (
        reverse("evaluations:member_grades", args=[members[0].pk]),
        reverse("evaluations:unit_grades", args=[cell.code]),
    ):
        assert "Nhiệm kỳ 2020-2025</strong>: Hoàn thành tốt" in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries(client, office, term, members, count, django_assert_max_num_queries):
    grading = opened(term, People.MEMBERS)
    grading.member_assessments.filter(member__in=members[count:]).delete()
    client.force_login(office)
    for name in ("round_detail", "round_grade", "unit_grade", "round_list"):
        args = [] if name == "round_list" else [grading.pk]
        with django_assert_max_num_queries(12):
            client.get(reverse(f"evaluations:{name}", args=args))
