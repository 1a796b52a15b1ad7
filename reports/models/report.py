"""Reports: drafts that follow the records, frozen when they are issued."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import Role
from cells.scoping import assignments_of
from papers.models import Paper, PaperQuerySet
from reports.rules.period import wrong_period

SECTION_LIMIT = 20_000
DRAFTING_ROLES = frozenset({Role.OFFICE, Role.LEADER, Role.INSPECTOR})
SYMBOL = "BC"


class ReportKind(models.TextChoices):
    YEAR_END = "year-end", "Báo cáo tổng kết năm"


class ReportQuerySet(PaperQuerySet):
    def visible_to(self, user):
        """A draft is seen by those who work on it; upper-level staff read what is issued."""
        readable = Q(pk__in=[])
        for held in assignments_of(user):
            if held.role in DRAFTING_ROLES:
                readable |= Q(unit__path__startswith=held.unit.path)
            elif held.role == Role.UPPER_STAFF:
                readable |= Q(unit__path__startswith=held.unit.path, issued_at__isnull=False)
        return self.filter(readable)

    def with_replacements(self):
        """With what a row says of itself: its unit, what it replaces, by what it is replaced."""
        return self.select_related("unit", "replaces", "replaced_by")

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
        facts = {"kind": kind, "title": ReportKind(kind).label, "symbol": SYMBOL, "created_by": by}
        report = self.create(unit=unit, starts_on=starts_on, ends_on=ends_on, **facts)
        audit.record(by, "report.start", report)
        return report


class Report(Paper):
    """Báo cáo: a paper that follows the records while it is a draft."""

    drafted_by = "reports.tasks.print_draft"

    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1, editable=False)  # of the draft's texts

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-pk"]
        verbose_name = verbose_name_plural = "báo cáo"
        constraints = [
            models.CheckConstraint(
                name="report_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày cuối kỳ không được trước ngày đầu kỳ.",
            )
        ]

    def __str__(self):
        return f"{self.title} {self.ends_on.year}, {self.unit}"

    @property
    def file_stem(self) -> str:
        number = f"số {self.full_number}" if self.is_issued else "dự thảo"
        return f"{self.title} {self.ends_on.year} - {number}".replace("/", "-")

    def save(self, *args, **kwargs):
        """One draft and one version after the other of a unit's period: `about` tells which."""
        self.about = f"{self.starts_on}/{self.ends_on}"
        super().save(*args, **kwargs)

    def replaced_note(self) -> str:
        if self.replaces is None:
            return ""
        old = f"{self.replaces.full_number} ngày {self.replaces.issued_on:%d/%m/%Y}"
        return f"Thay thế Báo cáo số {old}. Lý do: {self.reason}"

    def texts(self) -> dict[str, str]:
        """What the office wrote, by the key of the section."""
        return dict(self.sections.values_list("key", "text"))

    @transaction.atomic
    def write(self, texts: dict[str, str], *, revision: int, by: User | None) -> None:
        """Save the sections; whoever read an older revision is told, and loses nothing."""
        self._lock_draft(revision)
        for key, text in texts.items():
            self.sections.update_or_create(key=key, defaults={"text": text})
        self.revision = revision + 1
        self.save(update_fields=["revision"])
        audit.record(by, "report.write", self, texts)

    @transaction.atomic
    def issue(
        self, document: dict, *, signer: str, title: str, issued_on: datetime.date, by: User | None
    ) -> None:
        """Freeze `document` with who signs it, and queue the job that makes the file from it.

        Raises ValidationError when issued already, changed since it was read, or dated wrongly.
        """
        self._lock_draft(self.revision)
        signature = document["signature"] | {"title": title, "name": signer}
        self.freeze(document | {"signature": signature}, issued_on=issued_on, by=by)
        self.request_pdf(by=by)
        audit.record(by, "report.issue", self, ["number", "issued_on", "snapshot"])

    @transaction.atomic
    def correct(self, *, reason: str, by: User | None) -> Report:
        """A new draft that will replace this issued report; this one stays readable as it is."""
        current = Report.objects.select_for_update().get(pk=self.pk)
        period = {"starts_on": self.starts_on, "ends_on": self.ends_on}
        draft = current.successor(reason, **period, created_by=by)
        draft.save()
        Section.objects.bulk_create(
            Section(report=draft, key=key, text=text) for key, text in self.texts().items()
        )
        audit.record(by, "report.correct", draft, ["replaces"])
        return draft

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """Take back a draft; what is issued stays."""
        self._lock_draft(self.revision)
        audit.record(by, "report.discard", self)
        self.delete()

    def _lock_draft(self, revision: int) -> None:
        """Under the row's lock: refuse what is issued, and what somebody else has saved since."""
        current = Report.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Người khác vừa bỏ bản dự thảo này.")
        if current.is_issued:
            raise ValidationError("Báo cáo đã ban hành nên không sửa được nữa.")
        if current.revision != revision:
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
