"""Reports: drafts, the making of their PDF, and what is issued."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may, may_anywhere, require, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, status_of, tap
from common.files import made_file
from reports.documents import outline, year_end
from reports.figures import FIGURES, compute
from reports.forms.reports import CorrectForm, IssueForm, ReportForm, SectionsForm
from reports.models import Report


def report_list(request):
    """Drafts and issued reports, the latest period first."""
    require_anywhere(request.user, "report.read")
    reports = Report.objects.visible_to(request.user).with_replacements()
    context = {"reports": reports, "can_create": may_anywhere(request.user, "report.create")}
    return render(request, "reports/report_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_create(request):
    """Begin a report, or go on with the draft of the same period."""
    require_anywhere(request.user, "report.create")
    form = ReportForm(request.POST or None, user=request.user, verb=Report.objects.start)
    if form.is_valid():
        require(request.user, "report.create", form.cleaned_data["unit"])
    page, to = "reports/report_create.html", lambda form: _page(form.made)
    return fill_in(request, form, page, {}, done="Đã mở bản dự thảo.", to=to)


def report_detail(request, pk):
    """A draft with the figures of now, or an issued report as it was frozen."""
    report = _report(request, pk)
    context = _shown(request.user, report)
    if not report.is_issued:
        context["rows"] = _rows(report, report.texts())
    return render(request, "reports/report_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request, pk):
    """Write the sections, each beside its figures."""
    report = _report(request, pk, "report.write")
    form = SectionsForm(request.POST or None, report=report)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã lưu nội dung báo cáo.")
        return redirect("reports:report_detail", pk)
    rows = _rows(report, form.saved)
    for row in rows:
        row["field"] = form[row["key"]] if row["is_typed"] else None
    context = {"report": report, "form": form, "rows": rows, "recipients": form[outline.RECIPIENTS]}
    return render(request, "reports/report_edit.html", context, status=status_of(form))


@require_POST
def report_render(request, pk):
    """Ask for the PDF of what the report is now."""
    report = _report(request, pk, "report.render")
    return tap(request, report.request_pdf, "", _page(report))


def report_job(request, pk):
    """How far the making of the PDF is: the piece of page that asks again until it is over."""
    context = _shown(request.user, _report(request, pk))
    if context["job"] is None:
        raise Http404
    return render(request, "reports/_job.html", context)


def report_download(request, pk):
    """The PDF: of an issued report its own, of a draft the last one made."""
    report = _report(request, pk, "report.download")
    if (pdf := report.read_pdf()) is None:
        raise Http404
    return made_file(pdf, report.file_name)


@require_http_methods(["GET", "HEAD", "POST"])
def report_issue(request, pk):
    """Give the report its number and freeze it."""
    report = _report(request, pk, "report.issue")
    form, page = IssueForm(request.POST or None, report=report), "reports/report_issue.html"

    def done(form) -> str:
        return f"Đã ban hành báo cáo số {report.full_number}."

    return fill_in(request, form, page, {"report": report}, done=done, to=_page(report))


@require_http_methods(["GET", "HEAD", "POST"])
def report_correct(request, pk):
    """Begin the report that will replace an issued one."""
    report = _report(request, pk, "report.create")
    form, page = CorrectForm(request.POST or None, verb=report.correct), "reports/report_correct.html"
    done, to = "Đã mở bản dự thảo thay thế.", lambda form: _page(form.made)
    return fill_in(request, form, page, {"report": report}, done=done, to=to)


@require_POST
def report_discard(request, pk):
    """Take back a draft that was begun by mistake."""
    report = _report(request, pk, "report.write")
    to = reverse("reports:report_list")
    return tap(request, report.discard, "Đã bỏ bản dự thảo.", to, back=_page(report))


def _page(report: Report) -> str:
    return reverse("reports:report_detail", args=[report.pk])


def _report(request, pk, action: str = "report.read") -> Report:
    return row_for(request, Report.objects.with_replacements(), pk, action)


def _shown(user, report: Report) -> dict:
    """The report with its job, and what the user may do with it."""
    acts = ("write", "render", "issue", "create", "download")
    allowed = {f"can_{act}": may(user, f"report.{act}", report.unit) for act in acts}
    return {"report": report, "job": report.job} | allowed


def _rows(report: Report, texts: dict[str, str]) -> list[dict]:
    """The headings of a draft, each with a text and the figures of now."""
    scope = year_end.scope_of(report)
    values = compute(scope, outline.CODES)
    return [
        {
            "key": heading.key,
            "level": heading.level,
            "is_typed": heading.is_typed,
            "title": title,
            "text": texts.get(heading.key, ""),
            "figures": [
                (code, FIGURES[code].label, year_end.as_text(values[code])) for code in heading.codes
            ],
        }
        for title, heading in year_end.titled(scope)
    ]
