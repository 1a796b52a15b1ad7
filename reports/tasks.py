"""What workers do: render one job, and sweep up what got lost (cells/jobs.py)."""

from __future__ import annotations

import logging

from celery import shared_task
from celery.signals import worker_init

from cells import jobs
from cells.models import LeaseLostError
from reports import documents
from reports.models import RenderJob

CRASHED = "Máy xử lý gặp lỗi khi lập báo cáo này. Mời báo quản trị; nội dung báo cáo không mất."

logger = logging.getLogger(__name__)


def send(job: RenderJob) -> None:
    """Tell the workers of a job once it is committed."""
    jobs.send(render, job)


@worker_init.connect
def warm_up(**kwargs) -> None:
    """Load the renderer before the worker forks: the first report needs no second more."""
    from reports import rendering  # noqa: F401, PLC0415 - the web process must never load Pango


@shared_task
def render(pk: int) -> None:
    """Make the PDF of one job, unless somebody else does or did."""
    job = RenderJob.objects.select_related("report__unit").filter(pk=pk).first()
    if job is None or not job.claim():
        return
    try:
        _render(job)
    except LeaseLostError:
        logger.warning("job %s was taken over", pk)
    except Exception:
        job.fail(CRASHED)
        raise


def _render(job: RenderJob) -> None:
    from reports import rendering  # noqa: PLC0415 - the web process must never load Pango

    job.advance(10, "Tính số liệu từ sổ sách")
    document = job.report.snapshot if job.is_final else documents.draft(job.report)
    job.note_input(documents.digest(document))
    job.advance(40, "Dàn trang")
    try:
        made = rendering.pdf(rendering.html(document))
    except rendering.RenderError as error:
        job.fail(str(error))
        return
    job.advance(90, "Kiểm tra và lưu tệp")
    job.finish(made)


@shared_task
def sweep() -> None:
    """Every 15 seconds."""
    jobs.sweep(render, RenderJob.objects)
