"""Requests of a PDF about commendation; what each kind holds is told by evaluations/documents/."""

from django.db import models
from django.db.models import Q

from cells.models import Decision
from evaluations.models.proposal import Proposal
from papers.models import PrintJob, PrintJobQuerySet


class AwardPrintKind(models.TextChoices):
    DECISION = "award_decision", "Quyết định khen thưởng"
    CERTIFICATES = "certificates", "Giấy khen"
    LETTER = "award_letter", "Tờ trình đề nghị khen thưởng"
    REPORT = "merit_report", "Báo cáo thành tích"


TRY_IT = (
    "In thử một trang lên giấy thường, đặt lên phôi rồi soi. Chữ lệch thì quay lại, ghi số mm cần dịch "
    "và lập lại."
)
OF_DECISION = [AwardPrintKind.DECISION, AwardPrintKind.CERTIFICATES]


class AwardPrint(PrintJob):
    """Việc in: of the awards of one decision, or of one proposal.

    A certificate is a bought sheet: what is printed on it may be moved, in millimetres, to the right
    and down; the next print of the unit begins with these.
    """

    right, crumb = "commendation.add", "evaluations/_award_crumb.html"
    detail_page = "evaluations:award_print_detail"
    download_page = "evaluations:award_print_download"

    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="prints"
    )
    left_mm = models.SmallIntegerField("dịch sang phải (mm)", default=0)
    top_mm = models.SmallIntegerField("dịch xuống (mm)", default=0)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc in giấy tờ khen thưởng"
        constraints = [
            models.CheckConstraint(
                name="award_print_of_one_thing",
                condition=Q(decision__isnull=True, proposal__isnull=False)
                | Q(decision__isnull=False, proposal__isnull=True),
            )
        ]

    @property
    def about(self) -> str:
        """What it is of, as its page says it."""
        paper = f"Quyết định {self.decision}" if self.decision else str(self.proposal)
        return f"{self.unit}, {paper}"

    @property
    def advice(self) -> str:
        """What whoever prints the file should know first; empty where there is nothing to say."""
        return TRY_IT if self.kind == AwardPrintKind.CERTIFICATES else ""

    @property
    def file_name(self) -> str:
        """Kind, unit and number: nothing of who was commended."""
        paper = self.decision.number if self.decision else self.proposal.paper
        parts = [self.title, self.unit.name, paper]
        return " - ".join(part for part in parts if part).replace("/", "-") + ".pdf"
