"""What workers do for meetings: print one paper, and sweep up what got lost (common/jobs.py)."""

from __future__ import annotations

from celery import shared_task
from django.utils.module_loading import import_string

from common import jobs
from meetings.documents import DOCUMENTS
from meetings.models import Meeting, PrintJob

CRASHED = "Máy xử lý gặp lỗi khi lập giấy tờ này. Mời báo quản trị; nội dung trong sổ không mất."


def send(job: PrintJob) -> None:
    """Tell the workers of a job once it is committed."""
    jobs.send(print_paper, job)


def send_papers(meeting: Meeting) -> None:
    """Tell the workers of the papers that adopting it has frozen."""
    for job in meeting.prints.unfinished().filter(paper__isnull=False):
        send(job)


@shared_task
def print_paper(pk: int) -> None:
    """Make the PDF of one job, unless somebody else does or did."""
    if job := PrintJob.objects.select_related("unit", "meeting__unit", "paper").filter(pk=pk).first():
        jobs.carry_out(job, lambda: _print(job), crashed=CRASHED)


def _print(job: PrintJob) -> None:
    from meetings.rendering import html  # noqa: PLC0415
    from papers.pdf import make_file  # noqa: PLC0415 - the web process must never load Pango

    job.advance(10, "Đọc sổ sách")
    documents = DOCUMENTS | import_string("scoring.documents.DOCUMENTS")
    make_file(job, documents[job.kind](job), html)


@shared_task
def sweep_prints() -> None:
    """Every 15 seconds."""
    jobs.sweep(print_paper, PrintJob.objects)
