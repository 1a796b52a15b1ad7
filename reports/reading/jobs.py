"""What a user asked workers for in the last days: prints, books, workbooks, the newest first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cells.models import Unit
from common.models import Job, JobState
from papers.models import Book, PrintJob
from reports.models import RegisterPrint
from upkeep.models import ImportBatch

KEPT = datetime.timedelta(days=30)
MOST = 200
# The rooms' own kinds of print jobs and of papers, as their tables hang on those of `papers`.
KINDS = [
    "book",
    "registerprint",
    "reportprint",
    "meetingprint",
    "gradingprint",
    "awardprint",
    "inspectionprint",
]
PAPERS = ["report", "meetingpaper", "roundpaper"]


@dataclass(frozen=True)
class Line:
    """A job with where it stands: `page` shows it, `file` hands out what was made."""

    job: Job
    title: str
    about: str
    page: str
    file: str = ""

    @property
    def may_cancel(self) -> bool:
        is_own = isinstance(self.job, PrintJob) and self.job.requested_by_id is not None
        return is_own and self.job.state == JobState.QUEUED


def jobs_of(user: User) -> list[Line]:
    """The own, and what was made ready by itself for the units of an office. Parts of books stand in
    their book."""
    since = {"created_at__gte": timezone.now() - KEPT}
    own = Q(requested_by=user)
    for_office = Q(prepared__unit__in=Unit.objects.allowing(user, "unit.record"))
    papers = [f"paper__{name}" for name in PAPERS]
    related = ["unit", "paper__unit", *KINDS, *papers]
    prints = PrintJob.objects.filter(own | for_office, **since).exclude(registerprint__in_book=True)
    prints = prints.select_related(*related).prefetch_related("book__parts__job").order_by("-id")
    batches = ImportBatch.objects.filter(own, **since).select_related("unit").order_by("-id")
    lines = [*map(_printed, prints[:MOST]), *map(_brought_in, batches[:MOST])]
    return sorted(lines, key=lambda line: line.job.created_at, reverse=True)


def _printed(row: PrintJob) -> Line:
    kinds = (getattr(row, name, None) for name in KINDS)
    if (job := next(filter(None, kinds), None)) is None:
        return _of_paper(row)
    made = job.state == JobState.DONE
    file = reverse(job.download_page, args=[job.pk]) if made else ""
    return Line(job, job.title, _about(job), reverse(job.detail_page, args=[job.pk]), file)


def _about(job: PrintJob) -> str:
    """Some tell what they are of from rows that a list does not read: their page does."""
    return job.about if isinstance(job, Book | RegisterPrint) else str(job.unit)


def _of_paper(job: PrintJob) -> Line:
    papers = (getattr(job.paper, name, None) for name in PAPERS)
    paper = next(filter(None, papers), None)
    if paper is None:
        return Line(job, job.title, str(job.unit), "")
    page = paper.page or "reports:report_detail"
    args = paper.page_args if paper.page else [paper.pk]
    return Line(job, job.title, str(job.unit), reverse(page, args=args))


def _brought_in(batch: ImportBatch) -> Line:
    page = reverse("upkeep:import_detail", args=[batch.pk])
    return Line(batch, f"Nhập bảng: {batch.get_kind_display()}", str(batch.unit), page)
