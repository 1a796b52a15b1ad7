"""Print figures as JSON: code → number, or → numerator, denominator and percent; targets beside them.

`targets.<code>` → what was planned and done, in percent of the plan: of every figure with a target in
force on the last day. With --code those figures alone, without targets.
"""

import json
from decimal import Decimal

from django.core.management.base import BaseCommand

from reports.figures import FIGURES, Ratio, Value, compute
from reports.management import add_scope, scope_of
from reports.reading.targets import TargetStanding, by_code


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        add_scope(parser)
        parser.add_argument("--code", action="append", choices=FIGURES, metavar="CODE")

    def handle(self, *, unit, start, end, code, **options):
        scope = scope_of(unit, start, end)
        values = compute(scope, code or FIGURES)
        figures = {name: as_json(value) for name, value in values.items()}
        if not code:
            targets = by_code(scope, values)
            figures |= {f"targets.{name}": target_as_json(one) for name, one in targets.items()}
        self.stdout.write(json.dumps(figures, indent=1, ensure_ascii=False))


def target_as_json(stands: TargetStanding) -> dict:
    done = {"planned": stands.planned, "done": stands.done, "percent": stands.percent}
    return {name: None if number is None else plain(number) for name, number in done.items()}


def plain(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def as_json(value: Value) -> int | dict | None:
    if not isinstance(value, Ratio):
        return value
    share = None if value.percent is None else float(value.percent)
    return {"numerator": value.numerator, "denominator": value.denominator, "percent": share}
