"""Chỉ tiêu: what a unit means to reach in a year or a term, and what of it its cells were given."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Count, F, Q, Sum

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import COUNTING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required, who_did
from common.periods import Period, PeriodQuerySet, refuse_future
from common.vietnamese import nfc
from scoring.rules.marking import points_text

ONCE = "Chỉ tiêu này của kỳ này đã có."
# What the targets that were handed down have in common with the one above.
SHARED = ("code", "name", "measure", "starts_on", "ends_on", "direction", "source")


class Direction(models.TextChoices):
    AT_LEAST = "at_least", "đạt khi từ mức này trở lên"
    AT_MOST = "at_most", "đạt khi không vượt quá mức này"


class TargetQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = COUNTING_ROLES

    def in_order(self):
        """As the resolution lists them; of each year or term together, the longest first."""
        return self.order_by("starts_on", "-ends_on", "position", "id")

    def counted_over(self, start: datetime.date, end: datetime.date):
        """Those of figures that are counted over these very days, if looked at on the last of them."""
        return self.filter(starts_on=start).on(end).exclude(code="").in_order()

    def with_handed_down(self):
        """With what was given to units below: `given` together, to `given_to` of them."""
        return self.annotate(given=Sum("handed_down__plan"), given_to=Count("handed_down"))

    @transaction.atomic
    def set(self, *, unit: Unit, by: User | None, **facts) -> Target:
        """Set one more target; it stands after those of its period."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        same = self.filter(unit=unit, starts_on=facts["starts_on"], ends_on=facts["ends_on"])
        last = same.aggregate(last=models.Max("position"))["last"] or 0
        target = self.model(unit=unit, **{"position": last + 1} | facts)
        audit.add(by, "target.set", target)
        return target


