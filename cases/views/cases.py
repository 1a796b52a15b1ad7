"""Cases: the list of work under way, and one case with its steps and papers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cases.forms.cases import CaseFilter, CaseOpenForm, CasePaperForm, CaseStepForm, CaseStopForm
from cases.models import Case, CasePaper
from cases.procedures import kinds_open_to
from cases.procedures.base import CaseKind
from cases.reading.tables import CASES, CLOSED_CASES
from cases.reading.worklist import Due, probation_due
from cells.listing import may_export, xlsx_response
from cells.models import SavedFilter, Threshold
from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import status_of
from common.days import usual_day
from common.files import handed_out
from members.views.finding import member_for, member_to_read

ROWS_PER_PAGE = 50


def case_list(request):
    """Việc đang làm: what is under way, the most pressing first, and what is to be begun."""
    require_anywhere(request.user, "case.read")
    form = CaseFilter.bound_to(request)
    table = CLOSED_CASES if form.is_closed else CASES
    if "xlsx" in request.GET:
        return xlsx_response(request, table, form.rows(), title=form.title)
    page = Paginator(form.rows(), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "may_export": may_export(request.user),
        "to_open": [_to_open(request.user, spell, form.day) for spell in form.to_open()],
        "to_open_kind": CaseKind.CONFIRMATION,
        "may_note": may_anywhere(request.user, "case.open"),
        "list_name": "cases:case_list",
        "saved_filters": SavedFilter.objects.of(request.user, "cases:case_list"),
    }
    return render(request, "cases/case_list.html", context)


def _to_open(user, spell, day):
    return spell, probation_due(spell, day), may(user, "case.open", spell.unit)


def member_cases(request, pk):
    """Việc: the cases of a member, and those that may be begun."""
    member = member_to_read(request, pk)
    home = member.home
    context = {
        "member": member,
        "cases": Case.objects.of(member).prefetch_related("steps"),
        "may_read": home and may(request.user, "case.read", home),
        "kinds": kinds_open_to(member) if home and may(request.user, "case.open", home) else [],
    }
    return render(request, "cases/member_cases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case_open(request, pk, kind):
    """Begin a case of that kind for a member."""
    if kind not in CaseKind:
        raise Http404
    member = member_for(request, pk, "case.open")
    initial = {"on": usual_day(request.user)}
    form = CaseOpenForm(
        request.POST or None, member=member, kind=CaseKind(kind), user=request.user, initial=initial
    )
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã mở hồ sơ. {_next_of(form.case)}")
        return redirect("cases:case_detail", form.case.pk)
    return render(request, "cases/case_open.html", {"form": form}, status=status_of(form))


def case_detail(request, pk):
    """One case: what was done, the next step with its form, what follows, the papers."""
    case = _case_for(request, pk, "case.read")
    form = None
    if case.next_step and may(request.user, case.next_step.actor, case.home):
        form = CaseStepForm(case=case, day=usual_day(request.user))
    return _shown(request, case, form)


@require_POST
def case_record(request, pk):
    """Record the next step, in the form of the page of the case."""
    case = _case_for(request, pk, "case.read")
    if case.next_step is None:
        messages.error(request, "Hồ sơ này đã kết thúc.")
        return redirect("cases:case_detail", pk)
    require(request.user, case.next_step.actor, case.home)
    form = CaseStepForm(request.POST, case=case, day=usual_day(request.user))
    if form.is_valid() and form.is_agreed and form.save(by=request.user):
        done = f"Đã ghi bước “{form.step.label}”. {form.consequence}".strip()
        messages.success(request, f"{done} {_next_of(case)}")
        return redirect("cases:case_detail", pk)
    return _shown(request, case, form)


@require_POST
def case_undo(request, pk):
    """Take back the last step."""
    case = _case_for(request, pk, "case.read")
    if step := case.last_step:
        require(request.user, step.step.actor, case.home)
    try:
        case.undo(by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Đã bỏ bước “{step.label}”. {_next_of(case)}")
    return redirect("cases:case_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def case_stop(request, pk):
    """End a case without its effect."""
    case = _case_for(request, pk, "case.record")
    form = CaseStopForm(request.POST or None, case=case, initial={"on": usual_day(request.user)})
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã dừng hồ sơ.")
        return redirect("cases:case_detail", pk)
    context = {"case": case, "form": form}
    return render(request, "cases/case_stop.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def case_paper_add(request, pk, code):
    """Tick a paper of the checklist as received."""
    case = _case_for(request, pk, "case.record")
    label = case.procedure.papers.get(code)
    if label is None:
        raise Http404
    initial = {"received_on": usual_day(request.user)}
    form = CasePaperForm(
        request.POST or None, request.FILES or None, case=case, code=code, initial=initial
    )
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã ghi nhận giấy: {label}.")
        return redirect("cases:case_detail", pk)
    context = {"case": case, "label": label, "form": form}
    return render(request, "cases/case_paper_add.html", context, status=status_of(form))


def case_paper(request, pk):
    """The scan of a paper, as a download; each is logged."""
    paper = _paper_for(request, pk, "case.read")
    if not paper.scan:
        raise Http404
    scan = handed_out(ContentFile(paper.content()), paper.file_name)
    audit.record(request.user, "case.download", paper.case, [paper.code])
    return scan


@require_POST
def case_paper_take_back(request, pk):
    """Untick a paper, with its scan."""
    paper = _paper_for(request, pk, "case.record")
    paper.take_back(by=request.user)
    messages.success(request, f"Đã bỏ giấy ghi nhầm: {paper}.")
    return redirect("cases:case_detail", paper.case_id)


def _case_for(request, pk, action) -> Case:
    """404 out of scope, 403 without the right where the person is today."""
    case = get_object_or_404(Case.objects.visible_to(request.user).with_steps(), pk=pk)
    require(request.user, action, case.home)
    return case


def _paper_for(request, pk, action) -> CasePaper:
    visible = Case.objects.visible_to(request.user)
    paper = get_object_or_404(CasePaper.objects.select_related("case"), pk=pk, case__in=visible)
    require(request.user, action, paper.case.home)
    return paper


def _next_of(case) -> str:
    """Who acts next, in a sentence."""
    step = case.next_step
    return f"Bước tiếp theo: {step.label} ({step.actor.label})." if step else "Hồ sơ đã xong."


def _shown(request, case, form):
    """The page of a case, with the form of the next step for those who may do it."""
    day, step = usual_day(request.user), case.next_step
    due_on = step and case.due_of(step, Threshold.objects.on(day))
    papers = {paper.code: paper for paper in case.papers.all()}
    checklist = [(code, text, papers.get(code)) for code, text in case.procedure.papers.items()]
    context = {
        "case": case,
        "form": form,
        "steps": [(one, case.done_steps.get(one.code)) for one in case.procedure.steps],
        "due": due_on and Due(due_on, day),
        "missing": case.candidate.missing if case.candidate else [],
        "checklist": checklist,
        "letters": case.letters.with_issuer() if case.takes_letter else [],
        "may_issue": case.takes_letter and may(request.user, "case.decide", case.home),
        "may_print": may(request.user, "member.unmask", case.home),
        "may_record": may(request.user, "case.record", case.home),
        "may_undo": case.last_step and may(request.user, case.last_step.step.actor, case.home),
    }
    return render(request, "cases/case_detail.html", context, status=status_of(form) if form else 200)
