"""What was given, and what was proposed to the upper level."""

from __future__ import annotations

import datetime

from django.db import models, transaction
from django.db.models.functions import Coalesce

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, COMMITTEE_KINDS, Decision, Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from members.models import Member


class AwardKind(models.TextChoices):
    ANNUAL = "annual", "Hoàn thành xuất sắc nhiệm vụ năm"
    THEMATIC = "thematic", "Chuyên đề"
    HCM = "hcm", "Học tập và làm theo Hồ Chí Minh"


class AwardForm(models.TextChoices):
    PRAISE = "praise", "Biểu dương"
    MERIT = "merit", "Giấy khen"
    CERTIFICATE = "certificate", "Bằng khen"
    FLAG = "flag", "Cờ"


class AwardQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def to_members(self):
        return self.filter(member__isnull=False)

    def to_cells(self):
        return self.filter(member__isnull=True, unit__kind__in=CELL_KINDS)

    def to_committees(self):
        return self.filter(member__isnull=True, unit__kind__in=COMMITTEE_KINDS)

    @transaction.atomic
    def give(self, *, by: User | None, **fields) -> Award:
        """Write one award or proposal; constraints are checked first, so the message is Vietnamese."""
        award = self.model(**fields)
        award.full_clean()
        award.save()
        audit.record(by, f"{award._meta.model_name}.add", award)
        return award


class Award(models.Model):
    """What commendations and proposals share: the recipient, what for, in which form.

    The recipient is the member where one is named, else the unit. For a member the unit is the cell
    he or she belonged to then.
    """

    unit = models.ForeignKey(
        Unit, verbose_name="tổ chức đảng", on_delete=models.PROTECT, related_name="+"
    )
    member = models.ForeignKey(
        Member,
        verbose_name="đảng viên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
    )
    kind = models.CharField("loại", max_length=10, choices=AwardKind.choices)
    form = models.CharField("hình thức", max_length=12, choices=AwardForm.choices)
    reason = models.CharField("thành tích", max_length=300)
    year = models.PositiveSmallIntegerField("năm xét")

    objects = AwardQuerySet.as_manager()

    class Meta:
        abstract = True

    @staticmethod
    def once(name: str, message: str) -> models.UniqueConstraint:
        """The constraint every subclass names in its Meta: no recipient twice for the same thing."""
        member = Coalesce("member", 0)  # two NULLs would count as different
        return models.UniqueConstraint(
            "unit", member, "kind", "year", "reason", name=name, violation_error_message=message
        )

    @property
    def recipient(self) -> Member | Unit:
        return self.member or self.unit

    @property
    def year_ends_on(self) -> datetime.date:
        return datetime.date(self.year, 12, 31)


class Commendation(Award):
    """Khen thưởng đã trao, by decision."""

    given_on = models.DateField("ngày trao")
    decision = models.ForeignKey(
        Decision, verbose_name="quyết định", null=True, blank=True, on_delete=models.PROTECT
    )

    class Meta:
        ordering = ["kind", "given_on", "id"]
        verbose_name = verbose_name_plural = "khen thưởng"
        constraints = [Award.once("commendation_once", "Khen thưởng này đã được ghi.")]

    def __str__(self):
        return f"{self.get_form_display()}: {self.recipient}"


class Proposal(Award):
    """Đề nghị cấp trên khen thưởng."""

    proposed_on = models.DateField("ngày đề nghị")
    paper = models.CharField("số tờ trình", max_length=40, blank=True)

    class Meta:
        ordering = ["kind", "proposed_on", "id"]
        verbose_name = verbose_name_plural = "đề nghị khen thưởng"
        constraints = [Award.once("proposal_once", "Đề nghị này đã được ghi.")]

    def __str__(self):
        return f"{self.get_form_display()}: {self.recipient}"
