"""Rút kinh nghiệm: what a thematic or a model meeting taught, and who came to watch it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts import audit
from accounts.models import User
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import optional, who_did
from common.periods import refuse_future
from common.vietnamese import nfc
from meetings.models.meeting import Meeting
from meetings.rules.rich_text import RichTextField
from members.models import Member

REMARK_LIMIT = 2_000
LESSONS = ["strengths", "shortcomings", "causes", "to_mend", "completed_topic", "conclusion"]
# What the committee looks at in a model meeting, one by one.
REMARKS = [
    *("on_preparation", "on_content", "on_procedure", "on_chairing"),
    *("on_conclusion", "on_tasks", "on_minutes"),
]


def remark(label: str) -> models.TextField:
    return models.TextField(label, blank=True, max_length=REMARK_LIMIT)


class ReviewQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    @transaction.atomic
    def write(self, meeting: Meeting, *, by: User | None, **facts) -> Review:
        """Say what the meeting taught, or say it anew."""
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        review = self.filter(meeting=meeting).first() or self.model(meeting=meeting)
        audit.rewrite(by, "review.write", review, {"written_by": by, **facts})
        return review


class Review(models.Model):
    """Rút kinh nghiệm of a thematic or a model meeting; its resolution is the meeting's own."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="review")
    reviewed_on = models.DateField("ngày rút kinh nghiệm")
    strengths = RichTextField("ưu điểm", blank=True)
    shortcomings = RichTextField("hạn chế", blank=True)
    causes = RichTextField("nguyên nhân", blank=True)
    to_mend = RichTextField("việc cần sửa", blank=True)
    completed_topic = RichTextField("chuyên đề đã hoàn chỉnh", blank=True)
    conclusion = RichTextField("kết luận", blank=True)
    on_preparation = remark("công tác chuẩn bị")
    on_content = remark("nội dung sinh hoạt")
    on_procedure = remark("trình tự các bước")
    on_chairing = remark("điều hành của chủ trì")
    on_conclusion = remark("kết luận của chủ trì")
    on_tasks = remark("phân công nhiệm vụ")
    on_minutes = remark("ghi biên bản")
    written_by = who_did()

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-reviewed_on", "-id"]
        verbose_name = verbose_name_plural = "rút kinh nghiệm"

    def __str__(self):
        return f"Rút kinh nghiệm {self.meeting}"

    def clean(self):
        if not self.meeting.is_held:
            raise ValidationError("Cuộc họp chưa diễn ra nên chưa có gì để rút kinh nghiệm.")
        if not (self.meeting.is_thematic or self.meeting.is_model):
            raise ValidationError("Rút kinh nghiệm dành cho sinh hoạt chuyên đề và sinh hoạt mẫu.")
        if self.reviewed_on and self.reviewed_on < self.meeting.held_on:
            raise ValidationError(
                {"reviewed_on": f"Không thể trước ngày họp ({self.meeting.held_on:%d/%m/%Y})."}
            )
        if self.reviewed_on:
            refuse_future(self.reviewed_on, "reviewed_on")
        if not self.conclusion:
            raise ValidationError({"conclusion": "Ghi kết luận."})

    def _read(self, names: list[str]) -> list[tuple[str, str]]:
        fields = [self._meta.get_field(name) for name in names]
        told = [(field.verbose_name.capitalize(), getattr(self, field.name)) for field in fields]
        return [(label, text) for label, text in told if text]

    @property
    def lessons(self) -> list[tuple[str, str]]:
        """(heading, text) of each part in which something was written."""
        return self._read(LESSONS)

    @property
    def remarks(self) -> list[tuple[str, str]]:
        return self._read(REMARKS)


class ObserverQuerySet(ScopedQuerySet):
    unit_path = "meeting__unit__path"
    seen_by = PERSON_ROLES

    @transaction.atomic
    def invite(
        self,
        meeting: Meeting,
        *,
        name: str,
        position: str = "",
        member: Member | None = None,
        by: User | None,
    ) -> Observer:
        """Somebody of the committee or of another cell comes to watch; on no roll, with no vote."""
        observer = self.model(meeting=meeting, member=member, name=name, position=position)
        audit.add(by, "observer.invite", observer)
        return observer


class Observer(models.Model):
    """Người được mời dự: came, did not come, or nobody has said yet."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="observers")
    member = optional(Member)
    name = models.CharField("họ và tên", max_length=120)
    position = models.CharField("chức vụ, đơn vị", max_length=200, blank=True)
    came = models.BooleanField("có dự", null=True, editable=False)

    objects = ObserverQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "người được mời dự"
        constraints = [
            models.UniqueConstraint(
                name="observer_once",
                fields=["meeting", "name", "position"],
                violation_error_message="Đã mời đồng chí này.",
            ),
            models.UniqueConstraint(
                name="observer_member_once",
                fields=["meeting", "member"],
                condition=Q(member__isnull=False),
                violation_error_message="Đã mời đồng chí này.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.position}" if self.position else self.name

    def clean(self):
        self.name, self.position = nfc(self.name), nfc(self.position)
        if not self.meeting.is_model:
            raise ValidationError("Chỉ mời người dự sinh hoạt mẫu. Đánh dấu sinh hoạt mẫu trước.")

    @transaction.atomic
    def tell(self, came: bool, *, by: User | None) -> None:
        """Whether the person came; told once the meeting has begun, and may be told otherwise."""
        if not self.meeting.is_held:
            raise ValidationError("Cuộc họp chưa bắt đầu.")
        audit.change(by, "observer.tell", self, came=came)

    @transaction.atomic
    def uninvite(self, *, by: User | None) -> None:
        """Taken off the list, unless the person was there."""
        if self.came:
            raise ValidationError("Đồng chí này đã dự nên không bỏ khỏi danh sách được.")
        audit.record(by, "observer.uninvite", self)
        self.delete()
