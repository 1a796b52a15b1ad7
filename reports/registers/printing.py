"""Registers asked for as PDF: one, or that of each unit below; long ones are printed in parts."""

from collections.abc import Iterator
from functools import partial

from django.db import transaction

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Unit, UnitVersion
from cells.reading.tree import tree_order
from cells.scoping import placed_under
from papers.models import Book, PrintJob
from reports.figures import Scope
from reports.models import RegisterPrint
from reports.registers.register import Register

ROWS_AT_ONCE = 300
EACH = {"cells": "từng chi bộ", "bodies": "từng đơn vị"}


OWN = "own"  # of the unit itself; else one of the keys of `units_below`


@transaction.atomic
def ask(
    register: Register, scope: Scope, *, of: str = OWN, by: User | None, reason: str = ""
) -> PrintJob:
    """The register as PDF: of the unit one paper, or a book where it is long; or the registers of units
    below, bound in one book in their order.

    `reason`: why numbers stand in it whole; kept for good. The page asks for the right.
    """
    action = "register.unmask" if reason else "register.print"
    audit.record(by, action, scope.unit, [register.code], note=reason)
    who = {"by": by, "reason": reason}
    if of != OWN:
        units = units_below(scope)[of]
        title = f"{register.label}: {EACH[of]}"
        return _bind(register, scope, title, lambda: _of_each(register, scope, units, **who), **who)
    count = _count(register, scope)
    if count <= ROWS_AT_ONCE:
        return RegisterPrint.objects.request(by=by, **_of(register, scope, reason))
    parts = partial(_slices, register, scope, count, **who)
    return _bind(register, scope, register.label, parts, **who)


def units_below(scope: Scope) -> dict[str, list[Unit]]:
    """What a book may be bound of, as things stood on the last day of the period: "cells", all of them
    body by body; "bodies", what stands directly beneath where that is not cells alone.
    """
    then = UnitVersion.objects.on(scope.end).filter(placed_under(scope.unit, scope.end))
    versions = then.exclude(unit=scope.unit).select_related("unit").order_by(*tree_order("unit"))
    cells = [one.unit for one in versions if one.kind in CELL_KINDS]
    direct = [one.unit for one in versions if one.parent_id == scope.unit.pk]
    return {"cells": cells, "bodies": direct if set(direct) - set(cells) else []}


def _of_each(register: Register, scope: Scope, units: list[Unit], **who) -> Iterator:
    for unit in units:
        own = Scope(unit, *scope.days)
        yield from _slices(register, own, _count(register, own), named=str(unit), **who)


def _count(register: Register, scope: Scope) -> int:
    rows = register.rows(scope)
    return len(rows) if isinstance(rows, list) else rows.count()


def _of(register: Register, scope: Scope, reason: str, **slice_) -> dict:
    what = {"task": RegisterPrint.TASK, "kind": RegisterPrint.KIND, "title": register.label}
    what |= {"unit": scope.unit, "register": register.code, "reason": reason}
    return what | {"starts_on": scope.start, "ends_on": scope.end} | slice_


def _slices(
    register: Register, scope: Scope, count: int, *, by: User | None, reason: str, named: str = ""
) -> Iterator[tuple[str, PrintJob, str]]:
    """Parts of a book; the last takes what is added meanwhile."""
    firsts = range(0, max(count, 1), ROWS_AT_ONCE)
    for first in firsts:
        until = None if first == firsts[-1] else first + ROWS_AT_ONCE
        of = _of(register, scope, reason, in_book=True, first=first, until=until)
        job = RegisterPrint.objects.request(by=by, is_sent=False, **of)
        rows = f"dòng {first + 1} đến {until or count}" if len(firsts) > 1 else ""
        yield ", ".join(filter(None, [named, rows])) or register.label, job, ""


def _bind(register: Register, scope: Scope, title: str, parts, *, by: User | None, reason: str) -> Book:
    asks = RegisterPrint.right_to(reason)
    about = f"{scope.unit}, {register.time_of(scope)}"[:200]
    what = {"unit": scope.unit, "title": title[:60], "about": about, "as_on": scope.end}
    return Book.objects.bind(parts, by=by, asks=asks, **what)
