"""What workers do for cases: print a letter."""

from celery import shared_task

from cases.documents.letter import document
from cases.models import LetterPrint
from papers.tasks import CRASHED, renderer


@shared_task
def print_letter(pk: int) -> None:
    """Make the PDF of one job, unless somebody else does or did."""
    if job := LetterPrint.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            job.advance(10, "Đọc dữ liệu")
            renderer().make_file(job, document(job.letter))
