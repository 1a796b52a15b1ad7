"""Việc đang chạy: what the user asked workers for, how far it is, its file again."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cells.listing import page_of
from common.answers import tap
from papers.models import PrintJob
from reports.reading.jobs import jobs_of


def job_list(request):
    """The own jobs of the last 30 days; the page asks again by itself while one is on its way."""
    page = page_of(request, jobs_of(request.user))
    is_waiting = any(not line.job.is_over for line in page)
    return render(request, "reports/job_list.html", {"page": page, "is_waiting": is_waiting})


@require_POST
def job_cancel(request, pk):
    """Give up what no worker has begun; of a book, the parts that wait."""
    job = get_object_or_404(PrintJob.objects.select_related("book"), id=pk, requested_by=request.user)
    job = getattr(job, "book", job)
    return tap(request, job.cancel, f"Đã dừng: {job.title}.", reverse("reports:job_list"))
