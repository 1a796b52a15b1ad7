"""One account for each role, to look around with. For made-up data only: it prints passwords."""

import datetime

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from accounts.passwords import readable_password
from cells.models import Assignment, Unit
from cells.rights import Role
from members.models import Member

UNIT = "cdc-bac-giang"
YEAR = 2020


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Only with PARTYORG_DEMO=1: printed passwords open these accounts.")
        self.path = settings.DATA / "demo-accounts.txt"
        self.passwords = self._known_passwords()
        with transaction.atomic():
            users = [self._account(*row) for row in _cast()]
        self._keep_passwords(users)
        self._print(users)

    def _known_passwords(self) -> dict[str, str]:
        if not self.path.exists():
            return {}
        return dict(line.split() for line in self.path.read_text().splitlines())

    def _account(self, username: str, role: Role, unit: Unit) -> User:
        """The account, made or given a password where it has none that is known."""
        user = User.objects.filter(username=username).first()
        if user and username in self.passwords:
            return user
        user = user or User(username=username, full_name=f"{role.label} (dùng thử)", working_year=YEAR)
        user.set_password(self.passwords.setdefault(username, readable_password()))
        user.save()
        if not user.assignments.exists():
            Assignment.objects.assign(
                user=user, unit=unit, role=role, starts_on=unit.founded_on, by=None
            )
        if role == Role.MEMBER:
            _link_member(user, unit)
        return user

    def _keep_passwords(self, users: list[User]) -> None:
        lines = (f"{user.username} {self.passwords[user.username]}\n" for user in users)
        self.path.touch(mode=0o600)
        self.path.write_text("".join(lines))

    def _print(self, users: list[User]) -> None:
        for user in users:
            password = self.passwords[user.username]
            self.stdout.write(f"{user.username:<10} {password}   {user.assignments.first()}")


def _cast() -> list[tuple[str, Role, Unit]]:
    """User name, role and place of each account."""
    unit = Unit.objects.filter(code=UNIT).first()
    if not unit:
        raise CommandError(f"There is no unit {UNIT}; run load_case first.")
    first_cell = Unit.objects.under(unit).cells().get(number=1)
    above = Unit.objects.get(pk=unit.path_ids[0])
    return [
        ("quantri", Role.ADMIN, unit),
        ("vanphong", Role.OFFICE, unit),
        ("bithu1", Role.SECRETARY, first_cell),
        ("lanhdao", Role.LEADER, unit),
        ("kiemtra", Role.INSPECTOR, unit),
        ("captren", Role.UPPER_STAFF, above),
        ("dangvien", Role.MEMBER, first_cell),
    ]


def _link_member(user: User, cell: Unit) -> None:
    """The account is that of the first member on the cell's roll at the end of the year."""
    member = Member.objects.on_roll(cell, datetime.date(YEAR, 12, 31)).first()
    if member:
        member.user = user
        member.save(update_fields=["user"])
        user.full_name = member.full_name
        user.save(update_fields=["full_name"])
