"""Xin vắng: what a member says before a meeting; a mark that waits for its roll."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts import audit
from accounts.models import User
from common.models.links import required
from common.vietnamese import nfc
from meetings.models.meeting import Meeting
from meetings.models.roll import people_of
from members.models import Member


class AbsenceNoticeQuerySet(models.QuerySet):
    def with_members(self):
        return self.select_related("member")

    @transaction.atomic
    def give(self, meeting: Meeting, *, member: Member, reason: str, by: User | None) -> AbsenceNotice:
        """Ask to be absent before the roll is taken; said again, the last reason holds."""
        refuse_when_begun(meeting)
        if member not in people_of(meeting.unit, meeting.kind, meeting.held_on):
            raise ValidationError("Đồng chí không có tên trong danh sách phải dự của cuộc họp này.")
        notice, _ = self.update_or_create(
            meeting=meeting, member=member, defaults={"reason": nfc(reason)}
        )
        audit.record(by, "absence.give", notice)
        return notice


class AbsenceNotice(models.Model):
    """A reason, not a mark: the roll takes it over, whoever keeps the minutes may mark otherwise."""

    meeting = required(Meeting, on_delete=models.CASCADE, related_name="absence_notices")
    member = required(Member, on_delete=models.CASCADE, related_name="absence_notices")
    reason = models.CharField("lý do xin vắng", max_length=200)
    given_at = models.DateTimeField("báo lúc", auto_now=True)

    objects = AbsenceNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["given_at"]
        verbose_name = verbose_name_plural = "xin vắng"
        constraints = [models.UniqueConstraint(name="absencenotice_once", fields=["meeting", "member"])]

    def __str__(self):
        return f"{self.member}: {self.reason}"

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """I shall come after all."""
        refuse_when_begun(self.meeting)
        audit.record(by, "absence.withdraw", self)
        self.delete()


def refuse_when_begun(meeting: Meeting) -> None:
    current = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if not current.is_planned:
        raise ValidationError("Cuộc họp đã điểm danh. Báo trực tiếp cho người ghi biên bản.")
