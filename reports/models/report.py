"""Reports: drafts that follow the records, frozen when they are issued."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Term, Unit
from cells.rights import Role
from cells.scoping import ScopedQuerySet, assignments_of
from common.files import read_whole
from papers.models import Series
from reports.rules.period import wrong_period

SECTION_LIMIT = 20_000
DRAFTING_ROLES = frozenset({Role.OFFICE, Role.LEADER, Role.INSPECTOR})
SYMBOL = "BC"


class ReportKind(models.TextChoices):
    YEAR_END = "year-end", "Báo cáo tổng kết năm"


class ReportQuerySet(ScopedQuerySet):
    seen_by = DRAFTING_ROLES | {Role.UPPER_STAFF}

    def visible_to(self, user):
        """A draft is seen by those who work on it; upper-level staff read what is issued."""
        readable = Q(issued_at__isnull=False)
        for held in assignments_of(user):
            if held.role in DRAFTING_ROLES:
                readable |= Q(unit__path__startswith=held.unit.path)
        return super().visible_to(user).filter(readable)

    def drafts(self):
        return self.filter(issued_at__isnull=True)

    def issued(self):
        return self.filter(issued_at__isnull=False)

    def in_force(self):
        """Issued, and not replaced by a later one that is issued too."""
        return self.issued().exclude(replaced_by__issued_at__isnull=False)

    def with_replacements(self):
        """With what a row says of itself: its unit, what it replaces, by what it is replaced."""
        return self.select_related("unit", "replaces__unit", "replaced_by__unit")

    def of_period(self, unit: Unit, kind: str, starts_on: datetime.date, ends_on: datetime.date):
        return self.filter(unit=unit, kind=kind, starts_on=starts_on, ends_on=ends_on)

    @transaction.atomic
    def start(
        self,
        *,
        unit: Unit,
        kind: str,
        starts_on: datetime.date,
        ends_on: datetime.date,
        by: User | None,
    ) -> Report:
        """The draft of a unit for a period: a new one, or the one that is being written already."""
        if wrong := wrong_period(starts_on, ends_on):
            raise ValidationError({"ends_on": wrong})
        Unit.objects.select_for_update().get(pk=unit.pk)
        same = self.of_period(unit, kind, starts_on, ends_on)
        if draft := same.drafts().first():
            return draft
        if issued := same.in_force().first():
            raise ValidationError(
                f"Báo cáo của kỳ này đã ban hành ({issued.full_number}). "
                "Nếu cần sửa, mở báo cáo đó và lập bản thay thế."
            )
        report = self.create(unit=unit, kind=kind, starts_on=starts_on, ends_on=ends_on, created_by=by)
        audit.record(by, "report.start", report)
        return report


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
            models.UniqueConstraint(
                name="report_one_draft",
                fields=["unit", "kind", "starts_on", "ends_on"],
                condition=Q(issued_at__isnull=True),
                violation_error_message="Đang có một bản dự thảo cho kỳ này.",
            ),
            models.CheckConstraint(
                name="report_issued_whole",
                condition=Q(issued_at=None, number=None, snapshot=None, sha256="")
                | Q(issued_at__isnull=False, number__isnull=False, snapshot__isnull=False),
            ),
            models.CheckConstraint(
                name="report_replaces_for_a_reason",
                condition=Q(replaces__isnull=True) | ~Q(replace_reason=""),
                violation_error_message="Lập bản thay thế phải ghi lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.ends_on.year}, {self.unit}"

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None

    @property
    def symbol(self) -> str:
        """BC/ĐU of a committee, BC/CB of a cell: the kind of document and the body that issues it."""
        return f"{SYMBOL}/{'CB' if self.unit.is_cell else 'ĐU'}"

    @property
    def full_number(self) -> str:
        """05-BC/ĐU; empty for a draft."""
        return f"{self.number:02}-{self.symbol}" if self.is_issued else ""

    @property
    def file_name(self) -> str:
        """What the PDF is called on the reader's computer: no sign that Windows refuses."""
        number = f"số {self.full_number}" if self.is_issued else "dự thảo"
        return f"{self.get_kind_display()} {self.ends_on.year} - {number}.pdf".replace("/", "-")

    @property
    def latest_job(self):
        """The last request of a PDF of what the report is now: an issued one has no draft's file."""
        return self.jobs.filter(is_final=self.is_issued).first()

    def read_pdf(self) -> bytes | None:
        """The file of an issued report, or the last one made of a draft; None when there is none yet.

        Raises DamagedFileError unless the bytes are the ones whose SHA-256 was kept.
        """
        made = self if self.is_issued else self.jobs.done().first()
        digest = self.sha256 if self.is_issued else made and made.output_hash
        if not digest:
            return None
        return read_whole(made.file, digest)

    def texts(self) -> dict[str, str]:
        """What the office wrote, by the key of the section."""
        return dict(self.sections.values_list("key", "text"))

    @transaction.atomic
    def write(self, texts: dict[str, str], *, version: int, by: User | None) -> None:
        """Save the sections; whoever read an older version is told, and loses nothing."""
        self._lock_draft(version)
        for key, text in texts.items():
            self.sections.update_or_create(key=key, defaults={"text": text})
        self.version = version + 1
        self.save(update_fields=["version"])
        audit.record(by, "report.write", self, texts)

    @transaction.atomic
    def request_pdf(self, *, by: User | None):
        """A job that renders the report as it is: from the records, or from the frozen snapshot.

        While one is on its way, the same one: pressing twice makes no second file.
        """
        report = Report.objects.select_for_update().get(pk=self.pk)
        if report.sha256:
            raise ValidationError("Báo cáo đã ban hành có bản PDF của nó, không lập lại được.")
        if running := report.jobs.unfinished().filter(is_final=report.is_issued).first():
            return running
        job = report.jobs.create(requested_by=by, is_final=report.is_issued)
        audit.record(by, "report.request_pdf", self)
        return job

    @transaction.atomic
    def issue(
        self,
        document: dict,
        *,
        signer: str,
        title: str,
        issued_on: datetime.date,
        by: User | None,
    ) -> None:
        """Take the next number, freeze `document` and queue the job that makes the file from it.

        Raises ValidationError when issued already, changed since it was read, or dated wrongly.
        """
        self._lock_draft(self.version)
        if issued_on > timezone.localdate():
            raise ValidationError({"issued_on": "Chưa đến ngày này."})
        if self.replaces and issued_on < self.replaces.issued_on:
            raise ValidationError({"issued_on": "Không thể trước ngày ban hành của bản được thay."})
        self.term, self.number = Series.objects.next_number(self.unit, SYMBOL, issued_on)
        self.issued_on, self.issued_at, self.issued_by = issued_on, timezone.now(), by
        self.snapshot = document | {
            "number": self.number,
            "issued_on": issued_on.isoformat(),
            "signature": document["signature"] | {"title": title, "name": signer},
        }
        self.save(update_fields=["term", "number", "issued_on", "issued_at", "issued_by", "snapshot"])
        self.request_pdf(by=by)
        audit.record(by, "report.issue", self, ["number", "issued_on", "snapshot"])

    @transaction.atomic
    def correct(self, *, reason: str, by: User | None) -> Report:
        """A new draft that will replace this issued report; this one stays readable as it is."""
        current = Report.objects.select_for_update().get(pk=self.pk)
        if not current.is_issued:
            raise ValidationError("Bản dự thảo thì sửa trực tiếp, không cần bản thay thế.")
        if Report.objects.filter(replaces=self).exists():
            raise ValidationError("Báo cáo này đã có bản thay thế.")
        draft = Report.objects.create(
            unit=self.unit,
            kind=self.kind,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            replaces=self,
            replace_reason=reason,
            created_by=by,
        )
        Section.objects.bulk_create(
            Section(report=draft, key=key, text=text) for key, text in self.texts().items()
        )
        audit.record(by, "report.correct", draft, ["replaces"])
        return draft

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """Take back a draft; what is issued stays."""
        self._lock_draft(self.version)
        audit.record(by, "report.discard", self)
        self.delete()

    def _lock_draft(self, version: int) -> None:
        """Under the row's lock: refuse what is issued, and what somebody else has saved since."""
        current = Report.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa bỏ bản dự thảo này.")
        if current.is_issued:
            raise ValidationError("Báo cáo đã ban hành nên không sửa được nữa.")
        if current.version != version:
            raise ValidationError(
                "Người khác vừa lưu báo cáo này. Nội dung đồng chí nhập vẫn còn dưới đây, bên cạnh "
                "nội dung đang lưu. Sửa cho khớp rồi bấm Lưu lần nữa.",
                code="conflict",
            )


class Section(models.Model):
    """Phần tự viết của báo cáo: what no record can tell, typed by the office."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)
    text = models.TextField(blank=True, validators=[MaxLengthValidator(SECTION_LIMIT)])

    class Meta:
        constraints = [models.UniqueConstraint(name="section_once", fields=["report", "key"])]

    def __str__(self):
        return self.key
