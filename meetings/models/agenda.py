"""The agenda of a meeting: its items, and what people said to each."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models

from common.models.links import optional
from common.vietnamese import nfc
from meetings.rules.rich_text import RichTextField
from members.models import Member

OPINION_LIMIT = 5_000


class Subject(models.TextChoices):
    """What an item is about, as far as tables ask for it (the half-year table of cells)."""

    OTHER = "other", "Nội dung khác"
    OPENING = "opening", "Mở đầu"
    REVIEW = "review", "Đánh giá tháng trước"
    DIRECTION = "direction", "Nhiệm vụ tháng tới"
    IDEOLOGY = "ideology", "Tư tưởng, thời sự, văn bản mới"
    TASKS = "tasks", "Kiểm điểm nhiệm vụ đã giao"
    CRITICISM = "criticism", "Tự phê bình và phê bình"
    TOPIC = "topic", "Chuyên đề"
    HO_CHI_MINH = "ho_chi_minh", "Học tập và làm theo Hồ Chí Minh"
    PRESS = "press", "Đọc báo, tạp chí của Đảng"
    MASS_WORK = "mass_work", "Mô hình Dân vận khéo"
    ADMISSION = "admission", "Phát triển đảng viên"
    INSPECTION = "inspection", "Kiểm tra, giám sát"
    DIRECTIVE = "directive", "Nghị quyết, văn bản của cấp trên"
    SCORING = "scoring", "Đánh giá chất lượng sinh hoạt"
    CLOSING = "closing", "Kết thúc"


class AgendaItem(models.Model):
    """Nội dung trong chương trình: planned before the meeting, written up while people talk."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="items")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    title = models.CharField("nội dung", max_length=300)
    subject = models.CharField(
        "thuộc phần", max_length=12, choices=Subject.choices, default=Subject.OTHER
    )
    speaker = optional(Member, "người trình bày")
    planned_minutes = models.PositiveSmallIntegerField("dự kiến (phút)", null=True, blank=True)
    # The paper of the upper level that the cell has to discuss; its conclusion answers it.
    directive = optional(
        "meetings.Directive", "văn bản của cấp trên", related_name="items", editable=False
    )
    notes = RichTextField("diễn biến", blank=True)
    conclusion = RichTextField("kết luận", blank=True)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = verbose_name_plural = "nội dung họp"
        constraints = [models.UniqueConstraint(name="agendaitem_key", fields=["meeting", "key"])]

    def __str__(self):
        return self.title

    def clean(self):
        self.title = nfc(self.title)
        if not self.title:
            raise ValidationError({"title": "Ghi nội dung họp."})


class Opinion(models.Model):
    """Ý kiến phát biểu: who spoke to an item, and what was said."""

    meeting = models.ForeignKey("meetings.Meeting", on_delete=models.CASCADE, related_name="opinions")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    item = optional(AgendaItem, on_delete=models.CASCADE, related_name="opinions")
    member = optional(Member, "người phát biểu")
    guest = models.CharField("khách mời phát biểu", max_length=120, blank=True)
    text = models.TextField("ý kiến", blank=True, max_length=OPINION_LIMIT)

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "ý kiến"
        constraints = [models.UniqueConstraint(name="opinion_key", fields=["meeting", "key"])]

    def __str__(self):
        return f"{self.speaker}: {self.text[:60]}"

    @property
    def speaker(self) -> str:
        return str(self.member) if self.member else self.guest

    def clean(self):
        self.guest = nfc(self.guest)
