"""Workbooks brought in: read, looked at, then taken over; refused rows come back, to be mended."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import RIGHTS, may
from cells.scoping import ScopedQuerySet
from common.models import Job, JobQuerySet, JobState
from common.models.job import SLOW_START
from upkeep.models.import_layout import ImportLayout

ROWS_AT_ONCE = 1000
KEPT = datetime.timedelta(days=30)  # without being taken over
NO_RIGHT = "Người yêu cầu không còn quyền nhập cho tổ chức này."


class ImportKind(models.TextChoices):
    MEMBERS = "members", "Danh sách đảng viên"
    CANDIDATES = "candidates", "Quần chúng ưu tú"
    OFFICES = "offices", "Chức vụ đảng"
    MOVEMENTS = "movements", "Chuyển đến, chuyển đi"
    MEETINGS = "meetings", "Sinh hoạt trong năm"
    GRADES = "grades", "Xếp loại, khen thưởng các năm trước"


class ImportStep(models.TextChoices):
    """What the worker was last asked for."""

    READ = "read", "đọc và kiểm tra"
    APPLY = "apply", "ghi vào sổ"


class Verdict(models.TextChoices):
    """What will become of a row or a cell; a row is never a warning, it carries one."""

    NEW = "new", "mới"
    CHANGED = "changed", "thay đổi"
    SAME = "same", "không đổi"
    WARNING = "warning", "cần xem"
    ERROR = "error", "lỗi"


def store_name(instance, filename: str) -> str:
    """A name of our own: nothing of what the user's file was called reaches the disk."""
    return f"imports/{secrets.token_hex(16)}.xlsx"


def counted(rows: Iterable) -> dict[str, int]:
    """Rows of each verdict; those with a warning are among the others."""
    counts = dict.fromkeys(Verdict.values, 0)
    for row in rows:
        counts[row.verdict] += 1
        counts[Verdict.WARNING] += row.is_warned
    return counts


class ImportBatchQuerySet(JobQuerySet, ScopedQuerySet):
    seen_by = RIGHTS["member.import"]

    @transaction.atomic
    def receive(
        self,
        *,
        unit: Unit,
        kind: ImportKind,
        name: str,
        content: bytes,
        by: User,
        starts_on: datetime.date | None = None,
    ) -> ImportBatch:
        """Keep a workbook that passed the guard, and ask a worker to read it."""
        batch = self.model(unit=unit, kind=kind, starts_on=starts_on, requested_by=by)
        batch.original_name, batch.sha256 = name[-200:], hashlib.sha256(content).hexdigest()
        batch.file.save(name, ContentFile(content), save=False)
        batch.save()
        batch.send()
        audit.record(by, "import.receive", batch)
        return batch

    def applied(self):
        return self.filter(step=ImportStep.APPLY, state=JobState.DONE)

    def forgotten(self):
        """Looked at long ago and never taken over: copies of personal data that nobody needs."""
        return self.exclude(pk__in=self.applied()).filter(asked_at__lt=timezone.now() - KEPT)

    def forget_refused(self) -> None:
        """Rows that were refused so long ago are mended by now, or not wanted."""
        old = self.applied().filter(asked_at__lt=timezone.now() - KEPT)
        ImportRow.objects.filter(batch__in=old).delete()


