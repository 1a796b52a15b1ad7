"""What workers do for grading and commendation: print what is asked for, as the records stand."""

from celery import shared_task

from evaluations.documents import DOCUMENTS
from evaluations.documents.awards import AWARD_DOCUMENTS
from evaluations.models import AwardPrint, GradingPrint
from papers.tasks import CRASHED, renderer


@shared_task
def print_paper(pk: int) -> None:
    """Make the PDF of one job, unless somebody else does or did."""
    if job := GradingPrint.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            job.advance(10, "Đọc dữ liệu")
            renderer().make_file(job, DOCUMENTS[job.kind](job))


@shared_task
def print_award(pk: int) -> None:
    """Make the PDF of one paper of commendation, unless somebody else does or did."""
    if job := AwardPrint.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            job.advance(10, "Đọc dữ liệu")
            renderer().make_file(job, AWARD_DOCUMENTS[job.kind](job))
