"""Reports: begun, checked, approved, issued, sent, replaced; their files."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import sheets_response
from cells.reading.menu import works_in_cells
from cells.rights import may, may_anywhere, require, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from common.files import DamagedFileError, made_file
from papers import word
from papers.views import print_begun
from reports.documents import drafting, outline, reading
from reports.documents.word import as_paper
from reports.forms.reports import (
    CorrectForm,
    FrameForm,
    IssueForm,
    NoteForm,
    ReportForm,
    SendBackForm,
    SendForm,
)
from reports.models import Report, ReportKind, ReportPrint, SectionNote
from reports.reading.asked import waiting_for
from reports.reading.sheets import sheets_of

ACTS = ("write", "render", "issue", "create", "download", "copy", "note")


def report_list(request):
    """Drafts and issued reports, the latest period first."""
    require_anywhere(request.user, "report.read")
    reports = Report.objects.visible_to(request.user).with_replacements()
    context = {
        "reports": reports,
        "waiting": waiting_for(request.user),
        "can_create": may_anywhere(request.user, "report.create"),
        "can_collect": may_anywhere(request.user, "report.collect"),
        "has_below": not works_in_cells(request.user),
    }
    return render(request, "reports/report_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_create(request):
    """Begin a report, or go on with the draft of the same period."""
    require_anywhere(request.user, "report.create")
    start = {"user": request.user, "address": request.GET, "verb": Report.objects.start}
    form = ReportForm(request.POST or None, **start)
    if form.is_valid():
        require(request.user, "report.create", form.cleaned_data["unit"])
    context = {
        "kinds": ReportKind.choices,
        "kind": form["kind"].value(),
        "unit": form.initial.get("unit"),
    }
    page = "reports/report_create.html"

    def to(form) -> str:
        return page_of(form.made)

    return fill_in(request, form, page, context, done="Đã mở bản dự thảo.", to=to)


def report_detail(request, pk):
    """A draft with the figures of now, or an issued report as it was frozen."""
    report = report_for(request, pk)
    context = shown(request.user, report)
    if report.is_issued:
        context["changes"] = _changes(report)
    else:
        context["rows"] = _rows(report.with_texts())
        context["subject"] = outline.subject(report)
        context["notes"] = report.notes.open().select_related("by")
    return render(request, "reports/report_detail.html", context)


def _changes(report: Report) -> list[reading.Difference]:
    """What a later version says otherwise than the one it replaced."""
    if report.replaces is None:
        return []
    before = report.replaces.snapshot
    return reading.differences(reading.said(before), reading.said(report.snapshot))


def _rows(report: Report) -> list[dict]:
    """The sections of a draft, each with its text, its counted sentences and the figures of now."""
    facts = drafting.facts_of(report)
    parts = {part["key"]: part for part in drafting.sections(report, facts, report.texts(), [])}
    writers = {one.key: one for one in report.sections.all()}
    return [
        {
            "heading": heading,
            "said": parts[heading.key],
            "writer": writers.get(heading.key),
            "figures": drafting.figures_of(heading, facts),
        }
        for heading in outline.headings(report)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def report_frame(request, pk):
    """The subject line, the day of the figures, the annexes."""
    report = report_for(request, pk, "report.write")
    form = FrameForm(request.POST or None, instance=report)
    page, context = "reports/report_form.html", {"report": report, "title": "Trích yếu, phụ lục"}
    return fill_in(request, form, page, context, done="Đã lưu.", to=page_of(report))


@require_http_methods(["GET", "HEAD", "POST"])
def report_note(request, pk, key):
    """A remark at a section, for whoever writes it."""
    report = report_for(request, pk, "report.note")
    if (heading := outline.heading_of(report, key)) is None:
        raise Http404
    form = NoteForm(request.POST or None, verb=lambda **facts: report.note(key=key, **facts))
    context = {"report": report, "title": f"Góp ý mục: {heading.full}"}
    page = "reports/report_form.html"
    return fill_in(request, form, page, context, done="Đã ghi góp ý.", to=page_of(report))


@require_POST
def note_settle(request, pk):
    """The remark has been dealt with."""
    note = get_object_or_404(SectionNote, id=pk)
    report = report_for(request, note.report_id, "report.write")
    return tap(request, report.settle, "Đã xử lý góp ý.", page_of(report), note=note)


@require_POST
def report_check(request, pk):
    """The office has checked it, with the figures of now."""
    report = report_for(request, pk, "report.write")
    figures = {
        code: drafting.as_text(value) for code, value in drafting.facts_of(report).values.items()
    }
    done = "Đã soát xong, báo cáo chờ duyệt."
    return tap(request, report.check_off, done, page_of(report), figures=figures)


@require_POST
def report_approve(request, pk):
    """The leader agrees to it as it was checked."""
    report = report_for(request, pk, "report.issue")
    return tap(request, report.approve, "Đã duyệt báo cáo.", page_of(report))


@require_http_methods(["GET", "HEAD", "POST"])
def report_send_back(request, pk):
    """To be worked on again."""
    report = report_for(request, pk, "report.issue")
    form = SendBackForm(request.POST or None, verb=report.send_back)
    page, context = "reports/report_form.html", {"report": report, "title": "Trả lại để sửa"}
    return fill_in(request, form, page, context, done="Đã trả lại.", to=page_of(report))


@require_http_methods(["GET", "HEAD", "POST"])
def report_send(request, pk):
    """When and to whom the signed paper went."""
    report = report_for(request, pk, "report.write")
    initial = {"sent_on": report.sent_on, "sent_to": report.sent_to}
    form = SendForm(request.POST or None, verb=report.send, initial=initial)
    page, context = "reports/report_form.html", {"report": report, "title": "Ghi ngày gửi"}
    return fill_in(request, form, page, context, done="Đã ghi ngày gửi.", to=page_of(report))


@require_POST
def report_render(request, pk):
    """Ask for the PDF of what the report is now."""
    report = report_for(request, pk, "report.render")
    return tap(request, report.request_pdf, "", page_of(report))


def report_job(request, pk):
    """How far the making of the PDF is: the piece of page that asks again until it is over."""
    context = shown(request.user, report_for(request, pk))
    if context["job"] is None:
        raise Http404
    return render(request, "reports/_job.html", context)


def report_download(request, pk):
    """The PDF: of an issued report its own, of a draft the last one made."""
    report = report_for(request, pk, "report.download")
    if (pdf := report.read_pdf()) is None:
        raise Http404
    audit.record(request.user, "report.download", report)
    return made_file(pdf, report.file_name)


def report_word(request, pk):
    """The same text and tables for Word."""
    report = report_for(request, pk, "report.download")
    audit.record(request.user, "report.download", report)
    made = word.written(as_paper(_document(report)))
    return made_file(made, f"{report.file_stem}.docx", word.CONTENT_TYPE)


def report_workbook(request, pk):
    """All its tables, each on a sheet."""
    report = report_for(request, pk, "report.download")
    sheets = sheets_of(_document(report))
    return sheets_response(request, sheets, title=report.file_stem, subtitle=str(report))


def _document(report: Report) -> dict:
    """As it was frozen, or as the records stand."""
    if not report.is_issued:
        return drafting.draft(report)
    if not report.is_whole():
        raise DamagedFileError(f"data of report {report.pk}")
    return report.snapshot


@require_POST
def report_copy(request, pk):
    """Ask for the copy that names nobody."""
    report = report_for(request, pk, "report.copy")
    if not report.is_issued:
        messages.error(request, "Ban hành báo cáo rồi mới có bản không kèm danh sách.")
        return redirect(page_of(report))
    return print_begun(request, ReportPrint.objects.of_report(report, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def report_issue(request, pk):
    """Give the report its number and freeze it."""
    report = report_for(request, pk, "report.issue").with_texts()
    form = IssueForm(request.POST or None, report=report)

    def done(form) -> str:
        return f"Đã ban hành báo cáo số {report.full_number}."

    page, context = "reports/report_issue.html", {"report": report}
    return fill_in(request, form, page, context, done=done, to=page_of(report))


@require_http_methods(["GET", "HEAD", "POST"])
def report_correct(request, pk):
    """Begin the report that will replace an issued one."""
    report = report_for(request, pk, "report.create")
    form, page = CorrectForm(request.POST or None, verb=report.correct), "reports/report_correct.html"
    done, to = "Đã mở bản dự thảo thay thế.", lambda form: page_of(form.made)
    return fill_in(request, form, page, {"report": report}, done=done, to=to)


@require_POST
def report_discard(request, pk):
    """Take back a draft that was begun by mistake."""
    report = report_for(request, pk, "report.write")
    to = reverse("reports:report_list")
    return tap(request, report.discard, "Đã bỏ bản dự thảo.", to, back=page_of(report))


def page_of(report: Report) -> str:
    return reverse("reports:report_detail", args=[report.pk])


def report_for(request, pk, action: str = "report.read") -> Report:
    return row_for(request, Report.objects.with_replacements(), pk, action)


def shown(user, report: Report) -> dict:
    """The report with its job, and what the user may do with it."""
    allowed = {f"can_{act}": may(user, f"report.{act}", report.unit) for act in ACTS}
    return {"report": report, "job": report.job} | allowed
