"""What workers do for reports: print a draft."""

from celery import shared_task

from papers.models import PrintJob
from papers.tasks import CRASHED, renderer
from reports.documents import year_end


@shared_task
def print_draft(pk: int) -> None:
    """Make the PDF of a draft as the records stand, unless somebody else does or did."""
    if job := PrintJob.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            job.advance(10, "Tính số liệu từ sổ sách")
            renderer().make_file(job, year_end.draft(job.paper.report))
