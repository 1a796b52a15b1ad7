"""Books: a long paper, or many, in parts that workers print side by side and one of them joins."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from common.models import JobState
from common.models.job import send_all
from common.models.links import optional, required
from papers.models.paper import CANCELLED, PrintJob, PrintJobQuerySet

JOINING = 10  # of a hundred, the last step of the whole

Parts = Iterable[tuple[str, PrintJob | None, str]]


class BookQuerySet(PrintJobQuerySet):
    @transaction.atomic
    def bind(self, parts: Callable[[], Parts], *, by: User | None, **what) -> Book:
        """A book of these parts in their order; while the same one is on its way, that one.

        `parts` asks for the print jobs: a title, and the job or why there is none. None of them is
        sent yet: however many there are, the request waits for the broker once.
        """
        Unit.objects.select_for_update().get(pk=what["unit"].pk)
        if running := self.unfinished().filter(**what).first():
            return running
        book = self.create(requested_by=by, task=Book.TASK, kind=Book.KIND, **what)
        made = [
            BookPart(book=book, place=place, title=title[:200], job=job, reason=reason[:300])
            for place, (title, job, reason) in enumerate(parts(), start=1)
        ]
        BookPart.objects.bulk_create(made)
        audit.record(by, "book.request", book, ["kind"])
        jobs = [part.job for part in made if part.job and part.job.state == JobState.QUEUED]
        send_all([*jobs, book])
        return self.for_page().get(pk=book.pk)

    def complete(self):
        """All of whose parts are over: to be joined."""
        return self.exclude(Exists(BookPart.objects.going_on().filter(book=OuterRef("pk"))))

    def for_page(self):
        return super().for_page().prefetch_related("parts__job")


class Book(PrintJob):
    """Tập: waits in the queue while its parts are made, then a worker joins them.

    `asks`: the right that its content asks for, as that of its parts.
    """

    room, crumb = "reports", "reports/_book_crumb.html"
    TASK, KIND = "papers.tasks.join_book", "book"

    about = models.CharField("nội dung", max_length=200)
    asks = models.CharField(max_length=40, editable=False)
    as_on = models.DateField("tính đến ngày")  # whose names stand on its first page

    objects = BookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tập giấy tờ"

    @property
    def right(self) -> str:
        return self.asks

    @property
    def detail_page(self) -> str:
        return f"{self.room}:book_detail"

    @property
    def download_page(self) -> str:
        return f"{self.room}:book_download"

    @property
    def file_name(self) -> str:
        return f"{self.title} - {self.unit.name} - {self.as_on:%d-%m-%Y}.pdf".replace("/", "-")

    @property
    def shown_progress(self) -> int:
        """Of the whole: the mean of its parts, and the joining."""
        if self.is_over:
            return 100
        parts = [100 if part.is_over else part.job.progress for part in self.parts.all()]
        joined = self.progress if self.state == JobState.RUNNING else 0
        return (sum(parts) // (len(parts) or 1) * (100 - JOINING) + joined * JOINING) // 100

    @property
    def shown_stage(self) -> str:
        if self.state != JobState.QUEUED:
            return super().shown_stage
        parts = list(self.parts.all())
        over = sum(part.is_over for part in parts)
        return f"Đang lập các phần: xong {over}/{len(parts)}"

    @property
    def is_slow_to_start(self) -> bool:
        begun = any(part.is_over or part.job.attempt for part in self.parts.all())
        return not begun and super().is_slow_to_start

    @property
    def advice(self) -> str:
        """Which parts are not in it."""
        missing = [part for part in self.parts.all() if part.why_missing]
        said = "; ".join(f"{part.title}: {part.why_missing}" for part in missing)
        return f"Không có trong tập: {said}" if missing else ""

    def send_if_complete(self) -> None:
        """After a part is over; the sweep does it where this was lost."""
        if self.state == JobState.QUEUED and Book.objects.complete().filter(pk=self.pk).exists():
            self.send()

    @transaction.atomic
    def cancel(self, *, by: User) -> None:
        """Stop what has not begun: the book, and its parts that no other book waits for."""
        super().cancel(by=by)
        elsewhere = BookPart.objects.of_unfinished().filter(job=OuterRef("pk")).exclude(book=self)
        own = PrintJob.objects.filter(bound_in__book=self, requested_by=self.requested_by)
        waiting = own.filter(state=JobState.QUEUED, is_final=False).exclude(Exists(elsewhere))
        ids = list(waiting.values_list("pk", flat=True))
        now = {"state": JobState.FAILED, "error": CANCELLED, "finished_at": timezone.now()}
        PrintJob.objects.filter(pk__in=ids, state=JobState.QUEUED).update(**now)

    @transaction.atomic
    def finish(self, made: bytes) -> None:
        """Keep the file, and of each part where it begins or why it is missing."""
        parts = list(self.parts.all())
        for part in parts:
            part.reason = part.why_missing
        BookPart.objects.bulk_update(parts, ["page", "reason"])
        super().finish(made)


class BookPartQuerySet(models.QuerySet):
    def going_on(self):
        return self.filter(job__state__in=[JobState.QUEUED, JobState.RUNNING])

    def of_unfinished(self):
        return self.filter(book__state__in=[JobState.QUEUED, JobState.RUNNING])


class BookPart(models.Model):
    """Một phần của tập: its job, or why there is none; where it begins once it is joined."""

    book = required(Book, on_delete=models.CASCADE, related_name="parts")
    place = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên", max_length=200)
    job = optional(PrintJob, on_delete=models.SET_NULL, related_name="bound_in")
    page = models.PositiveIntegerField("trang", null=True)
    reason = models.CharField("lý do không có", max_length=300, blank=True)

    objects = BookPartQuerySet.as_manager()

    class Meta:
        ordering = ["place"]
        verbose_name = verbose_name_plural = "phần của tập"
        constraints = [models.UniqueConstraint(name="bookpart_once", fields=["book", "place"])]

    def __str__(self):
        return self.title

    @property
    def is_over(self) -> bool:
        return self.job is None or self.job.is_over

    @property
    def why_missing(self) -> str:
        """Nothing while it is made, and where it is there."""
        if self.reason or self.job is None:
            return self.reason or "Bản dự thảo đã bị bỏ."
        return self.job.error if self.job.state == JobState.FAILED else ""
