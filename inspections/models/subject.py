"""Đối tượng: whom a campaign is about, and what it found; one lượt each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet, placed_under
from common.models.links import optional, required
from inspections.models.campaign import Campaign
from inspections.models.kinds import Outcome, outcomes_of
from members.models import Discipline, Member


class SubjectQuerySet(ScopedQuerySet):
    unit_path = "campaign__unit__path"
    seen_by = PERSON_ROLES

    def to_units(self):
        return self.filter(member__isnull=True)

    def to_members(self):
        return self.filter(member__isnull=False)

    def concluded_under(self, unit: Unit | list[Unit], start: datetime.date, end: datetime.date):
        """Of campaigns as Campaign.objects.concluded_under() has them."""
        day = F("campaign__concluded_on")
        placed = placed_under(unit, day, via="campaign__unit")
        return self.filter(placed, campaign__concluded_on__range=(start, end))

    def in_order(self):
        """Units first; with what a line shows."""
        first = F("member__sort_key").asc(nulls_first=True)
        return self.select_related("member", "unit", "discipline__decision").order_by(
            first, "unit__path", "id"
        )

    @transaction.atomic
    def add(
        self,
        campaign: Campaign,
        *,
        on: datetime.date,
        by: User | None,
        units: Iterable[Unit] = (),
        member: Member | None = None,
    ) -> None:
        """Put organisations, and a member with the cell of that day, under a campaign.

        An organisation that is there already stays as it is.
        """
        Campaign.objects.select_for_update().get(pk=campaign.pk)
        there = set(campaign.subjects.to_units().values_list("unit", flat=True))
        for unit in units:
            if unit.pk not in there:
                audit.add(by, "inspection.subject", self.model(campaign=campaign, unit=unit))
        if member:
            row = self.model(campaign=campaign, member=member, unit=_cell(member, on))
            audit.add(by, "inspection.subject", row)


class Subject(models.Model):
    """A unit, or a member with the cell of the day on which it was put down; then `member` is set."""

    campaign = required(Campaign, related_name="subjects")
    unit = required(Unit, "tổ chức đảng")
    member = optional(Member, "đảng viên", related_name="inspected")
    outcome = models.CharField("kết luận", max_length=14, choices=Outcome.choices, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    discipline = optional(Discipline, "quyết định kỷ luật", on_delete=models.SET_NULL)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "đối tượng kiểm tra, giám sát"
        constraints = [
            models.UniqueConstraint(
                name="inspected_unit_once",
                fields=["campaign", "unit"],
                condition=Q(member__isnull=True),
                violation_error_message="Tổ chức đảng này đã là đối tượng của cuộc này.",
            ),
            models.UniqueConstraint(
                name="inspected_member_once",
                fields=["campaign", "member"],
                violation_error_message="Đồng chí này đã là đối tượng của cuộc này.",
            ),
        ]

    def __str__(self):
        return str(self.whom)

    @property
    def whom(self) -> Member | Unit:
        return self.member or self.unit

    def disciplines(self):
        """The decisions about the subject that one may be linked to."""
        rows = Discipline.objects.valid().select_related("decision")
        if self.member_id:
            merged = Q(member__merged_from=self.member_id)
            return rows.filter(Q(member=self.member_id) | merged)
        return rows.filter(member__isnull=True, unit=self.unit_id)

    def clean(self):
        if self.outcome and self.outcome not in outcomes_of(self.campaign.kind):
            raise ValidationError({"outcome": "Kết luận này không dùng với loại của cuộc này."})
        if self.discipline and not self.disciplines().filter(pk=self.discipline_id).exists():
            raise ValidationError({"discipline": "Quyết định này không phải của đối tượng này."})

    @transaction.atomic
    def find(
        self, *, outcome: str, note: str, by: User | None, discipline: Discipline | None = None
    ) -> None:
        """What the campaign found about this subject; said again it puts right what was written."""
        self.refresh_from_db(from_queryset=Subject.objects.select_for_update())
        facts = {"outcome": outcome, "note": note, "discipline": discipline}
        audit.rewrite(by, "inspection.find", self, facts)

    @transaction.atomic
    def remove(self, *, by: User | None) -> None:
        """It was put down by mistake; a concluded campaign keeps one subject at least."""
        campaign = Campaign.objects.select_for_update().get(pk=self.campaign_id)
        if campaign.concluded_on and campaign.subjects.count() == 1:
            raise ValidationError("Cuộc đã kết luận phải còn ít nhất một đối tượng.")
        audit.record(by, "inspection.remove_subject", self)
        self.delete()


def _cell(member: Member, on: datetime.date) -> Unit:
    spell = member.memberships.permanent().on(on).select_related("unit").first()
    if spell is None:
        said = f"Ngày {on:%d/%m/%Y} đồng chí không sinh hoạt tại chi bộ nào."
        raise ValidationError({"member": said})
    return spell.unit
