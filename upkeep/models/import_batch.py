"""Workbooks brought in: read, looked at, then taken over; refused rows come back, to be mended."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import secrets
import time
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import number_format

from accounts import audit
from accounts.models import User
from cells.models import Threshold, ThresholdCode, Unit
from cells.rights import RIGHTS, may
from cells.scoping import ScopedQuerySet
from common.models import Job, JobQuerySet, JobState
from common.models.job import SLOW_START
from common.vietnamese import nfc
from upkeep.models.import_layout import ImportLayout

ROWS_AT_ONCE = 1000
PAUSE = 0.12  # seconds
NO_RIGHT = "Người yêu cầu không còn quyền nhập cho tổ chức này."


class ImportKind(models.TextChoices):
    MEMBERS = "members", "Danh sách đảng viên"
    CANDIDATES = "candidates", "Quần chúng ưu tú"
    OFFICES = "offices", "Chức vụ đảng"
    MOVEMENTS = "movements", "Chuyển đến, chuyển đi"
    MEETINGS = "meetings", "Sinh hoạt trong năm"
    GRADES = "grades", "Xếp loại, khen thưởng các năm trước"
    STEPS = "steps", "Điểm, phiếu, đề nghị xếp loại năm nay"


class ImportStep(models.TextChoices):
    """What the worker was last asked for."""

    READ = "read", "đọc và kiểm tra"
    APPLY = "apply", "ghi vào phần mềm"
    WITHDRAW = "withdraw", "rút lại"


class Verdict(models.TextChoices):
    """What will become of a row or a cell; a row is never a warning, it carries one."""

    NEW = "new", "mới"
    CHANGED = "changed", "thay đổi"
    SAME = "same", "không đổi"
    WARNING = "warning", "cần xem"
    ERROR = "error", "lỗi"


WRITTEN = {Verdict.NEW, Verdict.CHANGED}


def store_name(instance, filename: str) -> str:
    """A name of our own: nothing of what the user's file was called reaches the disk."""
    return f"imports/{secrets.token_hex(16)}.xlsx"


def counted(rows: Iterable) -> dict[str, int]:
    """Rows of each verdict; those with a warning are among the ones that can be written."""
    counts = dict.fromkeys(Verdict.values, 0)
    for row in rows:
        counts[row.verdict] += 1
        counts[Verdict.WARNING] += row.is_warned and row.verdict != Verdict.ERROR
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
        lying = self.exclude(pk__in=self.applied()).exclude(file="")
        since = Threshold.objects.kept_since(ThresholdCode.IMPORT_DAYS)
        return lying.filter(asked_at__lt=since)

    def forget_refused(self) -> None:
        """Rows that were refused so long ago are mended by now, or not wanted."""
        since = Threshold.objects.kept_since(ThresholdCode.IMPORT_DAYS)
        old = self.applied().filter(asked_at__lt=since)
        ImportRow.objects.filter(batch__in=old).delete()


