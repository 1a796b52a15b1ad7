"""Who stood above whom on any day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import models
from django.db.models import Count, Q

from cells.periods import Period, PeriodQuerySet


class AncestryQuerySet(PeriodQuerySet):
    def roll_sizes(self, units: Iterable[int], day: datetime.date) -> dict[int, int]:
        """Unit id → members on its roll that day, with everything below it; one query for all.

        The roll is what Membership.objects.on_roll says, asked from below through the relation that
        members gives to Unit; a test keeps the two equal.
        """
        spell = "unit__memberships"
        lasts = Q(**{f"{spell}__ends_on__isnull": True}) | Q(**{f"{spell}__ends_on__gte": day})
        begun = {f"{spell}__kind": "permanent", f"{spell}__starts_on__lte": day}
        rows = self.on(day).filter(lasts, ancestor__in=units, **begun)
        sizes = dict(rows.values_list("ancestor").annotate(Count("pk")))
        return {unit: sizes.get(unit, 0) for unit in units}


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
