"""Print figures as JSON: code → number, or → numerator, denominator and percent."""

import datetime
import json

from django.core.management.base import BaseCommand, CommandError

from cells.models import Unit
from reports.figures import FIGURES, Ratio, Scope, Value, compute
from reports.rules.period import wrong_period


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--unit", required=True, help="code of the unit")
        parser.add_argument("--from", required=True, dest="start", type=datetime.date.fromisoformat)
        parser.add_argument("--to", required=True, dest="end", type=datetime.date.fromisoformat)
        parser.add_argument("--code", action="append", choices=FIGURES, metavar="CODE")

    def handle(self, *, unit, start, end, code, **options):
        found = Unit.objects.filter(code=unit).first()
        if found is None:
            raise CommandError(f"no unit with the code {unit}")
        if wrong_period(start, end):
            raise CommandError("--from and --to: backwards, over 40 years, or not in 1930-2100")
        values = compute(Scope(found, start, end), code or FIGURES)
        figures = {name: as_json(value) for name, value in values.items()}
        self.stdout.write(json.dumps(figures, indent=1, ensure_ascii=False))


def as_json(value: Value) -> int | dict | None:
    if not isinstance(value, Ratio):
        return value
    share = None if value.percent is None else float(value.percent)
    return {"numerator": value.numerator, "denominator": value.denominator, "percent": share}