class ImportBatch(Job):
    """Lần nhập tệp Excel. Each asking of the worker is an attempt of its own from the beginning."""

    task = "upkeep.tasks.run_import"
    let_go_at = 0.0  # when the last portion was over, by the clock of the process

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
    reason = models.CharField("lý do rút lại", max_length=300, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "lần nhập tệp Excel"

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
    def is_withdrawn(self) -> bool:
        return self.step == ImportStep.WITHDRAW and self.state == JobState.DONE

    @property
    def is_open(self) -> bool:
        """It may be read again: no worker has it, and it was neither taken over whole nor back."""
        return self.is_over and not self.is_applied and self.step != ImportStep.WITHDRAW

    @property
    def written_count(self) -> int:
        """Rows that stand in the records because of it."""
        return self.portions.rows()

    @property
    def written_now(self) -> int:
        """Of them those since it was last asked for."""
        return self.portions.filter(at__gte=self.asked_at).rows()

    @property
    def error_count(self) -> int:
        return self.counts.get(Verdict.ERROR, 0)

    @property
    def change_count(self) -> int:
        return self.counts.get(Verdict.NEW, 0) + self.counts.get(Verdict.CHANGED, 0)

    def refusal(self) -> str:
        """Why it cannot be taken over as it is; "" when it can."""
        if self.is_applied:
            return "Bảng này đã được ghi vào phần mềm."
        if not self.is_previewed:
            return "Chưa có bản xem trước đọc thành công."
        if not self.change_count and self.error_count:
            return f"Còn {self.error_count} dòng có lỗi, không có dòng nào ghi được."
        if not self.change_count:
            return "Mọi điều trong bảng đã có trong phần mềm; không có gì để ghi."
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
        """Ask a worker to write every row that has no error."""
        batch = self._locked()
        if reason := batch.refusal():
            raise ValidationError(reason)
        batch._ask(ImportStep.APPLY, by)
        audit.record(by, "import.request", batch)

    @transaction.atomic
    def request_withdrawal(self, *, reason: str, by: User) -> None:
        """Ask a worker to put every row as it was before; it first looks whether anything stands on
        them, without holding others up."""
        batch = self._locked()
        if not batch.is_over:
            raise ValidationError("Phần mềm đang xử lý bảng này.")
        batch.check_written()
        batch.reason = nfc(reason)
        batch._ask(ImportStep.WITHDRAW, by)
        audit.record(by, "import.request_withdrawal", batch, note=batch.reason)

    @transaction.atomic
    def stop(self, *, by: User) -> None:
        """Take the job from its worker: what it is about to do is not kept, what it did is."""
        batch = self._locked()
        if batch.is_over:
            raise ValidationError("Việc này đã xong, không dừng được nữa.")
        facts = {"state": JobState.FAILED, "error": batch._stopped(), "finished_at": timezone.now()}
        audit.change(by, "import.stop", batch, **facts)

    def _stopped(self) -> str:
        if self.step == ImportStep.READ:
            return "Đã dừng."
        if self.step == ImportStep.WITHDRAW:
            return f"Đã dừng: còn {_grouped(self.written_count)} dòng chưa rút lại."
        return f"Đã dừng: {self.told_of_written()} đã ghi."

    def told_of_written(self) -> str:
        return f"{_grouped(self.written_now)} trong {_grouped(self.change_count)} dòng"

    @transaction.atomic
    def discard(self, *, by: User | None) -> None:
        """Throw the file and its preview away. What was written before it was stopped is taken back
        first; forgotten with time, it can still be taken back."""
        batch = self._locked()
        is_written = batch.portions.exists()
        if not batch.is_open or (by and is_written):
            raise ValidationError("Lúc này không bỏ được bảng này.")
        audit.record(by, "import.discard", batch)
        batch._forget_file()
        batch.rows.all().delete()
        if is_written:
            ImportBatch.objects.filter(pk=batch.pk).update(file="", **_nothing_said())
        else:
            batch.delete()

    def check_right(self) -> None:
        """Rights may end between asking and doing. Raises ValidationError."""
        if not may(self.requested_by, "member.import", self.unit):
            raise ValidationError(NO_RIGHT)

    def keep_preview(self, rows: list[ImportRow], **facts) -> None:
        """Put these rows in the place of what was read before. Raises LeaseLostError."""
        for start in range(0, len(rows) or 1, ROWS_AT_ONCE):
            with self.portion(90 + start // ROWS_AT_ONCE, "Lưu bản xem trước"):
                if start == 0:
                    self.rows.all().delete()
                ImportRow.objects.bulk_create(rows[start : start + ROWS_AT_ONCE])
        self.keep(
            step=ImportStep.READ,
            state=JobState.DONE,
            progress=100,
            error="",
            counts=counted(rows),
            finished_at=timezone.now(),
            **facts,
        )

    @contextlib.contextmanager
    def portion(self, progress: int, stage: str) -> Iterator[None]:
        """A part of the work, short enough for others to wait for. Raises LeaseLostError.

        It holds the row: nobody takes the job over meanwhile, and who stops it waits for the end.
        Then comes a pause: whoever waits for SQLite asks only every tenth of a second.
        """
        time.sleep(max(0, self.let_go_at + PAUSE - time.monotonic()))
        with transaction.atomic():
            self.advance(progress, stage)
            yield
        self.let_go_at = time.monotonic()

    def keep_written(self, portion: int, refused: list[ImportRow]) -> None:
        """Of this portion nothing is left to do; rows refused by now are kept like the others."""
        self.rows.filter(portion=portion).update(portion=None, raw={})
        for row in refused:
            facts = {"verdict": row.verdict, "is_warned": row.is_warned, "cells": row.cells}
            self.rows.filter(sheet=row.sheet, number=row.number).update(**facts)

    @transaction.atomic
    def finish(self) -> None:
        """Taken over: the records hold it now, so file and preview go, but for the rows that were
        refused. Raises LeaseLostError."""
        counts = counted(self.rows.only("batch", "verdict", "is_warned"))
        self._finish(self.rows.exclude(verdict=Verdict.ERROR), counts=counts)
        audit.record(self.requested_by, "import.apply", self)

    @transaction.atomic
    def finish_withdrawal(self) -> None:
        """Withdrawn: file, preview and rows go. Raises LeaseLostError."""
        self._finish(self.rows.all())
        audit.record(self.requested_by, "import.withdraw", self, note=self.reason)

    def _finish(self, rows: models.QuerySet, **facts) -> None:
        if self.file:
            self._forget_file()
        facts |= _nothing_said() | {"file": "", "finished_at": timezone.now(), "error": ""}
        self.keep(state=JobState.DONE, progress=100, **facts)
        rows.delete()

    def check_written(self) -> None:
        if not self.portions.exists():
            raise ValidationError("Bảng này chưa ghi gì vào phần mềm, hoặc đã được rút lại.")

    def check_withdrawal(self) -> None:
        """Refuse, with names, while something stands on what was written."""
        self.check_written()
        self.portions.check_withdrawal()

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


def _grouped(number: int) -> str:
    return number_format(number, force_grouping=True)


def _nothing_said() -> dict[str, list]:
    return {name: [] for name in ("columns", "left_out", "told", "everywhere")}


class ImportRowQuerySet(models.QuerySet):
    def to_write(self):
        """New or changed, and not written yet."""
        return self.filter(portion__isnull=False, verdict__in=WRITTEN)

    def portions(self) -> list[int]:
        return sorted(set(self.values_list("portion", flat=True)))

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
    # With which other rows it is written at once; none where it is not, or once it is.
    portion = models.PositiveIntegerField(null=True)
    # Of one to be written: field → plain value, so that the file is read once.
    raw = models.JSONField(default=dict)
    # [field, letter of the column, what stands there, verdict, old value or reason]
    cells = models.JSONField(default=list)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "dòng của tệp Excel"
        constraints = [
            models.UniqueConstraint(name="importrow_once", fields=["batch", "sheet", "number"])
        ]
        indexes = [models.Index(name="importrow_portion", fields=["batch", "portion"])]

    def __str__(self):
        return f"{self.batch}, dòng {self.where}"

    @property
    def place(self) -> tuple[str, int]:
        return self.sheet, self.number

    @property
    def promise(self) -> tuple[str, dict[str, str]]:
        """What was agreed to: the act, and which values go."""
        return self.verdict, {cell[0]: cell[4] for cell in self.cells if cell[3] == Verdict.CHANGED}

    @property
    def where(self) -> int | str:
        return f"{self.number} trang “{self.sheet}”" if self.sheet else self.number
