"""Votes of a meeting: what was asked, how many were for it, and whether that is enough."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import models

from cells.models import Threshold, ThresholdCode
from common.models.links import optional
from common.vietnamese import nfc
from meetings.models.agenda import AgendaItem


class Matter(models.TextChoices):
    """What a vote is about: the share it needs depends on it (docs/rules.md)."""

    ORDINARY = "ordinary", "Nghị quyết, việc thông thường"
    ADMISSION = "admission", "Đề nghị kết nạp đảng viên"
    CONFIRMATION = "confirmation", "Đề nghị công nhận đảng viên chính thức"
    DISCIPLINE = "discipline", "Kỷ luật khiển trách, cảnh cáo"
    DISMISSAL = "dismissal", "Đề nghị cách chức"
    EXPULSION = "expulsion", "Đề nghị khai trừ"
    DELETION = "deletion", "Đề nghị xóa tên"
    GRADE_MEMBER = "grade_member", "Xếp loại đảng viên"
    GRADE_CELL = "grade_cell", "Xếp loại chi bộ"
    COMMENDATION = "commendation", "Đề nghị khen thưởng"


class Method(models.TextChoices):
    HAND = "hand", "Giơ tay"
    BALLOT = "ballot", "Phiếu kín"
    HANDBOOK = "handbook", "Sổ tay đảng viên điện tử"


# Of the official members; every other matter needs a majority of them.
LARGER_SHARE = [Matter.ADMISSION, Matter.CONFIRMATION, Matter.EXPULSION]


def shares_on(day: datetime.date) -> dict[str, Threshold]:
    """The share of those eligible that each matter needs by the rules of that day; one query."""
    rules = Threshold.objects.on(day)
    larger, majority = rules[ThresholdCode.VOTE_SHARE], rules[ThresholdCode.MAJORITY]
    return {matter: larger if matter in LARGER_SHARE else majority for matter in Matter.values}


class Vote(models.Model):
    """Biểu quyết. Who may vote and who came is told by the roll call, never typed."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="votes")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    item = optional(AgendaItem, on_delete=models.CASCADE, related_name="votes")
    question = models.CharField("nội dung biểu quyết", max_length=300)
    matter = models.CharField(
        "loại việc", max_length=12, choices=Matter.choices, default=Matter.ORDINARY
    )
    method = models.CharField("hình thức", max_length=8, choices=Method.choices, default=Method.HAND)
    in_favour = models.PositiveSmallIntegerField("tán thành", null=True, blank=True)
    against = models.PositiveSmallIntegerField("không tán thành", null=True, blank=True)
    abstained = models.PositiveSmallIntegerField("không có ý kiến", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "biểu quyết"
        constraints = [models.UniqueConstraint(name="vote_key", fields=["meeting", "key"])]

    def __str__(self):
        return self.question

    def clean(self):
        self.question = nfc(self.question)
        if not self.question:
            raise ValidationError({"question": "Ghi nội dung biểu quyết."})

    @property
    def is_counted(self) -> bool:
        """Whether any number was written, 0 included."""
        return any(number is not None for number in (self.in_favour, self.against, self.abstained))

    @property
    def cast(self) -> int:
        return sum(number or 0 for number in (self.in_favour, self.against, self.abstained))

    def is_carried(self, eligible: int, share: Threshold | None = None) -> bool:
        """Whether so many in favour are enough; `share` where it was read already."""
        share = share or shares_on(self.meeting.held_on)[self.matter]
        return share.is_reached(self.in_favour or 0, eligible)
