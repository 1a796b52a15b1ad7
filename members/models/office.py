"""Terms, and who holds which office in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Q, When

from cells.models import Decision, Unit
from cells.periods import Period, PeriodQuerySet
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from members.models.member import Member


class OfficeKind(models.TextChoices):
    SECRETARY = "secretary", "bí thư"
    DEPUTY_SECRETARY = "deputy_secretary", "phó bí thư"
    STANDING_MEMBER = "standing_member", "ủy viên ban thường vụ"
    COMMITTEE_MEMBER = "committee_member", "đảng ủy viên"
    CELL_COMMITTEE_MEMBER = "cell_committee_member", "chi ủy viên"


class Term(models.Model):
    """Nhiệm kỳ: numbers of documents run through it from 01."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField("nhiệm kỳ", max_length=20)
    congress_on = models.DateField("ngày đại hội")

    class Meta:
        ordering = ["-congress_on"]
        verbose_name = verbose_name_plural = "nhiệm kỳ"
        constraints = [models.UniqueConstraint(name="term_name", fields=["unit", "name"])]

    def __str__(self):
        return self.name


class OfficeQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = PERSON_ROLES

    def by_rank(self):
        """The secretary first, within a rank by name."""
        ranks = [When(kind=kind, then=rank) for rank, kind in enumerate(OfficeKind.values)]
        return self.select_related("member", "term").order_by(Case(*ranks), "member__sort_key", "id")


class Office(Period):
    """Chức vụ đảng: held by a member at a unit for a time."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="offices")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="offices")
    kind = models.CharField("chức vụ", max_length=24, choices=OfficeKind.choices)
    term = models.ForeignKey(Term, null=True, blank=True, on_delete=models.PROTECT)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        verbose_name = verbose_name_plural = "chức vụ"
        constraints = [
            Period.in_order("office_in_order"),
            models.UniqueConstraint(
                name="office_single_seat",
                fields=["unit"],
                condition=Q(ends_on__isnull=True, kind="secretary"),
                violation_error_message="Tổ chức này đang có bí thư.",
            ),
            models.UniqueConstraint(
                name="office_held_once",
                fields=["unit", "member", "kind"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Đồng chí này đang giữ chức vụ đó.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.unit}"
