"""What is under way on a day, what comes next, and how soon."""

import pytest

from cases.models import Case
from cases.reading.worklist import DueDay, ending_probations, works
from members.models import Membership
from tests.cases.test_case import confirmation, on_probation
from tests.conftest import day, make_member


def looked_at(on):
    return works(Case.objects.open_on(day(on)).with_steps(day(on)), day(on))


@pytest.mark.parametrize(
    ("on", "words", "band"),
    [
        ("2020-03-20", "còn 91 ngày", None),
        ("2020-03-21", "còn 90 ngày", 90),
        ("2020-04-20", "còn 60 ngày", 60),
        ("2020-05-20", "còn 30 ngày", 30),
        ("2020-06-12", "còn 7 ngày", 7),
        ("2020-06-19", "hôm nay là hạn cuối", 7),
        ("2020-06-20", "quá hạn 1 ngày", None),
    ],
)
def test_a_deadline_in_words(on, words, band):
    due = DueDay(day("2020-06-19"), day(on))
    assert (due.words, due.band, due.is_late) == (words, band, on == "2020-06-20")


def test_the_next_step_is_that_of_the_day(cell):
    case = confirmation(on_probation(cell))
    case.record("class", on=day("2020-04-05"), by=None, since=day("2020-04-01"))
    assert [looked_at(on)[0].step.code for on in ("2020-04-04", "2020-04-05")] == ["class", "review"]


def test_a_case_closed_later_was_under_way_before(cell):
    confirmation(on_probation(cell)).stop(on=day("2020-04-05"), reason="Xin hoãn", by=None)
    assert [len(looked_at(on)) for on in ("2020-04-04", "2020-04-05")] == [1, 0]


def test_the_most_pressing_first_without_a_deadline_last(cell):
    free = Case.objects.note(unit=cell, full_name="Lê Thị Hoa", on=day("2020-01-10"), by=None)
    pressing = confirmation(on_probation(cell))
    rows = looked_at("2020-04-01")
    assert [row.case for row in rows] == [pressing, free]
    assert [row.due and row.due.on for row in rows] == [day("2020-06-19"), None]


@pytest.mark.parametrize(("on", "listed"), [("2020-03-20", 0), ("2020-03-21", 1), ("2021-03-21", 1)])
def test_probation_is_listed_from_ninety_days_ahead_until_a_case_is_opened(cell, on, listed):
    member = on_probation(cell)
    make_member("Trần Văn Xong", unit=cell)
    ending = ending_probations(Membership.objects.on(day(on)), day(on))
    assert ending.count() == listed
    confirmation(member, on="2020-03-25")  # on the first days nobody has begun, but somebody has since
    assert ending.count() == 0


def test_who_is_to_be_confirmed_is_listed_again_once_a_case_stopped(cell):
    confirmation(on_probation(cell)).stop(on=day("2020-04-05"), reason="Xin hoãn", by=None)
    listed = [
        ending_probations(Membership.objects.on(day(on)), day(on)).count()
        for on in ("2020-04-04", "2020-04-05")
    ]
    assert listed == [0, 1]


def test_who_became_official_since_is_not_listed(cell):
    member = on_probation(cell)
    member.confirm(on=day("2020-06-19"), by=None)
    june = day("2020-06-01")
    assert not ending_probations(Membership.objects.on(june), june).exists()
