"""Units as a dated tree, and what happened to each."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.text import slugify

from accounts import audit
from accounts.models import User
from cells.models.decision import Decision
from cells.models.event import EventKind
from cells.models.lineage import Ancestry
from cells.models.version import CELL_KINDS, GRADING_KINDS, GRASSROOTS_KINDS, UnitKind, UnitVersion
from cells.rights import COUNTING_ROLES, RIGHTS
from cells.scoping import ScopedQuerySet, assignments_of
from common.periods import DAY, refuse_until
from common.sense import PARTY_FOUNDED_ON
from common.vietnamese import nfc, search_key

OUTSIDE = "ngoai-"  # how the codes of upper bodies outside this system begin


class UnitQuerySet(ScopedQuerySet):
    unit_path = "path"
    seen_by = COUNTING_ROLES

    def existing(self):
        return self.filter(ended_on__isnull=True)

    def standing_in(self, start: datetime.date, end: datetime.date):
        """Units that existed on at least one day from start to end."""
        ended = Q(ended_on__isnull=True) | Q(ended_on__gte=start)
        return self.filter(ended, founded_on__lte=end)

    def cells(self):
        """Cells of today."""
        return self.existing().filter(kind__in=CELL_KINDS)

    def committees(self):
        """Committees of today that keep members' records: not the upper level."""
        return self.existing().filter(kind__in=GRASSROOTS_KINDS)

    def that_grade(self):
        """Of today, with the right to decide on the grades of members or of what is below."""
        return self.existing().filter(kind__in=GRADING_KINDS)

    def allowing(self, user: User, action: str):
        """Units at which `may(user, action, unit)`: what a form offers to choose from."""
        scope = Q(pk__in=[])
        for held in assignments_of(user):
            if held.role in RIGHTS[action]:
                scope |= Q(path__startswith=held.unit.path)
        return self.filter(scope)

    @transaction.atomic
    def found(
        self,
        *,
        code: str,
        kind: UnitKind,
        name: str,
        on: datetime.date,
        parent: Unit | None = None,
        decision: Decision | None = None,
        number: int | None = None,
        place: str = "",
        by: User | None,
    ) -> Unit:
        """Found a unit on a day under a parent that exists on that day."""
        _refuse_future(on)
        if parent:
            parent = self.select_for_update().get(pk=parent.pk)
            parent.check_above("parent", on)
        unit = self.model(code=code, kind=kind, name=name, number=number, founded_on=on)
        unit.clean_fields(exclude=["path"])
        unit.save()
        unit.path = f"{parent.path if parent else ''}{unit.pk}/"
        unit.save(update_fields=["path"])
        unit.versions.create(
            kind=kind, name=name, number=number, parent=parent, place=place, starts_on=on
        )
        Ancestry.objects.inherit(unit, parent, on)
        unit.events.create(kind=EventKind.FOUNDED, effective_on=on, decision=decision)
        audit.record(by, "unit.found", unit)
        return unit

    @transaction.atomic
    def found_cells(
        self, parent: Unit, cells: Iterable[dict], *, on: datetime.date, by: User | None
    ) -> None:
        """The cells of a committee when its records begin: each with `name`, `number` and, where it is
        younger than that, `founded_on`."""
        for cell in cells:
            self.found(
                code=self.free_code(f"{parent.code} {cell['name']}"),
                kind=UnitKind.CELL,
                name=cell["name"],
                number=cell["number"],
                parent=parent,
                on=cell["founded_on"] or on,
                by=by,
            )

    def outside(self, name: str, *, by: User | None) -> Unit:
        """The upper body of that name that does not use this program: found the first time it is met.

        Nobody is assigned to it, so what stands under it is seen by nobody here.
        """
        name = nfc(name)
        known = self.filter(code__startswith=OUTSIDE, kind=UnitKind.UPPER_COMMITTEE, name=name)
        return known.first() or self.found(
            code=self.free_code(f"{OUTSIDE}{name}"),
            kind=UnitKind.UPPER_COMMITTEE,
            name=name,
            on=PARTY_FOUNDED_ON,  # the day of its real founding is not ours to know
            by=by,
        )

    def handed_over_by(self, unit: Unit):
        """Units that once stood under this one and stand outside this program now."""
        outside = Q(pk__in=[])
        for body in self.filter(code__startswith=OUTSIDE, kind=UnitKind.UPPER_COMMITTEE):
            outside |= Q(path__startswith=body.path)
        once_here = self.existing().filter(outside, ancestry__ancestor=unit)
        return once_here.exclude(path__startswith=unit.path).distinct()

    def free_code(self, text: str) -> str:
        """A code made of that text which no unit has yet."""
        code = slugify(search_key(text))[:50].strip("-") or "to-chuc"
        taken = set(self.filter(code__startswith=code).values_list("code", flat=True))
        return next(new for new in _numbered(code) if new not in taken)


