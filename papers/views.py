"""Printing, the same in every room: a request begun, how far it is, the file. `jobs` is the room's own
kind of PrintJob; its `room` is the namespace of its addresses, its `right` who may take the file.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts import audit
from cells.rights import require
from common.answers import made_here
from common.files import made_file
from papers.models import PrintJob


def print_begun(request, job: PrintJob):
    """htmx gets the progress in the place of the button, others a page of its own."""
    to = reverse(f"{job.room}:print_detail", args=[job.pk])
    if request.htmx:
        return made_here(render(request, "papers/_print_job.html", {"job": job}), to)
    return redirect(to)


def print_detail(request, pk, jobs):
    """How far it is; the piece of page asks again by itself until it is over."""
    job = _job(request, pk, jobs)
    page = "papers/_print_job.html" if request.htmx else "papers/print_detail.html"
    return render(request, page, {"job": job})


def print_download(request, pk, jobs):
    """The file, once it is made."""
    job = _job(request, pk, jobs)
    require(request.user, job.right, job.unit)
    if (pdf := job.read_pdf()) is None:
        raise Http404
    audit.record(request.user, "print.download", job)
    return made_file(pdf, job.file_name)


def _job(request, pk, jobs) -> PrintJob:
    return get_object_or_404(jobs.objects.visible_to(request.user).select_related("unit"), id=pk)
