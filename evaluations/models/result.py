"""What is recorded about a result after its round was closed: of a member or of a unit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cells.rights import GRADING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required
from evaluations.models.assessment import MemberAssessment, UnitAssessment


class AboutResultQuerySet(ScopedQuerySet):
    unit_path = "round__unit__path"
    seen_by = GRADING_ROLES

    def with_subject(self):
        """Each with whom it is about."""
        return self.select_related("round__unit", "round__rules", "of_member__member", "of_unit")


class AboutResult(models.Model):
    """About one row of a round: exactly one of `of_member` and `of_unit` is named."""

    round = required("evaluations.Round", related_name="%(class)ss")
    of_member = optional(MemberAssessment, related_name="%(class)ss")
    of_unit = optional(UnitAssessment, related_name="%(class)ss")

    class Meta:
        abstract = True

    @staticmethod
    def of_one(name: str) -> models.CheckConstraint:
        """The constraint every subclass names in its Meta."""
        return models.CheckConstraint(
            name=f"{name}_of_one",
            condition=Q(of_member__isnull=False, of_unit__isnull=True)
            | Q(of_member__isnull=True, of_unit__isnull=False),
        )

    @property
    def row(self) -> MemberAssessment | UnitAssessment:
        return self.of_member or self.of_unit

    @property
    def subject(self) -> str:
        return self.row.subject


def about(row: MemberAssessment | UnitAssessment) -> dict:
    """The fields that say which row it is about."""
    return {"round": row.round, "of_unit" if row.IS_UNIT else "of_member": row}
