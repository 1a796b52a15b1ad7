"""The paper behind a change."""

from cells.models import Decision
from tests.conftest import day


def test_a_paper_is_filed_once(db):
    paper = Decision(number="12-QĐ/ĐU", signed_on=day("2020-02-05"), issuer="Đảng ủy")
    paper.file()
    paper.file()
    assert Decision.objects.get() == paper


def test_filing_again_does_not_write_over_the_paper(db):
    paper = Decision.objects.create(number="12-QĐ/ĐU", signed_on=day("2020-02-05"), issuer="Đảng ủy")
    paper.number = "99-QĐ/ĐU"
    paper.file()
    assert Decision.objects.get().number == "12-QĐ/ĐU"


def test_a_paper_is_named_by_number_and_day(db):
    paper = Decision(number="12-QĐ/ĐU", signed_on=day("2020-02-05"), issuer="Đảng ủy")
    assert str(paper) == "12-QĐ/ĐU, ngày 05/02/2020"
