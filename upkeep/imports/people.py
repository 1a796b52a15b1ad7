"""Who and which cells are known within the scope of an import; read once, then only looked up."""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from accounts.models import User
from cells.models import CELL_KINDS, Unit, UnitVersion
from common.vietnamese import plain, sort_key
from members.models import Card, Member, Membership
from upkeep.imports.values import BadValueError
from upkeep.imports.verdicts import Line

TELLING = ("record_number", "citizen_id", "card_number")  # of one person each, the surest first
NUMBERED = re.compile(r"^((?:chi bo|cb) ?(?:so )?)?0*([1-9][0-9]*)( .*|)$")
SHORT = re.compile(r"^cb ")
AT_ONCE = 500  # values in one query; SQLite takes no more than some thousands


def cell_key(written: str) -> str:
    """One spelling of CB 4, chi bộ số 4, Chi bộ 04, 04; of others what `plain` makes of it."""
    key = NUMBERED.sub(r"chi bo \2\3", plain(written))
    return SHORT.sub("chi bo ", key)


def are_apart(one: dict, other: dict) -> bool:
    """Two persons, whatever their names: a number is known of both, and is not the same."""
    known = [(one.get(name), other.get(name)) for name in TELLING]
    return any(mine and yours and mine != yours for mine, yours in known)


def _perhaps_meant(lines: Collection[Line]) -> Q:
    """Whose name, or one of whose numbers, stands in one of these rows."""
    meant = Q(sort_key__in={sort_key(line.values.get("full_name", "")) for line in lines})
    for name in TELLING:
        meant |= Q(**{f"{name}__in": {line.values[name] for line in lines if name in line.values}})
    return meant


class UnknownPersonError(BadValueError):
    """Nobody in the scope is meant."""


class Units:
    """Organisations of the scope by name, by number, by code; as called on a day, else as today."""

    def __init__(self, scope: Unit, *, only_cells: bool):
        self.scope = scope
        self.by_id: dict[int, Unit] = Unit.objects.under(scope).in_bulk()
        self.versions: dict[int, list[UnitVersion]] = defaultdict(list)
        self.by_name: dict[str, list[UnitVersion]] = defaultdict(list)
        rows = UnitVersion.objects.filter(unit__in=self.by_id).select_related("parent")
        for version in rows:
            self.versions[version.unit_id].append(version)
            if not only_cells or version.kind in CELL_KINDS:
                for spelling in self._spellings(version):
                    self.by_name[spelling].append(version)

    def _spellings(self, version: UnitVersion) -> set[str]:
        name, is_cell = cell_key(version.name), version.kind in CELL_KINDS
        spellings = {name, plain(self.by_id[version.unit_id].code)}
        if is_cell:
            spellings.add(name.removeprefix("chi bo "))
        if version.number and is_cell:
            spellings.add(f"chi bo {version.number}")
        if version.parent:
            above = plain(version.parent.name)
            spellings |= {f"{spelling} {above}" for spelling in spellings}
        return spellings

    def find(self, written: str, day: datetime.date) -> Unit:
        """The one meant. Raises BadValueError when there is none, or more than one."""
        known = self.by_name.get(cell_key(written)) or self.by_name.get(plain(written), [])
        then = {version.unit_id for version in known if version.covers(day)}
        found = then or {version.unit_id for version in known if version.ends_on is None}
        if len(found) > 1:
            raise BadValueError(
                f"Có {len(found)} tổ chức cùng tên này. Ghi thêm tên đảng bộ, hoặc ghi mã."
            )
        if not found:
            raise BadValueError("Không tìm thấy tổ chức này trong phạm vi nhập.")
        return self.by_id[found.pop()]

    def place(self, line: Line, day: datetime.date) -> None:
        """The one that the row names, or the one cell that the whole workbook is about."""
        if "unit" not in line.raw and self.scope.is_cell:
            line.values["unit"], line.written_as["unit"] = self.scope, "full_name"
        elif isinstance(written := line.values.get("unit"), str):
            try:
                line.values["unit"] = self.find(written, day)
            except BadValueError as bad:
                del line.values["unit"]
                line.error("unit", str(bad))

    def version_on(self, unit: Unit, day: datetime.date) -> UnitVersion | None:
        return next((row for row in self.versions[unit.pk] if row.covers(day)), None)


