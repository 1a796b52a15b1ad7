"""Lists of offices, movements and candidates as offices keep them are read as they should be."""

import pytest

from cases.models import Case
from cells.models import Term, Unit, UnitKind
from members.models import Member, Office
from tests.conftest import found
from tests.upkeep.imports import corpus, corpus_candidates, corpus_lists
from tests.upkeep.imports.batches import judged, known, received
from tests.upkeep.imports.corpus import BAD, TIDY, USUAL
from tests.upkeep.imports.measuring import is_read_well, measured
from upkeep.imports import telling
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch

LAYOUTS = corpus_lists.LAYOUTS | corpus_candidates.LAYOUTS


@pytest.fixture
def bodies(committee, settings, tmp_path) -> dict[int, Unit]:
    settings.MEDIA_ROOT = tmp_path
    cells = {
        number: found(f"to-{number}", UnitKind.CELL, name, parent=committee, number=number)
        for number, name in corpus.CELLS.items()
    }
    return cells | {corpus_lists.COMMITTEE: committee}


def put_on_record(what: str, facts: dict, bodies: dict) -> None:
    if what == "member":
        known(facts, bodies)
    elif what == "term":
        body, on = bodies[facts["body"]], corpus_lists.BEGAN
        Term.objects.create(unit=body, name=facts["name"], congress_on=on)
    elif what == "candidate":
        follow(facts, bodies)
    else:
        member = Member.objects.get(card_number=facts["person"]["card_number"])
        {"office": hold, "movement": move}[what](member, facts, bodies)


def hold(member: Member, facts: dict, bodies: dict) -> None:
    unit, on = bodies[facts["body"]], facts["from"]
    Office.objects.take_up(member=member, unit=unit, kind=facts["kind"], on=on, by=None)


def move(member: Member, facts: dict, bodies: dict) -> None:
    home, on, left_by = member.current_membership(), facts["on"], facts["movement"][4:]
    if facts["movement"] == "inside":
        home.transfer(to=bodies[facts["cell"]], on=on, by=None)
    else:
        home.leave(on=on, left_by=left_by, left_to=facts["place"], by=None)


def follow(facts: dict, bodies: dict) -> None:
    """Noted and gone as far as that; with the certificate of the class."""
    names = ("full_name", "sex", "schooling", "work_place")
    known = {name: facts[name] for name in names} | {"born_on": facts["born_on"]}
    unit, told = bodies[facts["cell"]], corpus_candidates.DAYS
    case = Case.objects.note(unit=unit, on=corpus_candidates.NOTED, by=None, **known)
    for code in corpus_candidates.STEPS[: facts["before"]]:
        more = {"since": told["class_since"]} if code == "class" else {}
        if code == "helpers":
            more["helpers"] = tuple(Member.objects.filter(full_name__in=facts["helpers"]))
        case.record(code, on=told[corpus_candidates.NEEDED[code][-1]], by=None, **more)
    for training in case.candidate.trainings.all():
        training.certify(number=facts["number"], issued_on=corpus_candidates.ISSUED, by=None)


def understood(line: Line) -> dict:
    """What a row is taken to say, in the words of the corpus."""
    unit, member = line.values.get("unit"), line.values.get("member", line.record)
    number = getattr(unit, "number", None) if unit is None or unit.number else corpus_lists.COMMITTEE
    name = member.full_name if isinstance(member, Member) else line.values.get("full_name")
    helpers = {helper.full_name for helper in line.values.get("helpers", ())}
    return line.values | {"member": name, "body": number, "cell": number, "helpers": helpers}


def differing(line: Line, row: corpus.Row) -> dict:
    got = understood(line)
    pairs = {name: (got.get(name) or "", want or "") for name, want in row.stored.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def wrong(book: corpus.Book, batch: ImportBatch) -> tuple[list, list]:
    """Rows that are not as they should be; of them those that would be stored so, and no column is
    named that was not read."""
    (lines, told), bad, silent = judged(batch), [], []
    is_told = any(what == telling.UNREAD for what, _, _ in told)
    for place, row in book.rows.items():
        line = lines.pop(place, None)
        verdict = line and str(line.verdict)
        differs = verdict in {"new", "changed"} and differing(line, row)
        if verdict != row.verdict or differs:
            notes = line and {name: cell.note for name, cell in line.cells.items() if cell.note}
            raw = line and line.raw
            bad.append((book.name, place, row.verdict, verdict, notes, differs, raw))
            if verdict in {"new", "changed"} and not is_told:
                silent.append(bad[-1])
    return bad + [(book.name, place, "no row") for place in lines], silent


def books(kind: str) -> list[corpus.Book]:
    return [layout(level) for layout in LAYOUTS[kind] for level in (TIDY, USUAL, BAD)]


@pytest.mark.once
@pytest.mark.parametrize("kind", LAYOUTS)
def test_lists_as_offices_keep_them(kind, bodies, committee, office):
    def receive(book: corpus.Book) -> ImportBatch:
        for what, facts in book.known:
            put_on_record(what, facts, bodies)
        return received(committee, office, kind, book.content)

    assert is_read_well(*measured(books(kind), receive, wrong))
