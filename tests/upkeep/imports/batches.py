"""Workbooks brought in as the pages and a worker do it."""

from __future__ import annotations

import itertools

from cells.models import Unit
from common.models import JobState
from members.models import Member
from tests.conftest import day, make_member
from tests.upkeep.imports.workbooks import workbook
from upkeep import tasks
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch

# A member as a row of the workbook says it; the office's own words.
PERSON = {
    "Họ và tên": "Trần Thị Bình",
    "Ngày sinh": "02/10/1985",
    "Giới tính": "Nữ",
    "Trình độ": "Đại học",
    "Ngày quyết định kết nạp": "25/02/2010",
    "Ngày kết nạp": "03/03/2010",
    "Ngày chính thức": "03/03/2011",
    "Chi bộ": "Chi bộ 1",
    "Ngày về chi bộ": "01/01/2020",
}


def sheet(*rows: dict) -> bytes:
    """A workbook of these rows; the headings are their keys."""
    headings = {name: name for row in rows for name in row}
    return workbook(list(rows), headings)


def bring_in(unit, by, content: bytes, kind="members", **facts) -> ImportBatch:
    """Received and read: what the preview page shows."""
    batch = ImportBatch.objects.receive(
        unit=unit, kind=kind, name="bang.xlsx", content=content, by=by, **facts
    )
    tasks.run_import(batch.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def take_over(batch: ImportBatch, by) -> ImportBatch:
    """Asked for and done by a worker."""
    batch.request_apply(by=by)
    tasks.run_import(batch.pk)
    return ImportBatch.objects.get(pk=batch.pk)


def said(batch: ImportBatch, verdict: str) -> list[tuple[int, str, str]]:
    """(row, column, reason) of every cell with that verdict."""
    return [
        (row.number, cell[1], cell[4])
        for row in batch.rows.all()
        for cell in row.cells
        if cell[3] == verdict
    ]


def counted(batch: ImportBatch) -> dict[str, int]:
    """How many rows of each verdict, those without any left out."""
    return {verdict: count for verdict, count in batch.counts.items() if count}


# --- Workbooks of a corpus ----------------------------------------------------------------------


def known(person: dict, cells: dict[int, Unit]) -> Member:
    """Somebody of a corpus who is on record in the cell of that number."""
    names = {"cell", "full_name", "born_on"}
    facts = {name: value for name, value in person.items() if name not in names}
    return make_member(
        person["full_name"],
        unit=cells[person["cell"]],
        born_on=person["born_on"].isoformat(),
        admission_decided_on=person["admitted_on"],
        **facts,
    )


def received(committee, office, kind: str, content: bytes) -> ImportBatch:
    return ImportBatch.objects.receive(
        unit=committee,
        kind=kind,
        name="bang.xlsx",
        content=content,
        by=office,
        starts_on=day("2020-01-01"),
    )


def judged(batch: ImportBatch) -> tuple[dict[tuple[str, int], Line], list]:
    """The rows as they would be written, and what is told above them."""
    ImportBatch.objects.update(state=JobState.RUNNING)
    lines, facts = tasks.looked_through(batch)
    return {(line.page or facts["sheet"], line.number): line for line in lines}, facts["told"]


# --- A worker that is killed --------------------------------------------------------------------


class Killed(BaseException):
    """As a worker ends that is killed: nobody catches it."""


def kill_at(monkeypatch, portion: int) -> None:
    """The worker is killed as it begins with this portion, or after the last one."""
    turns, keep = itertools.count(), ImportBatch.keep_written

    def killed(*args):
        raise Killed

    def kept(batch, number, refused):
        if next(turns) == portion:
            raise Killed
        keep(batch, number, refused)

    monkeypatch.setattr(ImportBatch, "keep_written", kept)
    monkeypatch.setattr(ImportBatch, "finish", killed)
