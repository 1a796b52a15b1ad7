"""What became of a task, time by time: reported at the next meetings, moved, withdrawn."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts.models import User
from common.models.links import optional
from common.vietnamese import nfc
from meetings.models.task import Task

TEXT_LIMIT = 1_000


class TaskReport(models.Model):
    """Báo cáo về một nhiệm vụ: a row for each time something was said of it; none is ever changed."""

    class State(models.TextChoices):
        DONE = "done", "đã xong"
        GOING_ON = "going_on", "đang làm"
        NOT_DONE = "not_done", "chưa làm được"
        REOPENED = "reopened", "ghi lại là chưa xong"
        MOVED = "moved", "gia hạn"
        GIVEN = "given", "giao người thực hiện"
        WITHDRAWN = "withdrawn", "thôi giao nhiệm vụ"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="reports")
    meeting = optional(
        "meetings.Meeting",
        "báo cáo tại cuộc họp",
        on_delete=models.SET_NULL,
        related_name="task_reports",
    )
    state = models.CharField("tình hình", max_length=9, choices=State.choices)
    reported_on = models.DateField("ngày báo cáo")
    text = models.CharField("kết quả, lý do", max_length=TEXT_LIMIT, blank=True)
    due_was = models.DateField("hạn cũ", null=True, editable=False)
    due_now = models.DateField("hạn mới", null=True, editable=False)
    by = optional(User)

    class Meta:
        ordering = ["reported_on", "id"]
        verbose_name = verbose_name_plural = "báo cáo nhiệm vụ"

    def __str__(self):
        return f"{self.get_state_display()} ({self.reported_on:%d/%m/%Y})"

    def clean(self):
        """Reported no earlier than given, and not in the future; why, where something did not work."""
        self.text, given_on, errors = nfc(self.text), self.task.meeting.held_on, {}
        if self.state in NEED_A_REASON and not self.text:
            errors["text"] = "Ghi lý do."
        if self.reported_on and self.reported_on < given_on:
            errors["reported_on"] = f"Không thể trước ngày họp ({given_on:%d/%m/%Y})."
        if self.reported_on and self.reported_on > timezone.localdate():
            errors["reported_on"] = "Chưa đến ngày này."
        if errors:
            raise ValidationError(errors)


# What is said of a task that is still to be done.
REPORTABLE = [TaskReport.State.DONE, TaskReport.State.GOING_ON, TaskReport.State.NOT_DONE]
NEED_A_REASON = {TaskReport.State.NOT_DONE, TaskReport.State.MOVED, TaskReport.State.WITHDRAWN}
