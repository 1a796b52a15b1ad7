"""Gợi ý kiểm điểm: entered, answered, withdrawn; and what a grader is told."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import AuditEvent
from evaluations.models import Round, Suggestion
from evaluations.reading.warnings import concerns
from evaluations.rules.grounds import About
from tests.conftest import day
from tests.evaluations.conftest import of_unit, suggest


@pytest.fixture
def row(grading, members):
    return grading.member_assessments.get(member=members[0])


def refusal(act) -> dict:
    with pytest.raises(ValidationError) as raised:
        act()
    return getattr(raised.value, "error_dict", None) or raised.value.messages


def test_each_point_stands_with_its_answer(row, office):
    made = suggest(row, "Nêu gương", "Sinh hoạt")
    assert made.pairs == [("Nêu gương", ""), ("Sinh hoạt", "")]
    made.answer(answers=["Đã khắc phục", "Đang khắc phục"], on=day("2020-12-10"), by=office)
    kept = Suggestion.objects.get()
    assert kept.pairs == [("Nêu gương", "Đã khắc phục"), ("Sinh hoạt", "Đang khắc phục")]
    assert (kept.answered_on, kept.answered_by) == (day("2020-12-10"), office)
    assert list(Suggestion.objects.unanswered()) == []
    actions = list(AuditEvent.objects.order_by("id").values_list("action", flat=True))
    assert actions[-2:] == ["suggestion.enter", "suggestion.answer"]


def test_to_a_unit(grading, cell):
    made = suggest(of_unit(grading, cell))
    assert (str(made), made.unit) == ("Chi bộ 1: gợi ý kiểm điểm số 15-CV/ĐU ngày 20/11/2020", cell)


def test_the_same_paper_to_one_twice_is_refused_until_withdrawn(row, office):
    made = suggest(row)
    assert refusal(lambda: suggest(row)) == {
        "__all__": [ValidationError("Văn bản gợi ý này đã được ghi.")]
    }
    made.withdraw(reason="Ghi nhầm", by=office)
    suggest(row)
    assert (Suggestion.objects.count(), Suggestion.objects.standing().count()) == (2, 1)


def test_days_make_sense(row):
    assert list(refusal(lambda: suggest(row, issued_on=day("2099-01-01")))) == ["issued_on"]
    made = suggest(row)
    for on in ("2020-11-19", "2099-01-01"):
        assert list(refusal(lambda on=on: made.answer(answers=["Có"], on=day(on), by=None))) == ["on"]


def test_withdrawn_once_and_for_a_reason(row):
    made = suggest(row)
    assert list(refusal(lambda: made.withdraw(reason=" ", by=None))) == ["reason"]
    made.withdraw(reason="Ghi nhầm", by=None)
    for act in (
        lambda: made.withdraw(reason="Nữa", by=None),
        lambda: made.answer(answers=["Có"], on=day("2020-12-10"), by=None),
    ):
        assert refusal(act) == ["Gợi ý này đã được rút trước đó."]


def test_a_closed_round_takes_none(closed, members):
    row = closed.member_assessments.get(member=members[0])
    assert refusal(lambda: suggest(row)) == ["Đợt xếp loại đã chốt nên không sửa được nữa."]


def test_the_database_wants_one_to_whom(row):
    made = suggest(row)
    with pytest.raises(IntegrityError):
        Suggestion.objects.filter(pk=made.pk).update(member=None)


def told(grading, *rows) -> list[tuple]:
    found = concerns(grading, *rows)
    about = {About.SUGGESTION, About.UNIT_SUGGESTION}
    return [
        (is_unit, pk, str(one))
        for (is_unit, pk), said in found.items()
        for one in said
        if one.about in about
    ]


def test_what_nobody_answered_is_a_point_to_look_at(grading, row, members, cell):
    first, second = suggest(row), suggest(of_unit(grading, cell))
    rows = grading.member_assessments.all(), grading.unit_assessments.all()
    said = "Chưa giải trình gợi ý kiểm điểm số 15-CV/ĐU ngày 20/11/2020"
    assert told(grading, *rows) == [(False, members[0].pk, said), (True, cell.pk, said)]
    first.answer(answers=["Có"], on=day("2020-12-10"), by=None)
    second.withdraw(reason="Nhầm", by=None)
    assert told(grading, *rows) == []


def test_of_another_year_is_no_point(grading, row, committee):
    suggest(row)
    other = Round.objects.open_for(committee, year=2021, by=None)
    assert told(other, other.member_assessments.all()) == []
