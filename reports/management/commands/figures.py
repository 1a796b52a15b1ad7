"""Print figures as JSON: code → number, or → numerator, denominator and percent."""

import json

from django.core.management.base import BaseCommand

from reports.figures import FIGURES, Ratio, Value, compute
from reports.management import add_scope, scope_of


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        add_scope(parser)
        parser.add_argument("--code", action="append", choices=FIGURES, metavar="CODE")

    def handle(self, *, unit, start, end, code, **options):
        values = compute(scope_of(unit, start, end), code or FIGURES)
        figures = {name: as_json(value) for name, value in values.items()}
        self.stdout.write(json.dumps(figures, indent=1, ensure_ascii=False))


def as_json(value: Value) -> int | dict | None:
    if not isinstance(value, Ratio):
        return value
    share = None if value.percent is None else float(value.percent)
    return {"numerator": value.numerator, "denominator": value.denominator, "percent": share}
