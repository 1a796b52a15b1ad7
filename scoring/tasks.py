"""What workers do for scores: print score sheets and the results of a month."""

from celery import shared_task

from meetings.models import MeetingPrint
from papers.tasks import CRASHED, renderer
from scoring.documents import DOCUMENTS


@shared_task
def print_score(pk: int) -> None:
    """Make the PDF of one job, unless somebody else does or did."""
    if job := MeetingPrint.objects.claimed(pk):
        with job.held(crashed=CRASHED):
            job.advance(10, "Đọc dữ liệu")
            renderer().make_file(job, DOCUMENTS[job.kind](job))
