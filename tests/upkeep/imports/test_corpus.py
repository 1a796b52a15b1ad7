"""Workbooks as offices keep them are read as they should be; nothing wrong goes in unsaid."""

import datetime

import pytest

from cells.models import Unit, UnitKind
from common.partial import PartialDay, read_partial
from members.models import Member
from tests.conftest import found
from tests.upkeep.imports import corpus
from tests.upkeep.imports.batches import judged, known, received
from tests.upkeep.imports.measuring import is_read_well, measured
from upkeep.imports import telling
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch, Verdict

DAYS = ("born_on", "admitted_on", "official_on")


@pytest.fixture
def cells(committee, settings, tmp_path) -> dict[int, Unit]:
    settings.MEDIA_ROOT = tmp_path
    return {
        number: found(f"to-{number}", UnitKind.CELL, name, parent=committee, number=number)
        for number, name in corpus.CELLS.items()
    }


def differing(line: Line, row: corpus.Row) -> dict:
    """What would stand in the record otherwise than it should; of somebody known what is not
    understood changes nothing."""
    understood = line.values | {"cell": getattr(line.values.get("unit"), "number", None)}
    if line.act == Verdict.NEW and line.record:
        of_record = {name: Member._meta.get_field(name) for name in row.stored if name != "cell"}
        understood |= {name: f.value_from_object(line.record) for name, f in of_record.items()}
    pairs = {name: (understood.get(name) or "", want) for name, want in wanted(row).items()}
    return {
        name: (got, want)
        for name, (got, want) in pairs.items()
        if got != want and (got or line.act == Verdict.NEW)
    }


def wanted(row: corpus.Row) -> dict:
    return row.stored | {name: as_known(row.stored[name]) for name in DAYS if row.stored.get(name)}


def as_known(day: datetime.date | str) -> PartialDay:
    return PartialDay(day) if isinstance(day, datetime.date) else read_partial(day)


def wrong(book: corpus.Book, batch: ImportBatch) -> tuple[list, list]:
    """Rows that are not as they should be; of them those that would be stored without a warning."""
    (lines, told), bad, silent = judged(batch), [], []
    is_told = any(text == telling.TURNED for _, text, _ in told)
    for place, row in book.rows.items():
        line = lines.pop(place, None)
        if row.verdict == corpus.TURNED:
            if not (line and (line.is_warned or is_told)):
                silent.append((book.name, place, row))
            continue
        verdict = line and str(line.verdict)
        differs = line and differing(line, row)
        if verdict != row.verdict or (differs and verdict in {"new", "changed"}):
            notes = line and {name: cell.note for name, cell in line.cells.items() if cell.note}
            bad.append((book.name, place, row.verdict, verdict, notes, differs))
            if differs and verdict in {"new", "changed"}:
                silent.append(bad[-1])
    return bad + list(lines), silent


@pytest.mark.once
def test_workbooks_as_offices_keep_them(cells, committee, office):
    def receive(book: corpus.Book) -> ImportBatch:
        for person in book.known:
            known(person, cells)
        return received(committee, office, "members", book.content)

    assert is_read_well(*measured(corpus.books(), receive, wrong))
