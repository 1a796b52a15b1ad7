"""Reports of the bodies below: which have issued, asking for them."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.listing import xlsx_response
from cells.rights import may, require_anywhere
from cells.views.finding import row_for, unit_for
from common.answers import fill_in
from reports.forms.collecting import AskForm, CollectForm, RequestForm, WithdrawForm
from reports.forms.reports import asked_for
from reports.models import ReportKind, ReportRequest
from reports.reading.collected import TABLE, collected, summed


def report_collect(request):
    """A line for each body right below: how far its report of a kind and period is."""
    require_anywhere(request.user, "report.collect")
    form, page = CollectForm.bound_to(request), "reports/report_collect.html"
    context = {"form": form, "kinds": ReportKind.choices}
    if not form.is_valid():
        return render(request, page, context)
    scope, kind = form.scope, form.cleaned_data["kind"]
    requests = ReportRequest.objects.standing().filter(unit=scope.unit).in_year(scope.end.year)
    period = {"kind": kind, "starts_on": scope.start, "ends_on": scope.end}
    asked = next((one for one in requests if one.period == period), None)
    bodies = collected(scope, kind, asked and asked.due_on)
    if "xlsx" in request.GET:
        return xlsx_response(request, TABLE, bodies, title=form.title, subtitle=scope.unit.name)
    context |= {"unit": scope.unit, "kind": kind, "bodies": bodies, "sum": summed(bodies)}
    context |= {"requests": requests, "asked": asked, "ask": _ask(scope.unit, period)}
    context |= {"may_ask": may(request.user, "report.ask", scope.unit), "may_export": True}
    return render(request, page, context)


@require_http_methods(["GET", "HEAD", "POST"])
def request_ask(request, code):
    """Ask all bodies right below for one report."""
    unit = unit_for(request, code, "report.ask")
    if unit.is_cell:
        raise Http404
    verb, initial = ReportRequest.objects.ask, asked_for(request.GET, request.user.year)
    form = AskForm(request.POST or None, verb=lambda **facts: verb(unit=unit, **facts), initial=initial)
    context = {"unit": unit, "title": "Yêu cầu báo cáo", "back": _of_period(unit, initial)}
    done = "Đã gửi yêu cầu: các đơn vị trực thuộc thấy ở trang chủ và trang báo cáo."
    to, page = lambda form: _of(form.made), "reports/request_form.html"
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def request_edit(request, pk):
    """Another due day or note."""
    asked = row_for(request, _standing(), pk, "report.ask")
    initial = {"due_on": asked.due_on, "note": asked.note}
    form = RequestForm(request.POST or None, verb=asked.change, initial=initial)
    context = {"unit": asked.unit, "title": f"Sửa yêu cầu: {asked}", "back": _of(asked)}
    page = "reports/request_form.html"
    return fill_in(request, form, page, context, done="Đã lưu yêu cầu.", to=_of(asked))


@require_http_methods(["GET", "HEAD", "POST"])
def request_withdraw(request, pk):
    """Nobody is asked any more."""
    asked = row_for(request, _standing(), pk, "report.ask")
    form = WithdrawForm(request.POST or None, verb=asked.withdraw)
    context = {"unit": asked.unit, "title": f"Rút yêu cầu: {asked}", "back": _of(asked), "is_end": True}
    page = "reports/request_form.html"
    return fill_in(request, form, page, context, done="Đã rút yêu cầu.", to=_of(asked))


def _standing():
    return ReportRequest.objects.standing().select_related("unit")


def _of(asked: ReportRequest) -> str:
    return _of_period(asked.unit, asked.period)


def _of_period(unit, period: dict) -> str:
    """The page of the bodies of a unit for a kind and period."""
    days = {"start": period["starts_on"], "end": period["ends_on"]}
    query = {"unit": unit.code, "kind": period["kind"]} | days
    return reverse("reports:report_collect", query=query)


def _ask(unit, period: dict) -> str:
    return reverse("reports:request_ask", args=[unit.code], query=period)