class People:
    """Members whom the user sees within the scope, by what a workbook tells them apart.

    `about`: only those whom these rows may mean, locked because the rows are to be written.
    """

    def __init__(self, scope: Unit, user: User, *, about: Collection[Line] | None = None):
        seen = Membership.objects.visible_to(user).filter(unit__path__startswith=scope.path)
        rows = Member.objects.filter(pk__in=seen.values("member")).order_by("pk")
        if about is not None:
            rows = rows.filter(_perhaps_meant(about)).select_for_update()
        self.members: dict[int, Member] = {member.pk: member for member in rows}
        self.by_number: dict[tuple[str, str], Member | None] = {}  # None: of several
        self.by_name: dict[str, list[Member]] = defaultdict(list)
        for member in self.members.values():
            self._index(member)
        those = seen.values("member") if about is None else list(self.members)
        self._read_spells(Membership.objects.permanent().filter(member__in=those))
        cards = Card.objects.filter(member__in=those)
        self.with_card = set(cards.values_list("member", flat=True))

    def _index(self, member: Member) -> None:
        for name in TELLING:
            if number := getattr(member, name):
                is_taken = (name, number) in self.by_number
                self.by_number[name, number] = None if is_taken else member
        self.by_name[sort_key(member.full_name)].append(member)

    def _read_spells(self, rows: QuerySet) -> None:
        """The permanent spell of each: the open one, else the last; and the first day of all."""
        self.spells: dict[int, Membership] = {}
        self.first_days: dict[int, datetime.date] = {}
        for spell in rows.select_related("unit").order_by("starts_on"):
            self.spells[spell.member_id] = spell
            self.first_days.setdefault(spell.member_id, spell.starts_on)

    def home(self, member: Member) -> Membership | None:
        """Where the member permanently belongs now."""
        spell = self.spells.get(member.pk)
        return spell if spell and spell.ends_on is None else None

    def find(self, values: dict) -> list[Member]:
        """By number, else by name and birth, perhaps; several are namesakes."""
        if member := self._numbered(values):
            return [member]
        named, born = self._named(values), values.get("born_on")
        same = [member for member in named if member.born == born]
        return same or [member for member in named if born and born.may_be(member.born)]

    def _numbered(self, values: dict) -> Member | None:
        asked = ((name, values.get(name)) for name in TELLING)
        return next(filter(None, map(self.by_number.get, asked)), None)

    def _named(self, values: dict) -> list[Member]:
        """Of that name, without those whom another number tells apart."""
        known = self.by_name.get(sort_key(values.get("full_name", "")), [])
        return [member for member in known if not are_apart(values, vars(member))]

    def pick(self, values: dict) -> Member:
        """The one meant by a row of offices or movements, where often only the name is written.

        Raises BadValueError when nobody is meant, or more than one.
        """
        found = self.find(values)
        if not found and "born_on" not in values:
            found = self._named(values)
        if len(found) > 1:
            raise BadValueError(f"Có {len(found)} người cùng tên này. Ghi thêm ngày sinh, số thẻ.")
        if not found:
            raise UnknownPersonError("Không tìm thấy đảng viên này trong phạm vi nhập.")
        return found[0]

    def ask_about(self, line: Line, member: Member) -> None:
        """Whoever was found by a name and by a part of the birth is perhaps somebody else."""
        if not self._numbered(line.values):
            line.ask_birth(member.born)

    def taken_elsewhere(self, name: str, numbers: Iterable[str]) -> set[str]:
        """Of these numbers those of members outside: known to be taken, not by whom."""
        wanted = [number for number in numbers if (name, number) not in self.by_number]
        found: set[str] = set()
        for start in range(0, len(wanted), AT_ONCE):
            some = {f"{name}__in": wanted[start : start + AT_ONCE]}
            found |= set(Member.objects.unmerged().filter(**some).values_list(name, flat=True))
        return found
