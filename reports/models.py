"""Reports, the numbers they are issued under, and the jobs that render them."""

from __future__ import annotations

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from cells.models import Unit
from cells.rights import COUNTING_ROLES, Role
from cells.scoping import ScopedQuerySet
from members.models import Term

SECTION_LIMIT = 20_000


class ReportKind(models.TextChoices):
    YEAR_END = "year-end", "Báo cáo tổng kết năm"


class SeriesQuerySet(models.QuerySet):
    def next_number(self, unit: Unit, symbol: str, day: datetime.date) -> tuple[Term, int]:
        """The next number of a kind of document in the term that runs on that day; no gap, no twin."""
        term = Term.objects.filter(unit=unit, congress_on__lt=day).first()
        if term is None:
            raise ValidationError("Chưa có nhiệm kỳ cho ngày này nên chưa cấp được số văn bản.")
        self.get_or_create(term=term, symbol=symbol)
        series = self.select_for_update().get(term=term, symbol=symbol)
        series.last += 1
        series.save(update_fields=["last"])
        return term, series.last


class Series(models.Model):
    """Dãy số văn bản: runs from 01 through the term of a committee, for each kind of document."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="series")
    symbol = models.CharField(max_length=8)
    last = models.PositiveIntegerField(default=0)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="series_once", fields=["term", "symbol"])]

    def __str__(self):
        return f"{self.symbol} {self.term}: {self.last}"


class ReportQuerySet(ScopedQuerySet):
    seen_by = COUNTING_ROLES - {Role.SECRETARY}

    def issued(self):
        return self.filter(issued_at__isnull=False)


class Report(models.Model):
    """Báo cáo: a draft that follows the records, until it is issued and frozen."""

    unit = models.ForeignKey(
        Unit, verbose_name="tổ chức đảng", on_delete=models.PROTECT, related_name="reports"
    )
    kind = models.CharField("loại", max_length=12, choices=ReportKind.choices)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    replaces = models.OneToOneField(
        "self",
        verbose_name="thay cho",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    replace_reason = models.CharField("lý do thay", max_length=300, blank=True)
    term = models.ForeignKey(Term, null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("số", null=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    snapshot = models.JSONField(null=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    file = models.FileField(upload_to="reports/%Y", blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-id"]
        verbose_name = verbose_name_plural = "báo cáo"
        constraints = [
            models.CheckConstraint(
                name="report_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày cuối kỳ không được trước ngày đầu kỳ.",
            ),
            models.UniqueConstraint(
                name="report_number", fields=["term", "number"], condition=Q(number__isnull=False)
            ),
            models.CheckConstraint(
                name="report_issued_whole",
                condition=Q(issued_at=None, number=None, snapshot=None, sha256="")
                | Q(issued_at__isnull=False, number__isnull=False, snapshot__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.ends_on.year}, {self.unit}"

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None

    @property
    def latest_job(self) -> RenderJob | None:
        return self.jobs.order_by("-id").first()


class Section(models.Model):
    """Phần tự viết của báo cáo: what no record can tell, typed by the office."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(SECTION_LIMIT)])

    class Meta:
        constraints = [models.UniqueConstraint(name="section_once", fields=["report", "key"])]

    def __str__(self):
        return self.key


class JobState(models.TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang lập"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không thành công"


LEASE = datetime.timedelta(seconds=120)
RESEND_AFTER = datetime.timedelta(seconds=30)
MAX_ATTEMPTS = 3


class RenderJobQuerySet(ScopedQuerySet):
    unit_path = "report__unit__path"
    seen_by = ReportQuerySet.seen_by

    def waiting(self):
        """Queued so long that the message must be lost, or the broker down."""
        return self.filter(state=JobState.QUEUED, queued_at__lt=timezone.now() - RESEND_AFTER)

    def abandoned(self):
        """Running, but the worker has not been heard of within its lease."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=timezone.now())


class RenderJob(models.Model):
    """Việc lập tệp PDF. This row is the truth; the message to the worker carries only its id."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="jobs")
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=80, blank=True)
    error = models.CharField(max_length=300, blank=True)
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    input_hash = models.CharField(max_length=64, blank=True)
    output_hash = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="drafts/%Y", blank=True)

    objects = RenderJobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "việc lập báo cáo"

    def __str__(self):
        return f"{self.report}: {self.get_state_display()}"

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}

    def claim(self) -> bool:
        """Take the job if nobody has: a doubled message finds it taken and does nothing."""
        taken = RenderJob.objects.filter(pk=self.pk, state=JobState.QUEUED).update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            lease_until=timezone.now() + LEASE,
            progress=0,
            stage="",
        )
        self.refresh_from_db()
        return bool(taken)

    def advance(self, progress: int, stage: str) -> None:
        """Say how far it is, and that the worker is alive."""
        self.progress, self.stage = progress, stage
        self.lease_until = timezone.now() + LEASE
        self.save(update_fields=["progress", "stage", "lease_until"])

    def finish(self, pdf: bytes) -> None:
        """Keep the file and its hash; the file of an issued report is the report's own, for good."""
        self.output_hash = hashlib.sha256(pdf).hexdigest()
        self.file.save(f"{self.report_id}-{self.pk}.pdf", ContentFile(pdf), save=False)
        self.state, self.progress, self.finished_at = JobState.DONE, 100, timezone.now()
        with transaction.atomic():
            self.save(update_fields=["output_hash", "file", "state", "progress", "finished_at"])
            Report.objects.filter(pk=self.report_id, issued_at__isnull=False, sha256="").update(
                sha256=self.output_hash, file=self.file.name
            )

    def fail(self, reason: str) -> None:
        """Give up, with a sentence for the user."""
        self.state, self.error, self.finished_at = JobState.FAILED, reason[:300], timezone.now()
        self.save(update_fields=["state", "error", "finished_at"])

    def requeue(self) -> bool:
        """Queue an abandoned job again; after the last attempt it fails and stays so."""
        if self.attempt >= MAX_ATTEMPTS:
            self.fail("Máy xử lý dừng giữa chừng ba lần. Mời yêu cầu lại hoặc báo quản trị.")
            return False
        self.state, self.queued_at = JobState.QUEUED, timezone.now()
        self.save(update_fields=["state", "queued_at"])
        return True
