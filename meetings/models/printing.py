"""Requests of a PDF about meetings; what each kind holds is told by meetings/documents/."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.files import read_whole
from common.models import FileJob, JobQuerySet, done_has_file
from meetings.models.meeting import Meeting
from meetings.models.paper import Paper


class PrintKind(models.TextChoices):
    MINUTES = "minutes", "Biên bản"
    RESOLUTION = "resolution", "Nghị quyết"
    SCORE_SHEET = "score_sheet", "Phiếu chấm điểm"
    INVITATION = "invitation", "Giấy mời"
    REVIEW = "review", "Rút kinh nghiệm sinh hoạt"
    NOTICE = "notice", "Thông báo lịch sinh hoạt"
    MONTH_REGISTER = "month_register", "Đăng ký sinh hoạt"
    MONTH_RESULT = "month_result", "Kết quả sinh hoạt"
    PROGRAMME = "programme", "Chương trình công tác"


OF_MEETING = frozenset(
    {
        PrintKind.MINUTES,
        PrintKind.RESOLUTION,
        PrintKind.SCORE_SHEET,
        PrintKind.INVITATION,
        PrintKind.REVIEW,
    }
)


class PrintJobQuerySet(ScopedQuerySet, JobQuerySet):
    seen_by = PERSON_ROLES

    @transaction.atomic
    def request(
        self,
        *,
        kind: str,
        by: User | None,
        meeting: Meeting | None = None,
        unit: Unit | None = None,
        month: datetime.date | None = None,
        paper: Paper | None = None,
    ) -> PrintJob:
        """A job that prints it as it stands; while one is on its way, the same one."""
        unit = meeting.unit if meeting else unit
        Unit.objects.select_for_update().get(pk=unit.pk)
        same = {"kind": kind, "unit": unit, "meeting": meeting, "month": month, "paper": paper}
        if running := self.unfinished().filter(**same).first():
            return running
        job = self.model(requested_by=by, **same)
        job.clean()
        job.save()
        audit.record(by, "print.request", job, ["kind"])
        return job


class PrintJob(FileJob):
    """Việc in: of one meeting, or of a unit's month (of its year, by any day of it)."""

    kind = models.CharField("loại giấy tờ", max_length=16, choices=PrintKind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="prints"
    )
    month = models.DateField("tháng", null=True, blank=True)
    # Of an issued paper, from its snapshot; without one, of the record as it stands.
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.CASCADE, related_name="prints"
    )

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "việc in giấy tờ"
        constraints = [done_has_file("printjob_done_has_file")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.get_state_display()}"

    def clean(self):
        if (self.kind in OF_MEETING) != (self.meeting_id is not None):
            raise ValidationError("Giấy tờ này cần được in từ trang của nó.")
        if self.month and self.month.day != 1:
            raise ValidationError({"month": "Tháng được ghi bằng ngày đầu tháng."})

    def hand_over(self) -> None:
        """The file of an issued paper is the paper's own, for good."""
        if self.paper_id:
            kept = {"sha256": self.output_hash, "file": self.file.name}
            Paper.objects.filter(pk=self.paper_id, sha256="").update(**kept)

    @property
    def file_name(self) -> str:
        """Kind, unit and day: nothing of what the paper says."""
        day = self.meeting.held_on.strftime("%d-%m-%Y") if self.meeting else ""
        day = self.month.strftime("%m-%Y") if self.month else day
        parts = [self.get_kind_display(), self.unit.name, day]
        return " - ".join(part for part in parts if part).replace("/", "-") + ".pdf"

    def read_pdf(self) -> bytes | None:
        """The file once it is made. Raises DamagedFileError when it is no longer as it was made."""
        return read_whole(self.file, self.output_hash) if self.output_hash else None
