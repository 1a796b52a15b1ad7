"""Who stood above whom on any day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from common.periods import DAY, Period, PeriodQuerySet

if TYPE_CHECKING:
    from cells.models.unit import Unit


class AncestryQuerySet(PeriodQuerySet):
    """Written by the verbs of Unit only, under their locks."""

    def inherit(self, unit: Unit, parent: Unit | None, on: datetime.date) -> None:
        """A new unit stands under whatever its parent stands under, then and in every later spell."""
        above = self.filter(unit=parent).ending_from(on) if parent else []
        rows = [
            Ancestry(
                unit=unit,
                ancestor_id=row.ancestor_id,
                starts_on=max(on, row.starts_on),
                ends_on=row.ends_on,
            )
            for row in above
        ]
        self.bulk_create([Ancestry(unit=unit, ancestor=unit, starts_on=on), *rows])

    def replace(
        self, units: Iterable[Unit], *, before: set[int], after: set[int], on: datetime.date
    ) -> None:
        """From that day on these units stand under `after` instead of `before`."""
        units = list(units)
        self.open().filter(unit__in=units, ancestor__in=before - after).cut(on)
        self.bulk_create(
            Ancestry(unit=unit, ancestor_id=pk, starts_on=on) for unit in units for pk in after - before
        )

    def cut(self, on: datetime.date) -> None:
        """End these rows the day before; one that began only on that day never was."""
        self.filter(starts_on=on).delete()
        self.update(ends_on=on - DAY)

    def refuse_later_acts(self, *units: Unit, on: datetime.date) -> None:
        """Acts come in their order: refuse when the lineage of these units changed after that day."""
        lineage = self.filter(Q(unit__in=units) | Q(ancestor=units[0]))
        if lineage.filter(Q(starts_on__gt=on) | Q(ends_on__gte=on)).exists():
            raise ValidationError({"on": "Đã có thay đổi về tổ chức sau ngày này."})


class Ancestry(Period):
    """Who stood above whom, and when: a row for each unit and each unit above it, itself included.

    Derived from the versions by the verbs of Unit, so that "everything under this unit on that day"
    is one join, however deep the tree and however often it changed.
    """

    unit = models.ForeignKey("cells.Unit", on_delete=models.PROTECT, related_name="ancestry")
    ancestor = models.ForeignKey("cells.Unit", on_delete=models.PROTECT, related_name="descent")

    objects = AncestryQuerySet.as_manager()

    class Meta:
        constraints = [Period.in_order("ancestry_in_order")]
        indexes = [models.Index(fields=["ancestor", "unit", "starts_on"], name="ancestry_scope")]

    def __str__(self):
        return f"{self.unit_id} ⊂ {self.ancestor_id}"
