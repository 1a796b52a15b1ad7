"""What workers do for papers: print an issued one, sweep up what got lost (common/models/job.py)."""

from celery import shared_task
from celery.signals import worker_init

from papers.models import PrintJob

CRASHED = "Máy xử lý gặp lỗi khi lập giấy tờ này. Mời báo quản trị; nội dung trong sổ không mất."


@worker_init.connect
def warm_up(**kwargs) -> None:
    """Load the renderer before the worker forks: the first paper needs no second more."""
    from papers import pdf  # noqa: F401, PLC0415 - the web process must never load Pango


@shared_task
def print_issued(pk: int) -> None:
    """Make the file of a frozen paper from its data, unless somebody else does or did."""
    from papers.pdf import make_file  # noqa: PLC0415 - the web process must never load Pango

    if job := PrintJob.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            make_file(job, job.paper.snapshot)


@shared_task
def sweep() -> None:
    """Every 15 seconds."""
    PrintJob.objects.sweep()
