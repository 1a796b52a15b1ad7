"""Who stood above whom on any day."""

from __future__ import annotations

from django.db import models

from cells.periods import Period


class Ancestry(Period):
    """Who stood above whom, and when: a row for each unit and each unit above it, itself included.

    Derived from the versions by the verbs of Unit, so that "everything under this unit on that day"
    is one join, however deep the tree and however often it changed.
    """

    unit = models.ForeignKey("cells.Unit", on_delete=models.PROTECT, related_name="ancestry")
    ancestor = models.ForeignKey("cells.Unit", on_delete=models.PROTECT, related_name="descent")

    class Meta:
        constraints = [Period.in_order("ancestry_in_order")]
        indexes = [models.Index(fields=["ancestor", "unit", "starts_on"], name="ancestry_scope")]

    def __str__(self):
        return f"{self.unit_id} ⊂ {self.ancestor_id}"
