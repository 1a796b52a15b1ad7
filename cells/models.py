"""Where you stand: units as a dated tree, the papers behind each change, who holds which role."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.periods import DAY, Period, PeriodQuerySet
from cells.rights import COUNTING_ROLES, Role
from cells.scoping import ScopedQuerySet


class Decision(models.Model):
    """Quyết định: the paper behind a change."""

    number = models.CharField("số quyết định", max_length=40)
    signed_on = models.DateField("ngày ký")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    subject = models.CharField("trích yếu", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "quyết định"

    def __str__(self):
        return f"{self.number}, ngày {self.signed_on:%d/%m/%Y}"


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

    def cells(self):
        """Cells of today."""
        return self.existing().filter(kind__in=CELL_KINDS)

    def committees(self):
        """Committees of today that keep members' records and grade them: not the upper level."""
        return self.existing().filter(kind__in=GRASSROOTS_KINDS)

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
        if parent and not parent.versions.on(on).exists():
            raise ValidationError({"parent": "Tổ chức đảng cấp trên chưa có hoặc đã kết thúc."})
        unit = self.create(code=code, kind=kind, name=name, number=number, founded_on=on)
        unit.path = f"{parent.path if parent else ''}{unit.pk}/"
        unit.save(update_fields=["path"])
        unit.versions.create(
            kind=kind, name=name, number=number, parent=parent, place=place, starts_on=on
        )
        Ancestry.objects.bulk_create(
            Ancestry(unit=unit, ancestor_id=pk, starts_on=on) for pk in unit.path_ids
        )
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

    @transaction.atomic
    def rename(
        self,
        *,
        name: str,
        on: datetime.date,
        by: User | None,
        number: int | None = None,
        decision: Decision | None = None,
    ) -> None:
        """Take another name and number from that day on."""
        self._open_next_version(on, name=name, number=number)
        self.events.create(kind=EventKind.RENAMED, effective_on=on, decision=decision)
        audit.record(by, "unit.rename", self, ["name", "number"])

    @transaction.atomic
    def move(
        self,
        *,
        under: Unit,
        on: datetime.date,
        by: User | None,
        decision: Decision | None = None,
    ) -> None:
        """Come under another unit from that day on, with everything below."""
        if under.path.startswith(self.path):
            raise ValidationError({"under": "Không thể chuyển một tổ chức về dưới chính nó."})
        if not under.versions.on(on).exists():
            raise ValidationError({"under": "Tổ chức đảng nhận chưa có hoặc đã kết thúc."})
        self._open_next_version(on, parent=under)
        self._replace_ancestors(under, on)
        self.events.create(kind=EventKind.MOVED, effective_on=on, decision=decision)
        audit.record(by, "unit.move", self, ["parent"])

    def _open_next_version(self, on: datetime.date, **changes) -> None:
        current = self.versions.select_for_update().open().get()
        if on <= current.starts_on:
            raise ValidationError(
                {"on": f"Phải sau lần thay đổi trước ({current.starts_on:%d/%m/%Y})."}
            )
        if on > timezone.localdate():
            raise ValidationError({"on": "Chưa đến ngày có hiệu lực."})
        current.ends_on = on - DAY
        current.save(update_fields=["ends_on"])
        current.pk, current.starts_on, current.ends_on = None, on, None
        current._state.adding = True
        for field, value in changes.items():
            setattr(current, field, value)
        current.save()
        self.kind, self.name, self.number = current.kind, current.name, current.number
        self.save(update_fields=["kind", "name", "number"])

    def _replace_ancestors(self, under: Unit, on: datetime.date) -> None:
        """Move this unit's whole subtree in the dated lineage and in today's paths."""
        own = Ancestry.objects.filter(Q(unit=self) | Q(ancestor=self))
        if own.filter(Q(starts_on__gt=on) | Q(ends_on__gte=on)).exists():
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


class Ancestry(Period):
    """Who stood above whom, and when: a row for each unit and each unit above it, itself included.

    Derived from the versions by the verbs of Unit, so that "everything under this unit on that day"
    is one join, however deep the tree and however often it changed.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ancestry")
    ancestor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="descent")

    class Meta:
        constraints = [Period.in_order("ancestry_in_order")]
        indexes = [models.Index(fields=["ancestor", "unit", "starts_on"], name="ancestry_scope")]

    def __str__(self):
        return f"{self.unit_id} ⊂ {self.ancestor_id}"


class AssignmentQuerySet(PeriodQuerySet):
    def in_scope_of(self, unit: Unit):
        return self.filter(unit__path__startswith=unit.path)

    def not_over(self, day: datetime.date):
        """Rows in force on that day or later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))

    @transaction.atomic
    def assign(
        self, *, user: User, unit: Unit, role: Role, starts_on: datetime.date, by: User | None
    ) -> Assignment:
        """Give a user a role at a unit from that day on. Raises where he holds it already."""
        if starts_on < unit.founded_on:
            raise ValidationError(
                {"starts_on": f"Tổ chức đảng này thành lập ngày {unit.founded_on:%d/%m/%Y}."}
            )
        if self.filter(user=user, unit=unit, role=role).not_over(starts_on).exists():
            raise ValidationError("Tài khoản này đã có vai trò đó tại tổ chức đó vào ngày này.")
        assignment = self.create(user=user, unit=unit, role=role, starts_on=starts_on)
        audit.record(by, "assignment.assign", assignment, ["user", "unit", "role", "starts_on"])
        return assignment


class Assignment(Period):
    """Phân công: a user holds a role at a unit, and so over everything below it, for a time."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="tài khoản",
        on_delete=models.PROTECT,
        related_name="assignments",
    )
    unit = models.ForeignKey(
        Unit, verbose_name="tổ chức đảng", on_delete=models.PROTECT, related_name="assignments"
    )
    role = models.CharField("vai trò", max_length=16, choices=Role.choices)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        verbose_name = verbose_name_plural = "phân công"
        constraints = [
            Period.in_order("assignment_in_order"),
            models.UniqueConstraint(
                name="assignment_one_open",
                fields=["user", "unit", "role"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Tài khoản này đang giữ vai trò đó tại tổ chức đó.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.unit}"

    @transaction.atomic
    def end(self, *, on: datetime.date, by: User) -> None:
        """Hold the role until the end of that day and no longer.

        Nobody ends his own role of administrator: the last one would lock the office out.
        """
        current = Assignment.objects.select_for_update().get(pk=self.pk)
        if current.ends_on:
            raise ValidationError(f"Phân công này đã kết thúc ngày {current.ends_on:%d/%m/%Y}.")
        if on < current.starts_on:
            raise ValidationError(
                {"ends_on": f"Phân công này bắt đầu từ ngày {current.starts_on:%d/%m/%Y}."}
            )
        if current.user_id == by.pk and current.role == Role.ADMIN:
            raise ValidationError("Đồng chí không thể tự kết thúc vai trò quản trị của mình.")
        self.ends_on = on
        self.save(update_fields=["ends_on"])
        audit.record(by, "assignment.end", self, ["ends_on"])

    @transaction.atomic
    def withdraw(self, *, by: User) -> None:
        """Take back at once what was given by mistake: only on the first day, or before it."""
        if self.starts_on < timezone.localdate():
            raise ValidationError("Phân công đã có hiệu lực từ trước; mời kết thúc phân công này.")
        if self.user_id == by.pk and self.role == Role.ADMIN:
            raise ValidationError("Đồng chí không thể tự thu hồi vai trò quản trị của mình.")
        # Before the row goes: the event names its id.
        audit.record(by, "assignment.withdraw", self, ["user", "unit", "role", "starts_on"])
        self.delete()
