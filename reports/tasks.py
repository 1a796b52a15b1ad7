"""What workers do for reports: print a draft, a copy without names, a register."""

from celery import shared_task
from django.utils import timezone

from papers.models import PrintJob
from papers.tasks import CRASHED, renderer
from reports.documents import drafting, news_letter
from reports.documents.annexes import without_names
from reports.documents.registers import document as register_document
from reports.models import Preparation, RegisterPrint, ReportPrint


@shared_task
def print_draft(pk: int) -> None:
    """Make the PDF of a draft as the records stand, unless somebody else does or did."""
    if job := PrintJob.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            job.advance(10, "Tính số liệu")
            renderer().make_file(job, drafting.draft(job.paper.report))


@shared_task
def print_copy(pk: int) -> None:
    """Make the copy of an issued report that names nobody."""
    if job := ReportPrint.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            renderer().make_file(job, without_names(job.report.snapshot))


@shared_task
def print_register(pk: int) -> None:
    """Make the PDF of a register, or of some of its rows, as the records stand."""
    if job := RegisterPrint.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            job.advance(10, "Đọc dữ liệu")
            renderer().make_file(job, register_document(job))


@shared_task
def prepare() -> None:
    """Every hour: make ready what committees have switched on, each period once."""
    Preparation.objects.prepare(timezone.localdate())


@shared_task
def mail_news() -> None:
    """Every hour; from the morning on, at most one letter a day to each who asked for it."""
    news_letter.send_all(timezone.localtime())
