"""The issued reports of the units below, bound in one book."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Term
from papers.models import Book
from papers.tasks import join_book, print_issued
from tests.conftest import day
from tests.papers.reading import pages_of
from tests.reports.conftest import issue, start

BIND = reverse("reports:report_bind")
YEAR = "?unit=dang-bo&kind=year-end&start=2025-01-01&end=2025-12-31"


def issued_of(unit):
    Term.objects.create(unit=unit, name="2025-2027", congress_on=day("2025-01-10"))
    report = start(unit, by=None)
    issue(report, by=None)
    return report


@pytest.fixture
def report(cell):
    return issued_of(cell)


def test_the_page_says_who_has_issued_one(client, office, report, second_cell):
    client.force_login(office)
    context = client.get(BIND + YEAR).context
    assert [(str(unit), row) for unit, row in context["rows"]] == [
        ("Chi bộ 1", report),
        ("Chi bộ 2", None),
    ]


def test_the_button_binds_them_and_names_who_is_missing(client, office, report, second_cell):
    client.force_login(office)
    response = client.post(BIND + YEAR)
    book = Book.objects.get()
    assert response.url == reverse("reports:book_detail", args=[book.pk])
    print_issued(report.job.pk)
    join_book(book.pk)
    book = Book.objects.for_page().get()
    assert (book.state, book.asks) == ("done", "report.download")
    assert book.advice == "Không có trong tập: Chi bộ 2: Chưa ban hành báo cáo của kỳ này."
    assert "BÁO CÁO" in pages_of(book.read_pdf())[1]


def test_a_file_that_is_there_is_not_made_again(client, office, report):
    print_issued(report.job.pk)
    client.force_login(office)
    client.post(BIND + YEAR)
    assert Book.objects.get().parts.get().job == report.job


@pytest.mark.parametrize("query", [YEAR, YEAR.replace("dang-bo", "chi-bo-1"), "?unit=none"])
def test_without_an_issued_report_nothing_is_bound(client, office, cell, query):
    client.force_login(office)
    assert (client.post(BIND + query).status_code, Book.objects.count()) == (422, 0)


def test_who_may_not_take_reports_away_gets_403(client, upper_staff, report):
    client.force_login(upper_staff)
    assert client.get(BIND).status_code == 403


def test_a_unit_out_of_scope_is_none(client, office, foreign_cell):
    client.force_login(office)
    response = client.get(BIND + YEAR.replace("dang-bo", "dang-bo-khac"))
    assert list(response.context["form"].errors) == ["unit"]


def test_the_number_of_queries_does_not_grow(client, office, cell, second_cell):
    client.force_login(office)
    client.get(BIND + YEAR)
    counts = []
    for unit in (cell, second_cell):
        issued_of(unit)
        with CaptureQueriesContext(connection) as queries:
            client.get(BIND + YEAR)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
