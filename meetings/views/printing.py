"""Printing: a request, how far it is, the file."""

from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import audit
from cells.rights import require, require_anywhere
from common.answers import made_here
from common.files import made_file
from meetings.forms import PrintForm
from meetings.models import MeetingPrint


@require_POST
def print_create(request, form_class=PrintForm):
    """Ask for a PDF; htmx gets the progress in the place of the button, others a page of its own."""
    require_anywhere(request.user, "meeting.print")
    form = form_class(request.user, request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Trang gửi lên bị hỏng. Mời mở lại trang.")
    require(request.user, "meeting.print", form.cleaned_data["unit"])
    job = form.request(by=request.user)
    to = reverse("meetings:print_detail", args=[job.pk])
    if request.htmx:
        return made_here(render(request, "meetings/_print_job.html", {"job": job}), to)
    return redirect(to)


def print_detail(request, pk):
    """How far it is; the piece of page asks again by itself until it is over."""
    job = _job(request, pk)
    page = "meetings/_print_job.html" if request.htmx else "meetings/print_detail.html"
    return render(request, page, {"job": job})


def print_download(request, pk):
    """The file, once it is made."""
    job = _job(request, pk)
    require(request.user, "meeting.print", job.unit)
    if (pdf := job.read_pdf()) is None:
        raise Http404
    audit.record(request.user, "print.download", job)
    return made_file(pdf, job.file_name)


def _job(request, pk) -> MeetingPrint:
    jobs = MeetingPrint.objects.visible_to(request.user).select_related("unit", "meeting__unit")
    return get_object_or_404(jobs, id=pk)
