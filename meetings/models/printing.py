"""Requests of a PDF about meetings; what each kind holds is told by meetings/documents/."""

from django.db import models

from meetings.models.meeting import Meeting
from papers.models import PrintJob, PrintJobQuerySet


class PrintKind(models.TextChoices):
    MINUTES = "minutes", "Biên bản"
    RESOLUTION = "resolution", "Nghị quyết"
    INVITATION = "invitation", "Giấy mời"
    REVIEW = "review", "Rút kinh nghiệm sinh hoạt"
    NOTICE = "notice", "Thông báo lịch sinh hoạt"
    MONTH_REGISTER = "month_register", "Đăng ký sinh hoạt"
    PROGRAMME = "programme", "Chương trình công tác"


OF_MEETING = frozenset(
    {PrintKind.MINUTES, PrintKind.RESOLUTION, PrintKind.INVITATION, PrintKind.REVIEW}
)

OF_MINUTES = frozenset({PrintKind.MINUTES, PrintKind.RESOLUTION})


class MeetingPrint(PrintJob):
    """Việc in: of one meeting as it stands, or of a unit's month (of its year, by any day of it)."""

    room, right, crumb = "meetings", "meeting.print", "meetings/_print_crumb.html"

    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="prints"
    )
    month = models.DateField("tháng", null=True, blank=True)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc in giấy tờ sinh hoạt"

    @property
    def about(self) -> str:
        """What it is of, as its page says it."""
        if self.meeting:
            return f"{self.meeting.title} ngày {self.meeting.held_on:%d/%m/%Y}, {self.unit}"
        return f"{self.unit}, tháng {self.month:%m/%Y}" if self.month else str(self.unit)

    @property
    def file_name(self) -> str:
        """Kind, unit and day: nothing of what the paper says."""
        day = self.meeting.held_on.strftime("%d-%m-%Y") if self.meeting else ""
        day = self.month.strftime("%m-%Y") if self.month else day
        parts = [self.title, self.unit.name, day]
        return " - ".join(part for part in parts if part).replace("/", "-") + ".pdf"
