"""What workers do for papers: print an issued one, sweep up what got lost (common/models/job.py)."""

from celery import shared_task
from celery.signals import worker_init

from papers.models import Book, PrintJob

CRASHED = "Phần mềm gặp lỗi khi lập giấy tờ này. Đề nghị báo quản trị; nội dung đã ghi không mất."


def renderer():
    """The module that lays out pages: the web process imports tasks, and must never load Pango."""
    from papers import pdf  # noqa: PLC0415 - see above

    return pdf


def binder():
    """The module that joins the parts of a book, as late."""
    from papers import joining  # noqa: PLC0415 - see above

    return joining


@worker_init.connect
def warm_up(**kwargs) -> None:
    """Load the renderer before the worker forks: the first paper needs no second more."""
    renderer()


@shared_task
def print_issued(pk: int) -> None:
    """Make the file of a frozen paper from its data, unless somebody else does or did."""
    if job := PrintJob.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            renderer().make_file(job, job.paper.snapshot)


@shared_task
def join_book(pk: int) -> None:
    """Join the parts of a book into one file, once all of them are over."""
    if book := Book.objects.complete().claimed(pk):
        with book.held(crashed=CRASHED):
            binder().join(book)


@shared_task
def forget_prints() -> None:
    """Every day: throw away what was made on request long ago; a book before its parts."""
    for rows in (Book.objects, PrintJob.objects):
        for job in rows.forgotten():
            job.forget()


@shared_task
def sweep() -> None:
    """Every 15 seconds: take up again the print jobs whose message or worker was lost."""
    PrintJob.objects.sweep()