class ImportBatch(Job):
    """Lần nhập bảng tính. Each asking of the worker is an attempt of its own from the beginning."""

    task = "upkeep.tasks.run_import"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại bảng", max_length=12, choices=ImportKind.choices)
    # From when people not known so far are counted, where the workbook does not say.
    starts_on = models.DateField("tính từ ngày", null=True, blank=True)
    file = models.FileField(upload_to=store_name, blank=True)
    sha256 = models.CharField(max_length=64)
    original_name = models.CharField("tên tệp", max_length=200)
    sheet = models.CharField("trang tính", max_length=40, blank=True)
    # One for each column: its letter, its heading and what stands below, as first seen.
    columns = models.JSONField(default=list)
    # Field → letter of its column; None until the heading was guessed.
    mapping = models.JSONField(null=True)
    step = models.CharField(max_length=8, choices=ImportStep.choices, default=ImportStep.READ)
    counts = models.JSONField(default=dict)  # rows by verdict
    # Rows that are about nobody, totals and signatures: [row, its text].
    left_out = models.JSONField(default=list)
    # What was read and how, for the top of the preview: [what it is about, sentence, is it in doubt].
    told = models.JSONField(default=list)
    # [field, verdict, reason] of what is said of every row: it stands at the top, not at each.
    everywhere = models.JSONField(default=list)
    asked_at = models.DateTimeField(default=timezone.now)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "lần nhập bảng tính"

    def __str__(self):
        return f"{self.get_kind_display()}: {self.original_name}"

    @property
    def is_slow_to_start(self) -> bool:
        return self.state == JobState.QUEUED and self.asked_at < timezone.now() - SLOW_START

    @property
    def is_previewed(self) -> bool:
        return self.step == ImportStep.READ and self.state == JobState.DONE

    @property
    def is_applied(self) -> bool:
        return self.step == ImportStep.APPLY and self.state == JobState.DONE

    @property
    def is_open(self) -> bool:
        """It may be changed or thrown away: no worker has it, and nothing came of it."""
        return self.is_over and not self.is_applied

    @property
    def error_count(self) -> int:
        return self.counts.get(Verdict.ERROR, 0)

    @property
    def change_count(self) -> int:
        return self.counts.get(Verdict.NEW, 0) + self.counts.get(Verdict.CHANGED, 0)

    def refusal(self) -> str:
        """Why it cannot be taken over as it is; "" when it can."""
        if self.is_applied:
            return "Bảng này đã được ghi vào sổ."
        if not self.is_previewed:
            return "Chưa có bản xem trước đọc thành công."
        if not self.change_count and self.error_count:
            return f"Còn {self.error_count} hàng có lỗi, không có hàng nào ghi được."
        if not self.change_count:
            return "Mọi điều trong bảng đã có trong sổ; không có gì để ghi."
        return ""

    @transaction.atomic
    def remap(self, mapping: dict[str, str], *, by: User) -> None:
        """Correct which column is which field, for the next time too; the file is judged again."""
        batch = self._locked()
        if not batch.is_open or not batch.columns:
            raise ValidationError("Lúc này không sửa được các cột.")
        batch.mapping = mapping
        ImportLayout.objects.remember(batch.unit, batch.kind, batch.columns, mapping)
        batch._ask(ImportStep.READ, by)
        audit.record(by, "import.remap", batch, mapping)

    @transaction.atomic
    def ask_again(self, *, by: User) -> None:
        """Read once more, after the reading failed or the records have changed since."""
        batch = self._locked()
        if not batch.is_open:
            raise ValidationError("Lúc này không đọc lại được bảng này.")
        batch._ask(ImportStep.READ, by)
        audit.record(by, "import.read", batch)

    @transaction.atomic
    def request_apply(self, *, by: User) -> None:
        """Ask a worker to write every row that has no error: all of them, or nothing."""
        batch = self._locked()
        if reason := batch.refusal():
            raise ValidationError(reason)
        batch._ask(ImportStep.APPLY, by)
        audit.record(by, "import.request", batch)

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """Throw the file and its preview away; nothing was taken over."""
        batch = self._locked()
        if not batch.is_open:
            raise ValidationError("Lúc này không bỏ được bảng này.")
        audit.record(by, "import.discard", batch)
        batch._forget_file()
        batch.rows.all().delete()
        batch.delete()

    def check_right(self) -> None:
        """Rights may end between asking and doing. Raises ValidationError."""
        if not may(self.requested_by, "member.import", self.unit):
            raise ValidationError(NO_RIGHT)

    @transaction.atomic
    def keep_preview(self, rows: list[ImportRow], note: str = "", **facts) -> None:
        """Put these rows in the place of what was read before. Raises LeaseLostError."""
        self.keep(
            step=ImportStep.READ,
            state=JobState.DONE,
            progress=100,
            error=note[:300],
            counts=counted(rows),
            finished_at=timezone.now(),
            **facts,
        )
        self.rows.all().delete()
        ImportRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)

    def finish(self) -> None:
        """Taken over: the records hold it now, so file and preview go, but for the rows that were
        refused. Raises LeaseLostError."""
        self._forget_file()
        said = {name: [] for name in ("columns", "left_out", "told", "everywhere")}
        self.keep(state=JobState.DONE, progress=100, file="", finished_at=timezone.now(), **said)
        self.rows.exclude(verdict=Verdict.ERROR).delete()
        audit.record(self.requested_by, "import.apply", self)

    def _locked(self) -> ImportBatch:
        return ImportBatch.objects.select_for_update().get(pk=self.pk)

    def _ask(self, step: ImportStep, by: User) -> None:
        self.step, self.state, self.requested_by = step, JobState.QUEUED, by
        self.attempt = self.progress = 0
        self.stage = self.error = ""
        self.queued_at = self.asked_at = timezone.now()
        self.save()
        self.send()

    def _forget_file(self) -> None:
        """The file goes once that is certain: after the commit."""
        storage, name = self.file.storage, self.file.name
        transaction.on_commit(lambda: storage.delete(name))


class ImportRowQuerySet(models.QuerySet):
    def with_verdict(self, verdict: str):
        """Rows of one kind; those with a warning are among the others."""
        if verdict == Verdict.WARNING:
            return self.filter(is_warned=True)
        return self.filter(verdict=verdict) if verdict in Verdict.values else self


class ImportRow(models.Model):
    """A row of the workbook as the preview shows it."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # as in Excel
    sheet = models.CharField(max_length=40, blank=True)  # its name, where several are read
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    is_warned = models.BooleanField(default=False)
    # [field, letter of the column, what stands there, verdict, old value or reason]
    cells = models.JSONField(default=list)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "hàng của bảng tính"
        constraints = [
            models.UniqueConstraint(name="importrow_once", fields=["batch", "sheet", "number"])
        ]

    def __str__(self):
        return f"{self.batch}, hàng {self.where}"

    @property
    def where(self) -> int | str:
        return f"{self.number} trang “{self.sheet}”" if self.sheet else self.number
