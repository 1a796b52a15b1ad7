"""What workers do for inspection: print what is asked for, as the records stand."""

from celery import shared_task

from inspections.documents import DOCUMENTS
from inspections.models import InspectionPrint
from papers.tasks import CRASHED, renderer


@shared_task
def print_paper(pk: int) -> None:
    """Make the PDF of one job, unless somebody else does or did."""
    if job := InspectionPrint.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            job.advance(10, "Đọc dữ liệu")
            renderer().make_file(job, DOCUMENTS[job.kind](job))
