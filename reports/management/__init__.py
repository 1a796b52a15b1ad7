"""What the commands about figures ask for."""

import datetime

from django.core.management.base import CommandError

from cells.models import Unit
from reports.figures import Scope
from reports.rules.period import wrong_period


def add_scope(parser) -> None:
    parser.add_argument("--unit", required=True, help="code of the unit")
    parser.add_argument("--from", required=True, dest="start", type=datetime.date.fromisoformat)
    parser.add_argument("--to", required=True, dest="end", type=datetime.date.fromisoformat)


def scope_of(unit: str, start: datetime.date, end: datetime.date) -> Scope:
    found = Unit.objects.filter(code=unit).first()
    if found is None:
        raise CommandError(f"no unit with the code {unit}")
    if wrong_period(start, end):
        raise CommandError("--from and --to: backwards, over 40 years, or not in 1930-2100")
    return Scope(found, start, end)
