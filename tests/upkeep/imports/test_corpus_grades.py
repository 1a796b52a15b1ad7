"""Tables of grades as offices keep them are read as they should be; nothing wrong goes in unsaid."""

import pytest

from cells.models import Unit, UnitKind
from evaluations.models import Exclusion, Grade, Round
from members.models import Member
from tests.conftest import found
from tests.upkeep.imports import corpus, corpus_grades
from tests.upkeep.imports.batches import judged, known
from tests.upkeep.imports.measuring import is_read_well, measured
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch

WRITTEN = {"new", "same"}


@pytest.fixture
def cells(committee, settings, tmp_path) -> dict[int, Unit]:
    settings.MEDIA_ROOT = tmp_path
    return {
        number: found(f"to-{number}", UnitKind.CELL, name, parent=committee, number=number)
        for number, name in corpus.CELLS.items()
    }


def received(committee, office, content: bytes) -> ImportBatch:
    facts = {"kind": "grades", "name": "bang.xlsx", "content": content, "by": office}
    return ImportBatch.objects.receive(unit=committee, **facts)


def grade_of(result: str) -> Grade:
    return Grade(exclusion=result) if result in Exclusion else Grade(result)


def graded_before(book: corpus_grades.Book, cells: dict) -> None:
    for person in book.known:
        known(person, cells)
    for person, year, result in book.graded:
        member = Member.objects.get(card_number=person["card_number"])
        facts = {"year": year, "grade": grade_of(result), "by": None}
        Round.objects.take_over(member, cells[person["cell"]], **facts)


def differing(line: Line, row: corpus_grades.Row) -> tuple | None:
    """(what would be stored, what should be) where the two are not alike."""
    if str(line.verdict) != "new":
        return None
    got = {
        year: (cell.number, one.level or one.exclusion) for year, _, cell, one in line.values["entries"]
    }
    want = {year: (row.cell, result) for year, result in row.stored.items()}
    awards = len(line.values["awards"])
    return None if (got, awards) == (want, row.awards) else ((got, awards), (want, row.awards))


def wrong(book: corpus_grades.Book, batch: ImportBatch) -> tuple[list, list]:
    """Rows that are not as they should be; of them those that would be stored as something else."""
    (lines, told), bad, silent = judged(batch), [], []
    said = sum("Dòng tổng" in text for _, text, _ in told)
    bad += [(book.name, "totals", book.wrong_totals, said)] * (said != book.wrong_totals)
    for place, row in book.rows.items():
        line = lines.pop(place, None)
        verdict, differs = line and str(line.verdict), line and differing(line, row)
        if verdict != row.verdict or differs:
            notes = line and {name: cell.note for name, cell in line.cells.items() if cell.note}
            bad.append((book.name, place, row.verdict, verdict, notes, differs))
            if verdict in WRITTEN:
                silent.append(bad[-1])
    return bad + list(lines), silent


@pytest.mark.once
def test_tables_as_offices_keep_them(cells, committee, office):
    def receive(book: corpus_grades.Book) -> ImportBatch:
        graded_before(book, cells)
        return received(committee, office, book.content)

    assert is_read_well(*measured(corpus_grades.books(), receive, wrong))
