"""See whether the chain of audit events is whole, and name the first one that is not as sealed."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import AuditEvent, AuditHead
from accounts.sealing import first_fault


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument(
            "--head",
            default="",
            metavar="PLACE:SEAL",
            help="what an earlier run printed and was kept outside: it must still be on the chain",
        )

    def handle(self, *, head, **options):
        if fault := first_fault(head):
            raise CommandError(fault)
        waiting = AuditEvent.objects.filter(place=None).count()
        last = AuditHead.objects.filter(pk=1).first() or AuditHead()
        self.stdout.write(f"Whole: {last.place} events, {waiting} not sealed yet. Head: {last}")
