"""The strict form of a workbook, as Excel offers it under "Save as"."""

import datetime

import pytest
from openpyxl import Workbook

from tests.upkeep.imports.batches import PERSON, bring_in, counted
from tests.upkeep.imports.workbooks import saved, strict
from upkeep.imports.strict import as_usual
from upkeep.models import Verdict


def workbook() -> bytes:
    """With days in the form that only the strict one has."""
    book = Workbook(iso_dates=True)
    book.active.append([*PERSON])
    book.active.append([*(PERSON | {"Ngày sinh": datetime.date(1985, 10, 2)}).values()])
    return saved(book)


@pytest.mark.parametrize("form", [bytes, strict])
def test_a_workbook_says_the_same_in_both_forms(committee, cell, office, settings, tmp_path, form):
    settings.MEDIA_ROOT = tmp_path
    batch = bring_in(committee, office, form(workbook()))
    assert counted(batch) == {Verdict.NEW: 1}
    born = next(cell for cell in batch.rows.get().cells if cell[0] == "born_on")
    assert born == ["born_on", "B", "02/10/1985", "new", ""]


def test_a_usual_workbook_stays_as_it_is():
    content = workbook()
    assert as_usual(content) is content
