"""Requests of a PDF about grading; what each kind holds is told by evaluations/documents/."""

from django.db import models

from common.models.links import optional, required
from evaluations.models.assessment import MemberAssessment
from evaluations.models.regrading import Regrading
from evaluations.models.round import Round
from papers.models import PrintJob, PrintJobQuerySet


class GradingPrintKind(models.TextChoices):
    SUMMARY = "summary", "Tổng hợp đề nghị xếp loại"
    MEMBERS = "members", "Quyết định xếp loại đảng viên"
    UNITS = "units", "Quyết định xếp loại chi bộ"
    NOT_GRADED = "not_graded", "Danh sách không xếp loại"
    FILES = "files", "Danh mục hồ sơ"
    REVIEWED = "reviewed", "Thống kê kiểm điểm"
    AWARDED = "awarded", "Thống kê khen thưởng"
    BALLOT = "ballot", "Phiếu biểu quyết"
    COUNT = "count", "Biên bản kiểm phiếu"
    SESSION = "session", "Biên bản kiểm điểm, xếp loại"
    COLLECTIVE = "collective", "Báo cáo kiểm điểm tập thể"
    REVIEW = "review", "Bản kiểm điểm cá nhân"
    REVIEWS = "reviews", "Bản kiểm điểm của cả chi bộ"
    SELF = "self", "Phiếu tự đánh giá, xếp loại"
    REGRADED = "regraded", "Quyết định xếp loại lại"


# Those that are lists: they come as a workbook too.
LISTS = [
    GradingPrintKind.SUMMARY,
    GradingPrintKind.MEMBERS,
    GradingPrintKind.UNITS,
    GradingPrintKind.NOT_GRADED,
    GradingPrintKind.REVIEWED,
    GradingPrintKind.AWARDED,
    GradingPrintKind.COUNT,
]
# What each is of: the whole round, one cell, one organisation, one member.
OF_ROUND = [
    GradingPrintKind.SUMMARY,
    GradingPrintKind.MEMBERS,
    GradingPrintKind.UNITS,
    GradingPrintKind.NOT_GRADED,
    GradingPrintKind.FILES,
    GradingPrintKind.REVIEWED,
    GradingPrintKind.AWARDED,
    GradingPrintKind.COLLECTIVE,
]
# Where no unit is graded.
OF_QUARTER = [GradingPrintKind.SUMMARY, GradingPrintKind.MEMBERS, GradingPrintKind.NOT_GRADED]
OF_CELL = [
    GradingPrintKind.BALLOT,
    GradingPrintKind.COUNT,
    GradingPrintKind.SESSION,
    GradingPrintKind.REVIEWS,
    GradingPrintKind.COLLECTIVE,
]
ONLY_PDF = GradingPrintKind.REVIEWS  # many papers in one
OF_MEMBER = [GradingPrintKind.REVIEW, GradingPrintKind.SELF]


class GradingPrint(PrintJob):
    """Việc in: a paper of a round, of one of its cells (`unit`), or of one member."""

    room, right, crumb = "evaluations", "grading.print", "evaluations/_print_crumb.html"
    TASK = "evaluations.tasks.print_paper"

    round = required(Round, on_delete=models.CASCADE, related_name="prints")
    assessment = optional(MemberAssessment, on_delete=models.CASCADE, related_name="prints")
    regrading = optional(Regrading, on_delete=models.CASCADE, related_name="prints")

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc in giấy tờ xếp loại"

    @property
    def about(self) -> str:
        """What it is of, as its page says it."""
        whom = f"{self.assessment.member}, {self.unit}" if self.assessment else str(self.unit)
        return f"{whom}, {self.round.period}"

    @property
    def file_stem(self) -> str:
        """Kind, unit and year: nothing of what the paper says, and no name of a person."""
        return f"{self.title} - {self.unit.name} - {self.round.year}".replace("/", "-")

    @property
    def file_name(self) -> str:
        return f"{self.file_stem}.pdf"
