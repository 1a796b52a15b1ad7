"""One account for each role, to look around with. For made-up data only: it prints passwords."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from accounts.passwords import readable_password
from cells.models import Assignment, Unit
from cells.rights import Role
from common.days import usual_day
from demo.years import cdc_bac_giang_2020, present
from members.models import Member

YEAR = 2020


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Only with PARTYORG_DEMO=1: printed passwords open these accounts.")
        self.path = settings.DATA / "demo-accounts.txt"
        self.passwords = self._known_passwords()
        with transaction.atomic():
            users = [self._account(*row) for row in [*_cast(), *_present_cast()]]
        self._keep_passwords(users)
        self._print(users)

    def _known_passwords(self) -> dict[str, str]:
        if not self.path.exists():
            return {}
        return dict(line.split() for line in self.path.read_text().splitlines())

    def _account(self, username: str, role: Role, unit: Unit, year: int | None) -> User:
        """The account, made or given a password where it has none that is known."""
        user = User.objects.filter(username=username).first()
        if user and username in self.passwords:
            return user
        user = user or User(username=username, full_name=f"{role.label} (dùng thử)", working_year=year)
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
            self.stdout.write(f"{user.username:<13} {password}   {user.assignments.first()}")


def _cast() -> list[tuple[str, Role, Unit, int | None]]:
    """User name, role, place and working year of each account of the real year."""
    code = cdc_bac_giang_2020.CODE
    unit = Unit.objects.filter(code=code).first()
    if not unit:
        raise CommandError(f"There is no unit {code}; run load_case first.")
    first_cell = Unit.objects.under(unit).cells().get(number=1)
    above = Unit.objects.get(pk=unit.path_ids[0])
    return [
        ("quantri", Role.ADMIN, unit, YEAR),
        ("vanphong", Role.OFFICE, unit, YEAR),
        ("bithu1", Role.SECRETARY, first_cell, YEAR),
        ("lanhdao", Role.LEADER, unit, YEAR),
        ("kiemtra", Role.INSPECTOR, unit, YEAR),
        ("captren", Role.UPPER_STAFF, above, YEAR),
        ("dangvien", Role.MEMBER, first_cell, YEAR),
    ]


def _present_cast() -> list[tuple[str, Role, Unit, int | None]]:
    """The same of the committee whose records run up to today, where it was loaded."""
    unit = Unit.objects.filter(code=present.CODE).first()
    if not unit:
        return []
    first_cell = Unit.objects.under(unit).cells().get(number=1)
    return [
        ("vanphong.nay", Role.OFFICE, unit, None),
        ("bithu.nay", Role.SECRETARY, first_cell, None),
        ("lanhdao.nay", Role.LEADER, unit, None),
        ("dangvien.nay", Role.MEMBER, first_cell, None),
    ]


def _link_member(user: User, cell: Unit) -> None:
    """The account is that of the first member on the cell's roll at the end of its working year."""
    member = Member.objects.on_roll(cell, usual_day(user)).first()
    if member:
        member.user = user
        member.save(update_fields=["user"])
        user.full_name = member.full_name
        user.save(update_fields=["full_name"])
