"""Chương trình công tác: what a committee means to do in a year, a quarter or a month of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models.links import optional, required
from common.months import MONTHS_IN_QUARTER, QUARTERS, day_in, month_end
from common.periods import refuse_future
from common.vietnamese import nfc
from meetings.models.shared import SharedDownQuerySet
from members.models import Member


@dataclass(frozen=True)
class YearPart:
    """The whole year, a quarter or a month of it; by its code in addresses and forms."""

    code: str
    name: str
    first: datetime.date
    last: datetime.date


def parts_of(year: int) -> list[YearPart]:
    """The year, then each quarter followed by its months."""
    firsts = [datetime.date(year, month, 1) for month in range(1, 13)]
    parts = [YearPart("year", "Cả năm", firsts[0], month_end(firsts[-1]))]
    for quarter, roman in QUARTERS.items():
        months = firsts[MONTHS_IN_QUARTER * (quarter - 1) : MONTHS_IN_QUARTER * quarter]
        parts.append(YearPart(f"q{quarter}", f"Quý {roman}", months[0], month_end(months[-1])))
        parts += [YearPart(f"m{m.month}", f"Tháng {m.month}", m, month_end(m)) for m in months]
    return parts


class ProgrammeItemQuerySet(SharedDownQuerySet):
    def of_year(self, year: int):
        return self.filter(starts_on__year=year)

    def undone(self):
        return self.filter(done_on__isnull=True)

    def overdue(self, day: datetime.date):
        """Not done, and the last day for it was before `day`."""
        return self.undone().filter(due_on__lt=day)

    def in_order(self):
        """As parts_of(): the whole before its parts, then by the day it is due."""
        return self.order_by("unit__path", "starts_on", "-ends_on", "due_on", "id")

    @transaction.atomic
    def add(self, *, unit: Unit, by: User | None, **fields) -> ProgrammeItem:
        """Put one more thing on the programme."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        item = self.model(unit=unit, **fields)
        audit.add(by, "programme.add", item)
        return item

    @transaction.atomic
    def copy_year(self, *, unit: Unit, year: int, by: User | None) -> int:
        """Carry a year's programme to the next one, as not yet done; what stands there is left."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        own = self.filter(unit=unit)
        there = set(own.of_year(year + 1).values_list("text", "starts_on", "ends_on"))
        copies = [item.for_next_year() for item in own.of_year(year)]
        copies = [one for one in copies if (one.text, one.starts_on, one.ends_on) not in there]
        if not copies:
            raise ValidationError(f"Chương trình năm {year} không còn việc nào để chép sang năm sau.")
        self.bulk_create(copies)
        audit.record(by, "programme.copy_year", unit)
        return len(copies)


class ProgrammeItem(models.Model):
    """Việc trong chương trình công tác."""

    unit = required(Unit, "tổ chức đảng", related_name="programme")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    text = models.CharField("nội dung", max_length=500)
    lead_unit = optional(Unit, "đơn vị chủ trì")
    lead_member = optional(Member, "đồng chí chủ trì")
    due_on = models.DateField("hạn hoàn thành")
    done_on = models.DateField("ngày hoàn thành", null=True, blank=True, editable=False)
    result = models.CharField("kết quả", max_length=500, blank=True, editable=False)

    objects = ProgrammeItemQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "-ends_on", "due_on", "id"]
        verbose_name = verbose_name_plural = "việc trong chương trình"
        constraints = [
            models.CheckConstraint(
                name="programme_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="programme_due_in_time",
                condition=Q(due_on__gte=F("starts_on"), due_on__lte=F("ends_on")),
                violation_error_message="Hạn hoàn thành phải nằm trong thời gian đã chọn.",
            ),
            models.CheckConstraint(
                name="programme_one_lead",
                condition=Q(lead_unit__isnull=True) | Q(lead_member__isnull=True),
                violation_error_message="Chỉ chọn một đơn vị hoặc một đồng chí chủ trì.",
            ),
            models.UniqueConstraint(
                name="programme_once",
                fields=["unit", "starts_on", "ends_on", "text"],
                violation_error_message="Việc này đã có trong chương trình.",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def part(self) -> YearPart:
        """The part of the year it stands in."""
        parts = parts_of(self.starts_on.year)
        return next(p for p in parts if (p.first, p.last) == (self.starts_on, self.ends_on))

    @property
    def lead(self) -> Unit | Member | None:
        return self.lead_unit or self.lead_member

    def is_overdue_on(self, day: datetime.date) -> bool:
        return self.done_on is None and self.due_on < day

    def clean(self):
        self.text = nfc(self.text)
        errors = {}
        if self.starts_on and self.due_on and not self.starts_on <= self.due_on <= self.ends_on:
            days = f"từ {self.starts_on:%d/%m/%Y} đến {self.ends_on:%d/%m/%Y}"
            errors["due_on"] = f"Hạn phải trong thời gian đã chọn: {days}."
        if self.lead_unit and self.lead_member:
            errors["lead_member"] = "Chỉ chọn một đơn vị hoặc một đồng chí chủ trì."
        if errors:
            raise ValidationError(errors)

    def for_next_year(self) -> ProgrammeItem:
        """The same for the next year, unsaved; the 29th of February becomes the 28th."""
        part = next(p for p in parts_of(self.starts_on.year + 1) if p.code == self.part.code)
        return ProgrammeItem(
            unit=self.unit,
            text=self.text,
            starts_on=part.first,
            ends_on=part.last,
            due_on=day_in(self.due_on.replace(year=part.first.year, day=1), self.due_on.day),
            lead_unit=self.lead_unit,
            lead_member=self.lead_member,
        )

    @transaction.atomic
    def change(self, *, by: User | None, **fields) -> None:
        """Say it otherwise, as long as it is not done."""
        self._lock_undone()
        audit.rewrite(by, "programme.change", self, fields)

    @transaction.atomic
    def complete(self, *, on: datetime.date, result: str, by: User | None) -> None:
        """Say when it was done, and with which result."""
        self._lock_undone()
        refuse_future(on, "done_on")
        result = nfc(result)
        if not result:
            raise ValidationError({"result": "Ghi kết quả, dù chỉ một câu."})
        audit.change(by, "programme.complete", self, done_on=on, result=result)

    @transaction.atomic
    def reopen(self, *, by: User | None) -> None:
        """Take back a completion; the result written stays in the audit only."""
        if ProgrammeItem.objects.select_for_update().get(pk=self.pk).done_on is None:
            raise ValidationError("Việc này đang ghi là chưa hoàn thành.")
        audit.change(by, "programme.reopen", self, done_on=None, result="")

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """Take it off the programme, as long as it is not done."""
        self._lock_undone()
        audit.record(by, "programme.discard", self)
        self.delete()

    def _lock_undone(self) -> None:
        current = ProgrammeItem.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa bỏ việc này khỏi chương trình.")
        if current.done_on:
            raise ValidationError("Việc này đã ghi hoàn thành. Muốn sửa thì mở lại trước.")
