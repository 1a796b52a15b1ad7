"""Việc đang chạy: what the user asked workers for, how far it is, its file again; reports in a book."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import page_of
from cells.models import Unit
from cells.rights import require, require_anywhere
from cells.views.finding import unit_for
from common.answers import tap
from papers.models import PrintJob
from papers.views import print_begun
from reports.forms.registers import BindForm
from reports.models import Preparation, PreparedKind, bind_reports, reports_of
from reports.reading.jobs import jobs_of
from reports.registers.printing import units_below


def job_list(request):
    """The own jobs of the last 30 days; the page asks again by itself while one is on its way."""
    page = page_of(request, jobs_of(request.user))
    is_waiting = any(not line.job.is_over for line in page)
    units = Unit.objects.allowing(request.user, "unit.record").existing().order_by("path")
    context = {"page": page, "is_waiting": is_waiting, "prepares": units.first()}
    return render(request, "reports/job_list.html", context)


@require_POST
def job_cancel(request, pk):
    """Give up what no worker has begun; of a book, the parts that wait."""
    job = get_object_or_404(PrintJob.objects.select_related("book"), id=pk, requested_by=request.user)
    job = getattr(job, "book", job)
    return tap(request, job.cancel, f"Đã dừng: {job.title}.", reverse("reports:job_list"))


def preparation_list(request, code):
    """What a unit has made ready by itself each month, quarter and year: on or off."""
    unit = unit_for(request, code, "unit.record")
    on = set(Preparation.objects.filter(unit=unit).values_list("kind", flat=True))
    kinds = [(kind, kind in on) for kind in PreparedKind]
    return render(request, "reports/preparation_list.html", {"unit": unit, "kinds": kinds})


@require_POST
def preparation_switch(request, code, kind):
    unit = unit_for(request, code, "unit.record")
    if kind not in PreparedKind.values:
        raise Http404
    is_on = request.POST.get("state") == "on"
    verb = partial(Preparation.objects.switch, unit=unit, kind=PreparedKind(kind), is_on=is_on)
    done = "Đã bật, phần mềm sẽ tự chuẩn bị." if is_on else "Đã tắt."
    return tap(request, verb, done, reverse("reports:preparation_list", args=[code]))


@require_http_methods(["GET", "HEAD", "POST"])
def report_bind(request):
    """The units directly below with their reports of a period; the button binds them in one book."""
    require_anywhere(request.user, "report.download")
    form = BindForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        scope, kind = form.scope, form.cleaned_data["kind"]
        require(request.user, "report.download", scope.unit)
        below = units_below(scope)
        units = below["bodies"] or below["cells"]
        rows = reports_of(units, kind, *scope.days)
        context |= {
            "rows": rows,
            "scope": scope,
            "issued": sum(report is not None for _, report in rows),
        }
    if request.method != "POST" or not context.get("issued"):
        status = 422 if request.method == "POST" else 200  # the page says what is missing
        return render(request, "reports/report_bind.html", context, status=status)
    return print_begun(request, bind_reports(scope.unit, units, kind, scope.days, by=request.user))
