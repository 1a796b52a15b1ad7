"""The first account: a system administrator with a one-time password, at a unit that may be new."""

import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from cells.models import Assignment, Unit, UnitKind
from cells.rights import Role


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("username", help="small letters without marks, digits, dots, hyphens")
        parser.add_argument("--name", help="full name; the user name when left out")
        unit = parser.add_mutually_exclusive_group(required=True)
        unit.add_argument("--unit", metavar="CODE", help="an existing unit")
        unit.add_argument(
            "--found",
            nargs=3,
            metavar=("CODE", "NAME", "DAY"),
            help="found the first unit: its code, its name, the day of founding as 2019-01-31",
        )
        parser.add_argument(
            "--kind",
            choices=UnitKind.values,
            default=UnitKind.GRASSROOTS_COMMITTEE,
            help="kind of the unit that is founded (default: %(default)s)",
        )

    @transaction.atomic
    def handle(self, *, username, name, unit, found, kind, **options):
        try:
            place = self._found(kind, *found) if found else Unit.objects.get(code=unit)
            user, password = User.objects.create_account(
                username=username, full_name=name or username, by=None
            )
            Assignment.objects.assign(
                user=user, unit=place, role=Role.ADMIN, starts_on=place.founded_on, by=None
            )
        except Unit.DoesNotExist:
            raise CommandError(f"There is no unit {unit!r}; found it with --found.") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"One-time password of {username}, shown only now: {password}")

    def _found(self, kind, code, name, day):
        if Unit.objects.exists():
            raise CommandError("There are units already; name one with --unit.")
        try:
            founded_on = datetime.date.fromisoformat(day)
        except ValueError:
            raise CommandError(f"{day!r} is not a day such as 2019-01-31.") from None
        return Unit.objects.found(code=code, kind=kind, name=name, on=founded_on, by=None)
