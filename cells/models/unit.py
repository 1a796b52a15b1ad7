"""Units as a dated tree, and what happened to each."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models.decision import Decision
from cells.models.lineage import Ancestry
from cells.periods import DAY, Period, PeriodQuerySet
from cells.rights import COUNTING_ROLES, RIGHTS
from cells.scoping import ScopedQuerySet, assignments_of


class UnitKind(models.TextChoices):
    UPPER_COMMITTEE = "upper_committee", "đảng bộ cấp trên trực tiếp cơ sở"
    GRASSROOTS_COMMITTEE = "grassroots_committee", "đảng bộ cơ sở"
    SUBCOMMITTEE = "subcommittee", "đảng bộ bộ phận"
    CELL = "cell", "chi bộ trực thuộc"
    GRASSROOTS_CELL = "grassroots_cell", "chi bộ cơ sở"


CELL_KINDS = [UnitKind.CELL, UnitKind.GRASSROOTS_CELL]
COMMITTEE_KINDS = [UnitKind.UPPER_COMMITTEE, UnitKind.GRASSROOTS_COMMITTEE, UnitKind.SUBCOMMITTEE]
GRASSROOTS_KINDS = [UnitKind.GRASSROOTS_COMMITTEE, UnitKind.GRASSROOTS_CELL]


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
        """Committees of today that keep members' records and grade them: not the upper level."""
        return self.existing().filter(kind__in=GRASSROOTS_KINDS)

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
        unit._inherit_ancestors(parent, on)
        unit.events.create(kind=EventKind.FOUNDED, effective_on=on, decision=decision)
        audit.record(by, "unit.found", unit)
        return unit


class Unit(models.Model):
    """Tổ chức đảng: a committee, sub-committee or cell.

    What it is called and where it stands on a day is told by its versions. `kind`, `name`, `number`
    and `path` are copies of the version in force today: for scope, sorting and links only.
    """

    code = models.SlugField("mã", max_length=60, unique=True)
    founded_on = models.DateField("ngày thành lập")
    ended_on = models.DateField("ngày cuối cùng", null=True, blank=True)
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
                violation_error_message="Tổ chức đảng không thể kết thúc trước ngày thành lập.",
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
        """Refuse, at that field, unless this unit can stand above another on that day."""
        version = self.versions.on(day).first()
        if version is None:
            raise ValidationError({field: "Tổ chức đảng này chưa có hoặc đã kết thúc vào ngày đó."})
        if version.kind in CELL_KINDS:
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
        changes = {"name": name, "number": number} | ({} if place is None else {"place": place})
        self._open_next_version(on, **changes)
        self.events.create(kind=EventKind.RENAMED, effective_on=on, decision=decision)
        audit.record(by, "unit.rename", self, changes)

    @transaction.atomic
    def move(
        self,
        *,
        under: Unit,
        on: datetime.date,
        by: User | None,
        decision: Decision | None = None,
    ) -> None:
        """Come under another unit from that day on, with everything below.

        Refused when the lineage of either changed on that day or later: acts come in their order.
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
        self.events.create(kind=EventKind.MOVED, effective_on=on, decision=decision)
        audit.record(by, "unit.move", self, ["parent"])

    def _open_next_version(self, on: datetime.date, **changes) -> None:
        _refuse_future(on)
        current = self.versions.select_for_update().open().get()
        if on <= current.starts_on:
            raise ValidationError(
                {"on": f"Phải sau lần thay đổi trước ({current.starts_on:%d/%m/%Y})."}
            )
        current.ends_on = on - DAY
        current.save(update_fields=["ends_on"])
        current.pk, current.starts_on, current.ends_on = None, on, None
        current._state.adding = True
        for field, value in changes.items():
            setattr(current, field, value)
        current.save()
        self.kind, self.name, self.number = current.kind, current.name, current.number
        self.save(update_fields=["kind", "name", "number"])

    def _inherit_ancestors(self, parent: Unit | None, on: datetime.date) -> None:
        """A new unit stands under whatever its parent stands under, then and in every later spell."""
        above = Ancestry.objects.filter(unit=parent).ending_from(on) if parent else []
        Ancestry.objects.bulk_create(
            [Ancestry(unit=self, ancestor=self, starts_on=on)]
            + [
                Ancestry(
                    unit=self,
                    ancestor_id=row.ancestor_id,
                    starts_on=max(on, row.starts_on),
                    ends_on=row.ends_on,
                )
                for row in above
            ]
        )

    def _replace_ancestors(self, under: Unit, on: datetime.date) -> None:
        """Move this unit's whole subtree in the dated lineage and in today's paths."""
        lineage = Ancestry.objects.filter(Q(unit__in=[self, under]) | Q(ancestor=self))
        if lineage.filter(Q(starts_on__gt=on) | Q(ends_on__gte=on)).exists():
            raise ValidationError({"on": "Đã có thay đổi về tổ chức sau ngày này."})
        old_path, new_path = self.path, f"{under.path}{self.pk}/"
        before, after = set(self.path_ids[:-1]), set(under.path_ids)
        subtree = list(Unit.objects.filter(path__startswith=old_path))
        lost = Ancestry.objects.open().filter(unit__in=subtree, ancestor__in=before - after)
        lost.filter(starts_on=on).delete()
        lost.update(ends_on=on - DAY)
        Ancestry.objects.bulk_create(
            Ancestry(unit=unit, ancestor_id=pk, starts_on=on)
            for unit in subtree
            for pk in after - before
        )
        for unit in subtree:
            unit.path = new_path + unit.path.removeprefix(old_path)
        Unit.objects.bulk_update(subtree, ["path"])
        self.path = new_path


def _refuse_future(on: datetime.date) -> None:
    if on > timezone.localdate():
        raise ValidationError({"on": "Chưa đến ngày có hiệu lực."})


class UnitVersionQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = COUNTING_ROLES


class UnitVersion(Period):
    """Tên, loại hình và vị trí của một tổ chức đảng trong một khoảng thời gian."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    kind = models.CharField("loại hình", max_length=24, choices=UnitKind.choices)
    name = models.CharField("tên", max_length=200)
    number = models.PositiveSmallIntegerField("số thứ tự", null=True, blank=True)
    parent = models.ForeignKey(
        Unit,
        verbose_name="tổ chức đảng cấp trên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    place = models.CharField("địa danh trên văn bản", max_length=60, blank=True)

    objects = UnitVersionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        verbose_name = verbose_name_plural = "tên và vị trí của tổ chức đảng"
        constraints = [
            Period.in_order("unitversion_in_order"),
            models.UniqueConstraint(
                name="unitversion_one_open", fields=["unit"], condition=Q(ends_on__isnull=True)
            ),
            models.CheckConstraint(
                name="unitversion_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")),
                violation_error_message="Một tổ chức không thể là cấp trên của chính nó.",
            ),
        ]

    def __str__(self):
        return self.name


class EventKind(models.TextChoices):
    FOUNDED = "founded", "thành lập"
    RENAMED = "renamed", "đổi tên"
    MOVED = "moved", "chuyển về trực thuộc tổ chức khác"


class UnitEvent(models.Model):
    """Việc về tổ chức: founding, renaming, moving, each with the decision behind it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("việc", max_length=20, choices=EventKind.choices)
    effective_on = models.DateField("có hiệu lực từ")
    decision = models.ForeignKey(
        Decision, verbose_name="quyết định", null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["effective_on", "id"]
        verbose_name = verbose_name_plural = "việc về tổ chức"

    def __str__(self):
        return f"{self.get_kind_display()}: {self.unit}"
