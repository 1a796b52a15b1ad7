"""Load one of the real cases with made-up people, or the present; what is there is left alone."""

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from cells.models import Unit
from demo.years import CASES, present

LOADED = CASES | {"present": present}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("name", choices=LOADED)

    @transaction.atomic
    def handle(self, *, name, **options):
        case = LOADED[name]
        if Unit.objects.filter(code=case.CODE).exists():
            self.stdout.write(f"{name}: already loaded")
            return
        case.load()
        if connection.vendor == "postgresql":
            # Of thousands of new rows the planner knows nothing yet: a figure took twenty minutes.
            connection.cursor().execute("ANALYZE")
        self.stdout.write(f"{name}: loaded, unit code {case.CODE}")
