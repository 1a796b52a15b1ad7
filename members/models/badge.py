"""Huy hiệu Đảng: put on the list of a round, then given by a decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.models import Decision, Threshold, ThresholdCode, Unit
from common.models.links import optional, required
from common.periods import DAY, refuse_future
from members.models.member import Member, OfMemberQuerySet
from members.models.membership import LeftBy, Membership
from members.models.outside import times_outside
from members.rules.badges import MARKS
from members.rules.party_age import MONTHS_A_YEAR, add_months, reached_on


class BadgeQuerySet(OfMemberQuerySet):
    def awarded(self):
        return self.filter(awarded_on__isnull=False)

    def proposed(self):
        """On the list of a round, not yet given."""
        return self.filter(awarded_on__isnull=True)

    def listed(self, unit: Unit, round_on: datetime.date):
        """Danh sách 4-HHĐ: proposed for that round, given meanwhile or not; cell by cell, by name."""
        rows = self.filter(round_on=round_on, unit__path__startswith=unit.path)
        return rows.select_related("member", "unit", "decision").order_by(
            "unit__path", "member__sort_key", "member_id"
        )

    @transaction.atomic
    def award(
        self,
        badges: list[Badge],
        *,
        on: datetime.date,
        decision: Decision,
        by: User | None,
        numbers: dict[int, str] | None = None,
    ) -> None:
        """Give badges of a list by one decision; `numbers`: badge id → number on the certificate.

        Refused, with the name, on a day on which one of them was not due even early.
        """
        refuse_future(on)
        rows = list(self.proposed().select_for_update().filter(pk__in=[badge.pk for badge in badges]))
        if not rows or len(rows) != len(badges):
            raise ValidationError("Danh sách đã thay đổi; đề nghị mở lại trang và chọn lại.")
        decision.file()
        members = [row.member_id for row in rows]
        cells, dead = cells_on(members, on), deaths(members)
        for row in rows:
            row.awarded_on, row.decision = on, decision
            row.place(cells.get(row.member_id, row.unit), dead.get(row.member_id))
            row.number = (numbers or {}).get(row.pk, "")
            row.check_age()
            row.save(update_fields=["awarded_on", "decision", "unit", "number", "is_posthumous"])
            audit.record(by, "badge.award", row.member, ["badge"])

    @transaction.atomic
    def record(
        self,
        *,
        member: Member,
        years: int,
        on: datetime.date,
        by: User | None,
        number: str = "",
        decision: Decision | None = None,
    ) -> Badge:
        """Write a badge that was given earlier, here or elsewhere."""
        member.lock()
        refuse_future(on)
        facts = {"years": years, "number": number, "awarded_on": on, "decision": decision}
        badge = self.model(member=member, **facts)
        badge.place(cells_on([member.pk], on).get(member.pk), deaths([member.pk]).get(member.pk))
        badge.check_age()
        badge.full_clean(exclude=["decision"])
        if decision:
            decision.file()
        badge.save()
        audit.record(by, "badge.record", member, ["badge"])
        return badge


class Badge(models.Model):
    """One badge of one member: proposed for a round, and given once `awarded_on` is written.

    `unit` is the cell of the day, of who had died by then the last one; it is empty where the member
    then belonged elsewhere. Exempt members are entitled too; on probation there is no party age yet.
    """

    died_on = None  # of a posthumous one, once it was placed

    member = required(Member, related_name="badges")
    years = models.PositiveSmallIntegerField("mức", choices=[(n, f"{n} năm") for n in MARKS])
    unit = optional(Unit, related_name="badges")
    round_on = models.DateField("đợt", null=True, blank=True)
    # Which paper asks for it. Never the illness: health stays on paper.
    early_reason = models.CharField("văn bản đề nghị tặng sớm", max_length=200, blank=True)
    awarded_on = models.DateField("ngày trao", null=True, blank=True)
    number = models.CharField("số huy hiệu", max_length=20, blank=True)
    is_posthumous = models.BooleanField("truy tặng", default=False, editable=False)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT)

    objects = BadgeQuerySet.as_manager()

    class Meta:
        ordering = ["-years", "id"]
        verbose_name = verbose_name_plural = "huy hiệu Đảng"
        constraints = [
            models.UniqueConstraint(
                name="badge_once_a_mark",
                fields=["member", "years"],
                violation_error_message="Đồng chí đã có, hoặc đang được đề nghị, huy hiệu này.",
            ),
            models.CheckConstraint(
                name="badge_proposed_or_awarded",
                condition=Q(awarded_on__isnull=False)
                | Q(round_on__isnull=False, decision__isnull=True),
                violation_error_message="Ghi đợt đề nghị hoặc ngày trao.",
            ),
        ]

    def __str__(self):
        given = " (truy tặng)" if self.is_posthumous else ""
        return f"Huy hiệu {self.years} năm tuổi đảng{given}"

    @property
    def mark(self) -> str:
        """30 năm (truy tặng), 30 năm (tặng sớm)."""
        how = "truy tặng" if self.is_posthumous else "tặng sớm" if self.early_reason else ""
        return f"{self.get_years_display()} ({how})" if how else self.get_years_display()

    def place(self, cell: Unit | None, death: tuple[datetime.date, Unit] | None) -> None:
        """Where it counts, and whether it is given to a member who had died by that day."""
        died_on, last = death or (None, None)
        self.is_posthumous = died_on is not None and died_on <= self.awarded_on
        self.unit, self.died_on = (last, died_on) if self.is_posthumous else (cell, None)

    def check_age(self) -> None:
        """Refuse a day on which even an early award was not due; of the dead that of death counts."""
        member, on = self.member, self.awarded_on
        if not member.is_official_on(on):
            raise ValidationError({"on": f"Vào ngày này {member} chưa là đảng viên chính thức."})
        outside = times_outside([member.pk]).get(member.pk, ())
        due = reached_on(member.admission_decided_on, self.years * MONTHS_A_YEAR, outside)
        early = Threshold.objects.in_force(ThresholdCode.BADGE_EARLY_MONTHS, on).value
        if due is None or due > add_months(self.died_on or on, early):
            when = f"; ngày đủ là {due:%d/%m/%Y}" if due else ""
            raise ValidationError(
                {"on": f"Ngày này {member} còn xa mức {self.years} năm tuổi đảng{when}."}
            )

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Off the list again, or away with what was typed by mistake."""
        self.member.lock()
        self.delete()
        audit.record(by, "badge.withdraw", self.member, ["badge"])


def deaths(members: Iterable[int]) -> dict[int, tuple[datetime.date, Unit]]:
    """Member id → the day of death and the last cell, of those who have died; one query for all."""
    last = Membership.objects.permanent().filter(member__in=members, left_by=LeftBy.DEATH)
    return {spell.member_id: (spell.ends_on + DAY, spell.unit) for spell in last.select_related("unit")}


def cells_on(members: Iterable[int], day: datetime.date) -> dict[int, Unit]:
    """Member id → the permanent cell of that day; two queries for all."""
    spells = Membership.objects.permanent().on(day).filter(member__in=members)
    return {spell.member_id: spell.unit for spell in spells.select_related("unit")}
