"""What a cell follows up every year: the cell where a member lives, its comment, the commitment."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from common.periods import Period, PeriodQuerySet, refuse_before, refuse_future
from common.vietnamese import nfc
from members.models.member import Member
from members.models.yearly import MemberYear


class ResidenceQuerySet(PeriodQuerySet):
    @transaction.atomic
    def register(
        self, member: Member, *, cell_name: str, on: datetime.date, by: User | None
    ) -> Residence:
        """Keep in touch with that residence cell from that day on.

        On the very day the present one began this corrects its name; before that day is refused.
        """
        member.lock()
        refuse_future(on)
        refuse_before(on, member.admitted_on, "kết nạp")
        current = member.residences.open().first()
        if current and on < current.starts_on:
            raise ValidationError(
                {"on": f"Đã giới thiệu về {current.cell_name} từ {current.starts_on:%d/%m/%Y}."}
            )
        if current is None or on > current.starts_on:
            member.residences.end_before(on)
            current = Residence(member=member, starts_on=on)
        current.cell_name = nfc(cell_name)
        current.save()
        audit.record(by, "residence.register", member, ["residence"])
        return current


class Residence(Period):
    """Chi bộ nơi cư trú: where a member who works elsewhere keeps in touch at home."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="residences")
    cell_name = models.CharField("chi bộ nơi cư trú", max_length=200)

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name = verbose_name_plural = "chi bộ nơi cư trú"
        constraints = [
            Period.in_order("residence_in_order"),
            models.UniqueConstraint(
                name="residence_one_open",
                fields=["member"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Đồng chí này đang giữ liên hệ với một chi bộ nơi cư trú.",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.cell_name}"


class CommentLevel(models.TextChoices):
    GOOD = "good", "Thực hiện tốt"
    FAIR = "fair", "Thực hiện chưa đầy đủ"
    POOR = "poor", "Chưa thực hiện"

    __empty__ = "Chọn"


class ResidenceComment(MemberYear):
    """Nhận xét của chi ủy nơi cư trú về việc giữ mối liên hệ trong năm."""

    DAY_FIELD = "received_on"

    received_on = models.DateField("ngày nhận")
    level = models.CharField("mức nhận xét", max_length=4, choices=CommentLevel.choices)
    text = models.TextField("nội dung nhận xét", max_length=1000, blank=True)

    class Meta(MemberYear.Meta):
        verbose_name = verbose_name_plural = "nhận xét nơi cư trú"


class CommitmentResult(models.TextChoices):
    DONE = "done", "Đã thực hiện"
    PARTLY = "partly", "Thực hiện một phần"
    NOT_DONE = "not_done", "Chưa thực hiện"

    __empty__ = "Chọn"


class Commitment(MemberYear):
    """Bản cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm, and what came of it."""

    DAY_FIELD = "registered_on"

    registered_on = models.DateField("ngày đăng ký")
    text = models.TextField("nội dung cam kết", max_length=5000)
    reviewed_on = models.DateField("ngày kiểm điểm việc thực hiện", null=True, blank=True)
    result = models.CharField("kết quả", max_length=8, choices=CommitmentResult.choices, blank=True)
    result_note = models.TextField("ghi chú về kết quả", max_length=1000, blank=True)

    class Meta(MemberYear.Meta):
        verbose_name = verbose_name_plural = "cam kết hằng năm"
        constraints = [
            *MemberYear.Meta.constraints,
            models.CheckConstraint(
                name="commitment_reviewed_with_a_result",
                condition=Q(reviewed_on__isnull=True, result="")
                | Q(reviewed_on__gte=F("registered_on")) & ~Q(result=""),
                violation_error_message="Ngày kiểm điểm phải từ ngày đăng ký, và phải có kết quả.",
            ),
        ]

    @transaction.atomic
    def review(self, *, fields: list[str], by: User | None) -> None:
        """Say what came of the commitment; said again, it corrects what was said."""
        self.member.lock()
        if not self.pk:
            raise ValidationError(f"Chưa ghi cam kết năm {self.year}.")
        refuse_future(self.reviewed_on, "reviewed_on")
        if self.reviewed_on < self.registered_on:
            raise ValidationError(
                {"reviewed_on": f"Phải từ ngày đăng ký ({self.registered_on:%d/%m/%Y})."}
            )
        self.save(update_fields=fields)
        audit.record(by, "commitment.review", self, fields)
