"""What workers do: render one job, and sweep up what got lost (common/jobs.py)."""

from __future__ import annotations

from celery import shared_task
from celery.signals import worker_init

from common import jobs
from reports import documents
from reports.models import RenderJob

CRASHED = "Máy xử lý gặp lỗi khi lập báo cáo này. Mời báo quản trị; nội dung báo cáo không mất."


def send(job: RenderJob) -> None:
    """Tell the workers of a job once it is committed."""
    jobs.send(render, job)


@worker_init.connect
def warm_up(**kwargs) -> None:
    """Load the renderer before the worker forks: the first report needs no second more."""
    from papers import pdf as rendering  # noqa: F401, PLC0415 - the web process must never load Pango


@shared_task
def render(pk: int) -> None:
    """Make the PDF of one job, unless somebody else does or did."""
    if job := RenderJob.objects.select_related("report__unit").filter(pk=pk).first():
        jobs.carry_out(job, lambda: _render(job), crashed=CRASHED)


def _render(job: RenderJob) -> None:
    from papers.pdf import make_file  # noqa: PLC0415 - the web process must never load Pango
    from reports.rendering import html  # noqa: PLC0415

    job.advance(10, "Tính số liệu từ sổ sách")
    document = job.report.snapshot if job.is_final else documents.draft(job.report)
    make_file(job, document, html)


@shared_task
def sweep() -> None:
    """Every 15 seconds."""
    jobs.sweep(render, RenderJob.objects)