class Unit(models.Model):
    """Tổ chức đảng: a committee, sub-committee or cell.

    What it is called and where it stands on a day is told by its versions. `kind`, `name`, `number`
    and `path` are copies of the version in force today: for scope, sorting and links only.
    """

    code = models.SlugField("mã", max_length=60, unique=True)
    founded_on = models.DateField("ngày thành lập")
    ended_on = models.DateField("ngày kết thúc hoạt động", null=True, blank=True)
    path = models.CharField(max_length=200, db_index=True, editable=False)
    kind = models.CharField("loại hình", max_length=24, choices=UnitKind.choices)
    name = models.CharField("tên", max_length=200)
    number = models.PositiveSmallIntegerField("số thứ tự", null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = [F("number").asc(nulls_first=True), "name"]
        verbose_name = verbose_name_plural = "tổ chức đảng"
        constraints = [
            models.CheckConstraint(
                name="unit_end_after_founding",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
                violation_error_message="Ngày kết thúc hoạt động không thể trước ngày thành lập.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_cell(self) -> bool:
        return self.kind in CELL_KINDS

    @property
    def path_ids(self) -> list[int]:
        """This unit and the units above it today, from the top."""
        return [int(part) for part in self.path.rstrip("/").split("/")]

    def version_on(self, day: datetime.date) -> UnitVersion | None:
        """Name, kind and place as on that day: what a document of that day prints."""
        return self.versions.on(day).select_related("parent").first()

    def check_above(self, field: str, day: datetime.date) -> None:
        """Refuse, at that field, unless this unit can stand above another from that day on."""
        if self.ended_on or not self.versions.on(day).exists():
            raise ValidationError(
                {field: "Tổ chức đảng này chưa có hoặc đã kết thúc hoạt động vào ngày đó."}
            )
        if self.versions.ending_from(day).filter(kind__in=CELL_KINDS).exists():
            raise ValidationError({field: "Chi bộ không có tổ chức đảng trực thuộc."})

    @transaction.atomic
    def rename(
        self,
        *,
        name: str,
        on: datetime.date,
        by: User | None,
        number: int | None = None,
        place: str | None = None,
        decision: Decision | None = None,
    ) -> None:
        """Take another name and number from that day on, and another place when one is given."""
        changes = {"name": name, "number": number, "short_name": ""}
        changes |= {} if place is None else {"place": place}
        self._open_next_version(on, **changes)
        self.events.create(kind=EventKind.RENAMED, effective_on=on, decision=decision)
        audit.record(by, "unit.rename", self, changes)

    @transaction.atomic
    def describe(self, *, by: User | None, **facts: str) -> None:
        """What papers and statistics say of the unit beside its name: place, short name, kind of host.

        No act on the organisation: it is put right in the version of today, and papers that were issued
        stay as they are.
        """
        current = self.versions.select_for_update().open().first()
        if current is None:
            raise ValidationError("Tổ chức đảng này đã kết thúc hoạt động.")
        for field, value in facts.items():
            setattr(current, field, value)
        current.save(update_fields=list(facts))
        audit.record(by, "unit.describe", self, facts)

    @transaction.atomic
    def change_kind(
        self, *, kind: UnitKind, on: datetime.date, by: User | None, decision: Decision | None = None
    ) -> None:
        """Be of another kind from that day on: a cell raised to a committee, or the other way.

        What becomes of the members is told by the restructuring that this act is a step of.
        """
        self._lock()
        if kind == self.kind:
            raise ValidationError({"kind": f"Tổ chức này đang là {self.get_kind_display()}."})
        if kind in CELL_KINDS and self._has_units_below(on):
            raise ValidationError(
                {"kind": "Chi bộ không có tổ chức đảng trực thuộc; còn tổ chức ở dưới."}
            )
        self._open_next_version(on, kind=kind)
        self.events.create(kind=EventKind.KIND_CHANGED, effective_on=on, decision=decision)
        audit.record(by, "unit.change_kind", self, ["kind"])

    @transaction.atomic
    def move(
        self, *, under: Unit, on: datetime.date, by: User | None, decision: Decision | None = None
    ) -> None:
        """Come under another unit from that day on, with everything below.

        Refused when the lineage of either changed after that day: acts come in their order.
        """
        # Two moves at once could each pass the check against circles; one at a time cannot.
        units = Unit.objects.select_for_update().order_by("pk").in_bulk()
        self.path, under = units[self.pk].path, units[under.pk]
        if under.path.startswith(self.path):
            raise ValidationError({"under": "Không thể chuyển một tổ chức về dưới chính nó."})
        under.check_above("under", on)
        if self.path_ids[-2:-1] == [under.pk]:
            raise ValidationError({"under": "Tổ chức này đang trực thuộc nơi đó."})
        self._open_next_version(on, parent=under)
        self._replace_ancestors(under, on)
        self.events.create(kind=EventKind.MOVED, effective_on=on, other=under, decision=decision)
        audit.record(by, "unit.move", self, ["parent"])

    @transaction.atomic
    def split(
        self, *, into: Unit, on: datetime.date, by: User | None, decision: Decision | None = None
    ) -> None:
        """Give a part of itself to a unit founded that same day."""
        self._lock()
        if into.founded_on != on or into == self:
            raise ValidationError({"into": "Tổ chức tách ra phải thành lập từ chính ngày này."})
        if self.ended_on or not self.versions.on(on).exists():
            raise ValidationError({"on": "Tổ chức này chưa có hoặc đã kết thúc hoạt động vào ngày đó."})
        self.events.create(kind=EventKind.SPLIT, effective_on=on, other=into, decision=decision)
        audit.record(by, "unit.split", self, ["into"])

    @transaction.atomic
    def end(
        self,
        *,
        on: datetime.date,
        how: EventKind,
        by: User | None,
        into: Unit | None = None,
        decision: Decision | None = None,
    ) -> None:
        """Be no more from that day on, dissolved or merged into another; every role at it ends too.

        Refused before the last act on it and while units stand under it. That nobody is left in it is
        the care of the restructuring that this act is a step of.
        """
        self._lock()
        self._refuse_end(on, into)
        Ancestry.objects.refuse_later_acts(self, on=on)
        if self._current_version(on).starts_on == on:
            self.versions.open().delete()
        self.versions.open().update(ends_on=on - DAY)
        Ancestry.objects.open().filter(unit=self).cut(on)
        self.ended_on = on - DAY
        self._copy(self.versions.order_by("starts_on").last(), "ended_on")
        self.end_roles(on)
        self.events.create(kind=how, effective_on=on, other=into, decision=decision)
        audit.record(by, "unit.end", self, ["ended_on"])

    def end_roles(self, on: datetime.date) -> None:
        """Nobody acts here from that day on; a role that began since then keeps its first day."""
        last = Greatest("starts_on", Value(on - DAY, output_field=models.DateField()))
        self.assignments.ending_from(on).update(ends_on=last)

    def _refuse_end(self, on: datetime.date, into: Unit | None) -> None:
        if into == self:
            raise ValidationError({"into": "Không thể sáp nhập một tổ chức với chính nó."})
        if into and (into.ended_on or not into.versions.on(on).exists()):
            raise ValidationError(
                {"into": "Tổ chức này chưa có hoặc đã kết thúc hoạt động vào ngày đó."}
            )
        _refuse_future(on)
        refuse_until(on, self.founded_on, "thành lập")
        if self._has_units_below(on):
            raise ValidationError(
                {"on": "Còn tổ chức đảng trực thuộc. Chuyển hoặc kết thúc các tổ chức đó trước."}
            )

    def _has_units_below(self, on: datetime.date) -> bool:
        return self.descent.exclude(unit=self).ending_from(on).exists()

    def _lock(self) -> None:
        """As it stands now: whoever comes second sees what the first one did."""
        self.refresh_from_db(from_queryset=Unit.objects.select_for_update())

    def _current_version(self, on: datetime.date) -> UnitVersion:
        """The open one, for an act of that day: not to come, not before the last act, not ended."""
        _refuse_future(on)
        current = self.versions.select_for_update().open().first()
        if current is None:
            raise ValidationError({"on": "Tổ chức đảng này đã kết thúc hoạt động."})
        if on < current.starts_on:
            raise ValidationError(
                {"on": f"Không thể trước lần thay đổi gần nhất ({current.starts_on:%d/%m/%Y})."}
            )
        return current

    def _open_next_version(self, on: datetime.date, **changes) -> None:
        """Several acts of one day make one version: one decision may rename and move."""
        current = self._current_version(on)
        if on > current.starts_on:
            current.ends_on = on - DAY
            current.save(update_fields=["ends_on"])
            current.pk, current.starts_on, current.ends_on = None, on, None
            current._state.adding = True
        for field, value in changes.items():
            setattr(current, field, value)
        current.save()
        self._copy(current)

    def _copy(self, version: UnitVersion, *also: str) -> None:
        self.kind, self.name, self.number = version.kind, version.name, version.number
        self.save(update_fields=["kind", "name", "number", *also])

    def _replace_ancestors(self, under: Unit, on: datetime.date) -> None:
        """Move this unit's whole subtree in the dated lineage and in today's paths."""
        Ancestry.objects.refuse_later_acts(self, under, on=on)
        old_path, new_path = self.path, f"{under.path}{self.pk}/"
        before, after = set(self.path_ids[:-1]), set(under.path_ids)
        subtree = list(Unit.objects.filter(path__startswith=old_path))
        standing = [unit for unit in subtree if unit.ended_on is None]
        Ancestry.objects.replace(standing, before=before, after=after, on=on)
        for unit in subtree:
            unit.path = new_path + unit.path.removeprefix(old_path)
        Unit.objects.bulk_update(subtree, ["path"])
        self.path = new_path


def _refuse_future(on: datetime.date) -> None:
    if on > timezone.localdate():
        raise ValidationError({"on": "Chưa đến ngày có hiệu lực."})


def _numbered(code: str) -> Iterator[str]:
    yield code
    yield from (f"{code}-{number}" for number in itertools.count(2))
