"""A draft of 2025, an issued report, a round of 2020, and files in a folder of the test's own."""

import datetime

import pytest

from cells.models import Term
from evaluations.models import Grade, Round
from reports.documents import drafting
from reports.models import Report
from tests.conftest import make_member

YEAR = {"starts_on": datetime.date(2025, 1, 1), "ends_on": datetime.date(2025, 12, 31)}
ISSUED_ON = datetime.date(2026, 1, 12)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def term(committee):
    return Term.objects.create(unit=committee, name="2025-2030", congress_on="2025-06-10")


@pytest.fixture
def draft(committee, cell, office):
    return start(committee, by=office)


@pytest.fixture
def issued(draft, term, leader):
    issue(draft, by=leader)
    return draft


@pytest.fixture
def graded(committee, cell, second_cell):
    """A round of 2020: one XS and one T in the first cell, one T and one undecided in the second."""
    for name, unit in [("An", cell), ("Bình", cell), ("Chi", second_cell), ("Dung", second_cell)]:
        make_member(f"Nguyễn Văn {name}", unit=unit)
    grading = Round.objects.open_for(committee, year=2020, by=None)
    rows = grading.member_assessments.order_by("member__sort_key")
    levels = {row.pk: Grade(level) for row, level in zip(rows, ["xs", "t", "t"], strict=False)}
    grading.grade_members(levels, by=None)
    return grading


@pytest.fixture
def foreign_draft(foreign_cell):
    """A draft of another committee: what must never leak."""
    return start(foreign_cell.versions.get().parent, by=None)


def start(unit, *, by, kind="year-end", **period) -> Report:
    return Report.objects.start(unit=unit, kind=kind, by=by, **YEAR | period)


def drafted(unit, texts=None, **period) -> dict:
    """The document of a report that was just begun, with these texts."""
    report = start(unit, by=None, **period)
    for key, text in (texts or {}).items():
        report.write(key, text, revision=0, by=None)
    return drafting.draft(report)


def issue(report, *, by, on=ISSUED_ON) -> None:
    document = drafting.named_on(drafting.draft(report), report, on)
    report.issue(document, signer="Trần Văn Bí", title="Bí thư", issued_on=on, by=by)


def finish(report, *, by, content=b"%PDF-1.7 made") -> None:
    """The file of what the report is now, as a worker would have made it."""
    job = report.request_pdf(by=by)
    job.claim()
    job.finish(content)
    report.refresh_from_db()
