"""Tiêu biểu and bốn tốt: what a unit is marked as for a year, beside its level."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import GRADING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required
from common.periods import refuse_before, refuse_future
from evaluations.models.assessment import UnitAssessment
from evaluations.models.round import Round
from evaluations.models.rules import Level
from evaluations.models.withdrawing import Withdrawable, WithdrawableQuerySet

# From which year on an exemplary unit bears which title, the newest first: 21-HD until 2020.
TITLES = {2021: "Hoàn thành xuất sắc nhiệm vụ", 0: "Trong sạch, vững mạnh"}


def title_in(year: int) -> str:
    """The title of an exemplary unit in that year."""
    title = next(title for since, title in TITLES.items() if since <= year)
    return f"“{title}” tiêu biểu"


class MarkKind(models.TextChoices):
    EXEMPLARY = "exemplary", "Tiêu biểu"
    FOUR_GOODS = "four_goods", "Bốn tốt"


class MarkQuerySet(WithdrawableQuerySet, ScopedQuerySet):
    seen_by = GRADING_ROLES

    def standing(self):
        """What still holds: nothing that was withdrawn."""
        return self.not_withdrawn()

    def exemplary(self):
        """Recognised as exemplary; what is only proposed is not."""
        rows = self.standing().filter(kind=MarkKind.EXEMPLARY)
        return rows.filter(recognised_on__isnull=False)

    def exemplary_in(self, grading: Round) -> set[int]:
        """The units that are so for the year of that round."""
        return set(self.exemplary().filter(year=grading.year).values_list("unit", flat=True))

    def resting_on(self, row: UnitAssessment):
        """Recognitions of that year that only the highest level allows."""
        return self.exemplary().filter(unit=row.unit, year=row.round.year).select_related("unit")

    def in_round(self, grading: Round):
        """Of the units of a round for its year: kind by kind, by number."""
        rows = self.filter(year=grading.year, unit__in=grading.unit_assessments.values("unit"))
        number = F("unit__number").asc(nulls_first=True)
        return rows.select_related("unit").order_by("-kind", number, "unit__name", "id")

    @transaction.atomic
    def register(
        self, units: Iterable[Unit], *, year: int, kind: MarkKind, on: datetime.date, by: User | None
    ) -> list[Mark]:
        """These units set out to be it in that year."""
        refuse_future(on)
        if on.year > year:
            raise ValidationError({"on": f"Đăng ký của năm {year} thì không thể sau năm đó."})
        facts = {"year": year, "kind": kind, "registered_on": on}
        marks = [Mark(unit=unit, recorded_by=by, **facts) for unit in units]
        for mark in marks:
            if mark.lock_earlier():
                raise ValidationError({"units": f"{mark.unit} đã đăng ký hoặc đã được công nhận."})
            audit.add(by, "mark.register", mark)
        return marks

    @transaction.atomic
    def recognise(
        self,
        units: Iterable[Unit],
        *,
        year: int,
        kind: MarkKind,
        on: datetime.date,
        by: User | None,
        paper: str = "",
    ) -> list[Mark]:
        """They are it: bốn tốt who registered, tiêu biểu who is graded XS in a closed round."""
        refuse_future(on)
        if on.year < year:
            raise ValidationError({"on": f"Công nhận của năm {year} thì không thể trước năm đó."})
        marks = [Mark(unit=unit, year=year, kind=kind, recorded_by=by) for unit in units]
        marks = [mark.lock_earlier() or mark for mark in marks]
        for mark in marks:
            mark.refuse_recognition(on)
            audit.rewrite(by, "mark.recognise", mark, {"recognised_on": on, "paper": paper})
        return marks


class Mark(Withdrawable):
    """Tiêu biểu, bốn tốt: registered by a unit for a year, and recognised. A mistake is withdrawn."""

    unit = required(Unit, "tổ chức đảng", related_name="marks")
    year = models.PositiveSmallIntegerField("năm xét")
    kind = models.CharField("loại", max_length=12, choices=MarkKind.choices)
    registered_on = models.DateField("ngày đăng ký", null=True, blank=True)
    recognised_on = models.DateField("ngày công nhận", null=True, blank=True)
    paper = models.CharField("số quyết định", max_length=40, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = optional(User)

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ["year", "kind", "id"]
        verbose_name = verbose_name_plural = "tiêu biểu, bốn tốt"
        constraints = [
            models.UniqueConstraint(
                name="mark_once_a_year",
                fields=["unit", "year", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                violation_error_message="Tổ chức này đã đăng ký hoặc đã được công nhận.",
            ),
            models.CheckConstraint(
                name="mark_registered_before_recognised",
                condition=Q(registered_on__isnull=False, recognised_on__isnull=True)
                | Q(registered_on__isnull=False, recognised_on__gte=F("registered_on"))
                | Q(kind="exemplary", registered_on__isnull=True, recognised_on__isnull=False),
            ),
            Withdrawable.for_a_reason("mark"),
        ]

    def __str__(self):
        return f"{self.unit}: {self.get_kind_display().lower()} năm {self.year}"

    def lock_earlier(self) -> Mark | None:
        """What stands already of this unit, year and kind; a double click waits."""
        Unit.objects.select_for_update(no_key=True).get(pk=self.unit_id)
        same = {"unit": self.unit, "year": self.year, "kind": self.kind}
        return Mark.objects.standing().filter(**same).first()

    def refuse_recognition(self, on: datetime.date) -> None:
        if self.recognised_on:
            raise ValidationError({"units": f"{self.unit} đã được công nhận."})
        if self.registered_on:
            refuse_before(on, self.registered_on, f"{self.unit} đăng ký")
        elif self.kind == MarkKind.FOUR_GOODS:
            raise ValidationError({"units": f"{self.unit} chưa đăng ký bốn tốt năm {self.year}."})
        graded = UnitAssessment.objects.closed().at_level(Level.XS).filter(round__year=self.year)
        if self.kind == MarkKind.EXEMPLARY and not graded.filter(unit=self.unit).exists():
            raise ValidationError(
                {
                    "units": f"{self.unit} không được xếp loại hoàn thành xuất sắc trong đợt đã chốt "
                    f"của năm {self.year}, nên không thể là tiêu biểu."
                }
            )

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """Take back what was recorded by mistake, or does not hold any more."""
        self.refuse_withdrawn()
        self.keep_withdrawn("mark.withdraw", reason=reason, by=by)
