"""Asking the bodies right below for a report."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from cells.models import Term
from reports.models import ReportRequest
from tests.conftest import day
from tests.reports.conftest import YEAR, issue, start

FACTS = {"kind": "year-end", "due_on": day("2025-12-20")}


def ask(unit, **facts) -> ReportRequest:
    return ReportRequest.objects.ask(unit=unit, by=None, **YEAR | FACTS | facts)


def waiting(unit) -> list[ReportRequest]:
    return list(ReportRequest.objects.waiting_for(unit))


def test_it_is_asked_of_the_bodies_right_below(committee, cell, second_cell, foreign_cell):
    asked = ask(committee)
    assert str(asked) == "Báo cáo tổng kết năm 2025"
    each = [waiting(unit) for unit in (cell, second_cell, foreign_cell, committee)]
    assert each == [[asked], [asked], [], []]


@pytest.mark.parametrize(("moved_on", "is_asked"), [("2025-12-31", False), ("2026-01-01", True)])
def test_who_stood_there_on_the_last_day_is_asked(committee, cell, foreign_cell, moved_on, is_asked):
    ask(committee)
    elsewhere = foreign_cell.versions.get().parent
    cell.move(under=elsewhere, on=day(moved_on), by=None)
    assert bool(waiting(cell)) is is_asked


def test_a_cell_founded_after_the_period_is_not_asked(committee, cell):
    ask(committee, starts_on=day("2018-01-01"), ends_on=day("2018-12-31"))
    assert waiting(cell) == []


def test_what_is_issued_waits_no_more(committee, cell, second_cell, leader):
    asked = ask(committee)
    Term.objects.create(unit=cell, name="2025-2027", congress_on="2025-01-10")
    draft = start(cell, by=leader)
    assert waiting(cell) == [asked]
    issue(draft, by=leader)
    assert (waiting(cell), waiting(second_cell)) == ([], [asked])


def test_it_is_asked_once_for_a_period(committee, office):
    first = ask(committee)
    with pytest.raises(ValidationError, match="đã được yêu cầu"):
        ask(committee)
    first.withdraw(reason="Nhầm kỳ", by=office)
    assert ask(committee).pk != first.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"due_on": day("2024-12-31")}, "due_on"), ({"ends_on": day("2024-12-31")}, "ends_on")],
)
def test_days_make_sense(committee, wrong, field):
    with pytest.raises(ValidationError) as refused:
        ask(committee, **wrong)
    assert list(refused.value.error_dict) == [field]


def test_a_cell_asks_nobody(cell):
    with pytest.raises(ValidationError, match="không có tổ chức đảng trực thuộc"):
        ask(cell)


def test_day_and_note_are_put_right(committee, office):
    asked = ask(committee)
    asked.change(due_on=day("2025-12-25"), note="Gửi cả bản ký", by=office)
    asked.refresh_from_db()
    assert (asked.due_on, asked.note) == (day("2025-12-25"), "Gửi cả bản ký")
    assert AuditEvent.objects.filter(action="request.change", by=office).count() == 1


def test_a_withdrawn_one_is_asked_of_nobody(committee, cell, office):
    asked = ask(committee)
    with pytest.raises(ValidationError):
        asked.withdraw(reason=" ", by=office)
    asked.withdraw(reason="Nhầm kỳ", by=office)
    assert waiting(cell) == []
    with pytest.raises(ValidationError, match="đã rút"):
        asked.change(due_on=day("2025-12-25"), by=office)


@pytest.mark.parametrize(("year", "is_of_it"), [(2024, False), (2025, True), (2026, True)])
def test_it_is_of_the_years_of_its_period_and_of_its_day(committee, year, is_of_it):
    ask(committee, due_on=day("2026-01-10"))
    assert ReportRequest.objects.in_year(year).exists() is is_of_it