class Target(Period):
    """Chỉ tiêu: of a figure of the catalogue, by its code, or of something that no record counts.

    Numbers are in `measure`; those of a share in percent. `code` "" is a free indicator, whose results
    are typed. Without a least or a most number the planned one is both.
    """

    ends_on = models.DateField("đến hết ngày")
    unit = required(Unit, "tổ chức đảng", related_name="targets")
    code = models.CharField("số liệu", max_length=60, blank=True)
    name = models.CharField("chỉ tiêu", max_length=300)
    measure = models.CharField("đơn vị tính", max_length=40)
    minimum = models.DecimalField(
        "mức tối thiểu", max_digits=12, decimal_places=2, null=True, blank=True
    )
    plan = models.DecimalField(
        "kế hoạch", max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    maximum = models.DecimalField("mức tối đa", max_digits=12, decimal_places=2, null=True, blank=True)
    direction = models.CharField(
        "cách đánh giá", max_length=10, choices=Direction.choices, default=Direction.AT_LEAST
    )
    source = models.CharField("theo văn bản", max_length=200, blank=True)
    # Of the unit above; gone when that one is.
    handed_down_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="handed_down"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "position", "id"]
        verbose_name = verbose_name_plural = "chỉ tiêu"
        constraints = [
            Period.in_order("target_in_order"),
            models.UniqueConstraint(
                name="target_of_figure_once",
                fields=["unit", "code", "starts_on", "ends_on"],
                condition=~Q(code=""),
                violation_error_message=ONCE,
            ),
            models.UniqueConstraint(
                name="target_of_name_once",
                fields=["unit", "name", "starts_on", "ends_on"],
                condition=Q(code=""),
                violation_error_message=ONCE,
            ),
            models.CheckConstraint(
                name="target_numbers_in_order",
                condition=(Q(minimum__isnull=True) | Q(minimum__gte=0, minimum__lte=F("plan")))
                & (Q(maximum__isnull=True) | Q(maximum__gte=F("plan"))),
                violation_error_message="Mức tối thiểu, kế hoạch, mức tối đa phải tăng dần.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_free(self) -> bool:
        """Whether no record counts it."""
        return not self.code

    @property
    def at_most(self) -> bool:
        return self.direction == Direction.AT_MOST

    @property
    def period(self) -> str:
        """In words: the year, or from day to day."""
        first, last = self.starts_on, self.ends_on
        is_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if is_year and first.year == last.year:
            return f"năm {first.year}"
        return f"từ {first:%d/%m/%Y} đến hết {last:%d/%m/%Y}"

    def clean(self):
        self.name, self.measure, self.source = nfc(self.name), nfc(self.measure), nfc(self.source)
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "Ngày kết thúc không được trước ngày bắt đầu."})
        if self.plan is None:
            return
        if self.minimum is not None and not 0 <= self.minimum <= self.plan:
            raise ValidationError({"minimum": "Mức tối thiểu từ 0 đến không quá kế hoạch."})
        if self.maximum is not None and self.maximum < self.plan:
            raise ValidationError({"maximum": "Mức tối đa không được thấp hơn kế hoạch."})

    @transaction.atomic
    def change(self, *, by: User | None, **facts) -> None:
        """Put it otherwise; what was handed down of it follows in all but its numbers."""
        self._lock()
        self._refuse_from_above()
        audit.rewrite(by, "target.change", self, facts)
        self._refuse_results_outside()
        shared = {name: facts[name] for name in SHARED if name in facts}
        for below in self.handed_down.all():
            audit.rewrite(by, "target.change", below, shared)
            below._refuse_results_outside()

    @transaction.atomic
    def hand_down(self, numbers: Mapping[Unit, Decimal | None], *, by: User | None) -> None:
        """Give each of these units its number; None takes it back.

        Refused, at the name of its unit's code, where it has one of its own for this period, or results
        of what is taken back. That the sum is less than the plan is told, never refused.
        """
        self._lock()
        units = {unit.pk: unit for unit in numbers}
        list(Unit.objects.select_for_update().filter(pk__in=units).order_by("pk"))
        there = {one.unit_id: one for one in self.handed_down.all()}
        errors = {}
        for unit, number in numbers.items():
            try:
                self._give(unit, there.get(unit.pk), number, by)
            except ValidationError as error:
                errors[unit.code] = error.messages
        if errors:
            raise ValidationError(errors)
        audit.record(by, "target.hand_down", self)

    def _give(self, unit: Unit, given: Target | None, number: Decimal | None, by: User | None) -> None:
        if number is None:
            if given:
                given._drop("", by)
        elif given is None:
            shared = {name: getattr(self, name) for name in (*SHARED, "position")}
            below = Target(unit=unit, plan=number, handed_down_from=self, **shared)
            audit.add(by, "target.set", below)
        elif given.plan != number:
            audit.rewrite(
                by, "target.change", given, {"plan": number, "minimum": None, "maximum": None}
            )

    @transaction.atomic
    def record_result(
        self, *, on: datetime.date, value: Decimal, note: str = "", by: User | None
    ) -> TargetResult:
        """Write down what was done by that day of what no record counts; of the same day, once more."""
        self._lock()
        if not self.is_free:
            raise ValidationError("Chỉ tiêu này được tính từ dữ liệu đã ghi, không nhập kết quả.")
        refuse_future(on)
        if not self.covers(on):
            raise ValidationError({"on": f"Ngày phải trong kỳ của chỉ tiêu: {self.period}."})
        result = self.results.filter(on=on).first() or TargetResult(target=self, on=on)
        facts = {"value": value, "note": nfc(note), "recorded_by": by}
        audit.rewrite(by, "target.record_result", result, facts)
        return result

    @transaction.atomic
    def remove(self, *, reason: str, by: User | None) -> None:
        """Take it away, what was handed down of it, and the results; the log keeps the reason."""
        self._lock()
        self._refuse_from_above()
        reason = nfc(reason)
        if not reason:
            raise ValidationError({"reason": "Ghi rõ lý do."})
        for below in self.handed_down.all():
            below._delete(reason, by)
        self._delete(reason, by)

    def _drop(self, reason: str, by: User | None) -> None:
        """Taken back by who handed it down; not with results that somebody else has written."""
        if self.results.exists() or self.handed_down.exists():
            raise ValidationError("Đơn vị này đã ghi kết quả hoặc đã giao tiếp, không bỏ được.")
        self._delete(reason, by)

    def _delete(self, reason: str, by: User | None) -> None:
        for below in self.handed_down.all():
            below._delete(reason, by)
        self.results.all().delete()
        audit.record(by, "target.remove", self, note=reason)
        self.delete()

    def _refuse_from_above(self) -> None:
        if self.handed_down_from_id:
            raise ValidationError("Chỉ tiêu do cấp trên giao: cấp trên sửa tại trang giao chỉ tiêu.")

    def _refuse_results_outside(self) -> None:
        outside = self.results.exclude(on__range=(self.starts_on, self.ends_on))
        if outside.exists() or (self.code and self.results.exists()):
            raise ValidationError(
                "Đã ghi kết quả của chỉ tiêu này; xóa kết quả trước khi đổi kỳ hoặc số liệu."
            )

    def _lock(self) -> None:
        """One act on the targets of a unit at a time."""
        Unit.objects.select_for_update().get(pk=self.unit_id)
        if not Target.objects.select_for_update(of=("self",)).filter(pk=self.pk).exists():
            raise ValidationError("Chỉ tiêu này vừa được bỏ.")


class TargetResultQuerySet(ScopedQuerySet):
    unit_path = "target__unit__path"
    seen_by = COUNTING_ROLES

    def of(self, target: Target):
        """Its own, and those of what was handed down of it."""
        return self.filter(Q(target=target) | Q(target__handed_down_from=target))


class TargetResult(models.Model):
    """Kết quả: what was done of a free indicator by a day, as somebody typed it."""

    target = required(Target, related_name="results")
    on = models.DateField("tính đến ngày")
    value = models.DecimalField(
        "thực hiện", max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    note = models.CharField("nguồn số liệu", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now=True)
    recorded_by = who_did()

    objects = TargetResultQuerySet.as_manager()

    class Meta:
        ordering = ["-on"]
        verbose_name = verbose_name_plural = "kết quả thực hiện chỉ tiêu"
        constraints = [models.UniqueConstraint(name="targetresult_once_a_day", fields=["target", "on"])]

    def __str__(self):
        return f"{self.target}, {self.on:%d/%m/%Y}: {self.value}"

    @property
    def unit(self) -> Unit:
        return self.target.unit

    @property
    def said(self) -> str:
        """The number as people write it."""
        return points_text(self.value)

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Take back what was typed by mistake; the one before it counts again."""
        self.target._lock()
        if not TargetResult.objects.filter(pk=self.pk).exists():
            raise ValidationError("Kết quả này vừa được xóa.")
        audit.record(by, "target.withdraw_result", self, ["on", "value"])
        self.delete()
