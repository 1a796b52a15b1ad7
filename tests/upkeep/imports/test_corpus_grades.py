"""Tables of grades as offices keep them are read as they should be; nothing wrong goes in unsaid."""

from collections import Counter

import pytest
from django.db import transaction

from cells.models import Unit, UnitKind
from evaluations.models import Exclusion, Grade, Round
from members.models import Member
from tests.conftest import found
from tests.upkeep.imports import corpus, corpus_grades
from tests.upkeep.imports.test_corpus import AS_GUESSED, BY_HAND, MOST_COLUMNS, judged, known
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


@pytest.fixture
def measured(cells, committee, office):
    """(rows by whether columns are chosen, wrong as guessed, wrong by hand, wrong in silence)."""
    rows, guessed, by_hand, silent = Counter(), [], [], []
    for book in corpus_grades.books():
        assert len(book.by_hand) <= MOST_COLUMNS
        with transaction.atomic():
            graded_before(book, cells)
            batch = received(committee, office, book.content)
            found = wrong(book, batch)
            rows[bool(book.by_hand)] += len(book.rows)
            silent += found[1]
            if book.by_hand:
                batch.mapping |= book.by_hand
                found = wrong(book, batch)
                silent += found[1]
            (by_hand if book.by_hand else guessed).extend(found[0])
            transaction.set_rollback(True)
    return rows, guessed, by_hand, silent


def test_tables_as_offices_keep_them(measured):
    """Those that can be guessed as guessed; the others after three columns were chosen."""
    rows, guessed, by_hand, silent = measured
    assert silent == []
    assert len(guessed) <= (1 - AS_GUESSED) * rows[False], guessed
    assert len(guessed + by_hand) <= (1 - BY_HAND) * rows.total(), by_hand
