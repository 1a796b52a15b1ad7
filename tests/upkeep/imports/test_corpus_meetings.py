"""Registers of meetings as cells keep them are read as they should be; nothing wrong goes in unsaid."""

import pytest

from cells.models import UnitKind
from meetings.models import Meeting
from members.models import Office
from tests.conftest import START, found, make_member
from tests.upkeep.imports import corpus_meetings as corpus
from tests.upkeep.imports.batches import judged
from tests.upkeep.imports.measuring import is_read_well, measured
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch

SEATS = ["secretary", "deputy_secretary", "cell_committee_member"]


@pytest.fixture
def members(committee, settings, tmp_path) -> dict:
    """(cell, name) → member; the first three lead each cell."""
    settings.MEDIA_ROOT = tmp_path
    made = {}
    for number, name in corpus.CELLS.items():
        unit = found(f"to-{number}", UnitKind.CELL, name, parent=committee, number=number)
        for place, person in enumerate(corpus.ROLL):
            member = made[number, person] = make_member(person, unit=unit)
            if place < corpus.SEATS:
                facts = {"member": member, "unit": unit, "how": "elected"}
                Office.objects.take_up(kind=SEATS[place], on=START, by=None, **facts)
    return made


def known(meeting: dict, members: dict) -> None:
    cell = meeting["cell"]
    chair = members[cell, meeting["chair"]]
    Meeting.objects.take_over(
        unit=chair.current_membership().unit,
        held_on=meeting["day"],
        chair=chair,
        absent={members[cell, name].pk: told for name, told in meeting["absent"].items()},
        by=None,
        **{
            name: meeting[name]
            for name in ("kind", "topic", "content", "starts_at", "ends_at", "place")
        },
    )


def differing(line: Line, row: corpus.Row, members: dict) -> dict:
    """What would stand in the record otherwise than it should; who came to one on record stays."""
    got, want = line.values, row.stored
    names = {member.pk: name for (_, name), member in members.items()}
    missing = {names[pk]: told for pk, told in got.get("missing", {}).items()}
    if row.verdict == "changed" and "missing" not in got:
        missing = want["absent"]
    pairs = {
        "cell": (getattr(got.get("unit"), "number", None), want["cell"]),
        "day": (got.get("held_on"), want["day"]),
        "kind": (got.get("kind"), want["kind"]),
        "topic": (got.get("topic", ""), want["topic"]),
        "missing": (missing, want["absent"]),
        "place": (got.get("place", want["place"]), want["place"]),
        "chair": (str(got.get("chair", want["chair"])), want["chair"]),
    }
    for name in ("starts_at", "ends_at"):
        pairs[name] = (got.get(name, want[name]), want[name])
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def wrong(book: corpus.Book, batch: ImportBatch, members: dict) -> tuple[list, list]:
    """Rows that are not as they should be; of them those that would be stored so."""
    (lines, _), bad, silent = judged(batch), [], []
    for place, row in book.rows.items():
        line = lines.pop(place, None)
        verdict = line and str(line.verdict)
        differs = line and verdict in {"new", "changed"} and differing(line, row, members)
        if verdict != row.verdict or differs:
            notes = line and {name: cell.note for name, cell in line.cells.items() if cell.note}
            bad.append((book.name, place, row.verdict, verdict, notes, differs))
            silent += [bad[-1]] * bool(differs and not line.is_warned)
    return bad + [(book.name, place, "no row", line.raw) for place, line in lines.items()], silent


@pytest.mark.once
def test_registers_as_cells_keep_them(members, committee, office):
    def receive(book: corpus.Book) -> ImportBatch:
        for meeting in book.known:
            known(meeting, members)
        return ImportBatch.objects.receive(
            unit=committee, kind="meetings", name="so.xlsx", content=book.content, by=office
        )

    def wrong_in(book: corpus.Book, batch: ImportBatch) -> tuple[list, list]:
        return wrong(book, batch, members)

    assert is_read_well(*measured(corpus.books(), receive, wrong_in))
