"""What is recorded about a result after its round was closed: of a member, a unit or a collective."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from cells.rights import GRADING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required
from evaluations.models.assessment import MemberAssessment, UnitAssessment
from evaluations.models.collective import Collective

Result = MemberAssessment | UnitAssessment | Collective
ABOUT = ("of_member", "of_unit", "of_collective")


class AboutResultQuerySet(ScopedQuerySet):
    unit_path = "round__unit__path"
    seen_by = GRADING_ROLES

    def with_subject(self):
        """Each with whom it is about."""
        rows = self.select_related("round__unit", "round__rules")
        return rows.select_related("of_member__member", "of_unit", "of_collective__unit")


class AboutResult(models.Model):
    """About one row of a round: exactly one of those in ABOUT is named."""

    round = required("evaluations.Round", related_name="%(class)ss")
    of_member = optional(MemberAssessment, related_name="%(class)ss")
    of_unit = optional(UnitAssessment, related_name="%(class)ss")
    of_collective = optional(Collective, related_name="%(class)ss")

    class Meta:
        abstract = True

    @staticmethod
    def of_one(name: str) -> models.CheckConstraint:
        """The constraint every subclass names in its Meta."""
        only = (Q(**{f"{other}__isnull": other != one for other in ABOUT}) for one in ABOUT)
        return models.CheckConstraint(name=f"{name}_of_one", condition=reduce(or_, only))

    @property
    def row(self) -> Result:
        return self.of_member or self.of_unit or self.of_collective

    @property
    def subject(self) -> str:
        return self.row.subject


def about(row: Result) -> dict:
    """The fields that say which row it is about."""
    return {"round": row.round, f"of_{row.KIND}": row}
