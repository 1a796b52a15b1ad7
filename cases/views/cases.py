"""Cases: the list of work under way, and one case with its steps and papers."""

from functools import partial

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cases.forms.cases import CaseFilter, CaseOpenForm, CasePaperForm, CaseStepForm, CaseStopForm
from cases.models import Case, CasePaper
from cases.procedures import PROCEDURES, open_to
from cases.procedures.confirmation import CONFIRMATION
from cases.reading.tables import CASES, CLOSED_CASES
from cases.reading.worklist import DueDay, probation_due
from cases.views.finding import case_for, case_page, page_of_opened
from cells.listing import show_list
from cells.models import SavedFilter, Threshold
from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import fill_in, status_of, tap
from common.days import usual_day
from common.files import handed_out
from members.views.finding import member_for, member_to_read


def case_list(request):
    """Thủ tục đang giải quyết: what is under way, the most pressing first, and what is to be begun."""
    require_anywhere(request.user, "case.read")
    form = CaseFilter.bound_to(request)
    context = {
        "form": form,
        "to_open": _to_open(request.user, form),
        "to_open_kind": CONFIRMATION.code,
        "may_note": may_anywhere(request.user, "case.open"),
        "list_name": "cases:case_list",
        "saved_filters": SavedFilter.objects.of(request.user, "cases:case_list"),
    }
    table = CLOSED_CASES if form.is_closed else CASES
    return show_list(request, "cases/case_list.html", context, form.rows(), table, title=form.title)


def _to_open(user, form) -> list[tuple]:
    """Members whose probation ends, until when, and whether the user may begin the confirmation."""
    return [
        (spell, probation_due(spell, form.day, form.history), may(user, "case.open", spell.unit))
        for spell in form.to_open()
    ]


def member_cases(request, pk):
    """Việc: the cases of a member, and those that may be begun."""
    member = member_to_read(request, pk)
    home = member.home
    context = {
        "member": member,
        "cases": Case.objects.of(member).prefetch_related("steps"),
        "may_read": home and may(request.user, "case.read", home),
        "procedures": open_to(member) if home and may(request.user, "case.open", home) else [],
    }
    return render(request, "cases/member_cases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case_open(request, pk, kind):
    if kind not in PROCEDURES:
        raise Http404
    form = CaseOpenForm(
        request.POST or None,
        member=member_for(request, pk, "case.open"),
        procedure=PROCEDURES[kind],
        user=request.user,
        initial={"on": usual_day(request.user)},
    )

    def done(form):
        return f"Đã mở hồ sơ. {_turn_of(form.made.next_step)}"

    return fill_in(request, form, "cases/case_open.html", {}, done=done, to=page_of_opened)


def case_detail(request, pk):
    """One case: what was done, the next step with its form, what follows, the papers."""
    case = case_for(request, pk, "case.read")
    form = None
    if case.next_step and may(request.user, case.next_step.actor, case.home):
        form = CaseStepForm(case=case, day=usual_day(request.user))
    return _shown(request, case, form)


@require_POST
def case_record(request, pk):
    """Record the next step, in the form of the page of the case."""
    case = case_for(request, pk, "case.read")
    if case.next_step is None:
        messages.error(request, "Hồ sơ này đã kết thúc.")
        return redirect(case_page(pk))
    require(request.user, case.next_step.actor, case.home)
    form = CaseStepForm(request.POST, case=case, day=usual_day(request.user))
    if form.is_valid() and form.save(by=request.user):
        done = f"Đã ghi bước “{form.step.label}”. {form.consequence}".strip()
        messages.success(request, f"{done} {_turn_of(case.next_step)}")
        return redirect(case_page(pk))
    return _shown(request, case, form)


@require_POST
def case_undo(request, pk):
    case = case_for(request, pk, "case.read")
    done = ""
    if step := case.last_step:
        require(request.user, step.step.actor, case.home)
        done = f"Đã bỏ bước “{step.label}”. {_turn_of(step.step)}"
    verb = partial(case.undo, code=request.POST.get("step", ""))
    return tap(request, verb, done, case_page(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def case_stop(request, pk):
    """End a case without its effect."""
    case = case_for(request, pk, "case.record")
    form = CaseStopForm(request.POST or None, verb=case.stop, initial={"on": usual_day(request.user)})
    context, done = {"case": case}, "Đã dừng hồ sơ."
    return fill_in(request, form, "cases/case_stop.html", context, done=done, to=case_page(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def case_paper_add(request, pk, code):
    """Tick a paper of the checklist as received."""
    case = case_for(request, pk, "case.record")
    label = case.procedure.papers.get(code)
    if label is None:
        raise Http404
    form = CasePaperForm(
        request.POST or None,
        request.FILES or None,
        case=case,
        code=code,
        initial={"received_on": usual_day(request.user)},
    )
    context, done = {"case": case, "label": label}, f"Đã ghi nhận giấy: {label}."
    return fill_in(request, form, "cases/case_paper_add.html", context, done=done, to=case_page(pk))


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
    done, to = f"Đã bỏ giấy ghi nhầm: {paper}.", case_page(paper.case_id)
    return tap(request, paper.take_back, done, to)


def _paper_for(request, pk, action) -> CasePaper:
    visible = Case.objects.visible_to(request.user)
    paper = get_object_or_404(CasePaper.objects.select_related("case"), pk=pk, case__in=visible)
    require(request.user, action, paper.case.home)
    return paper


def _turn_of(step) -> str:
    """Who acts next, in a sentence; without a step the case is done."""
    return f"Bước tiếp theo: {step.label} ({step.actor.label})." if step else "Hồ sơ đã xong."


def _shown(request, case, form):
    """The page of a case, with the form of the next step for those who may do it."""
    day, step = usual_day(request.user), case.next_step
    due_on = step and case.due_of(step, Threshold.objects.history())
    papers = {paper.code: paper for paper in case.papers.all()}
    checklist = [(code, text, papers.get(code)) for code, text in case.procedure.papers.items()]
    context = {
        "case": case,
        "form": form,
        "steps": [(one, case.done_steps.get(one.code)) for one in case.procedure.steps],
        "due": due_on and DueDay(due_on, day),
        "missing": case.candidate.missing if case.candidate else [],
        "checklist": checklist,
        "letters": case.letters.with_issuer() if case.letter_step else [],
        "may_issue": case.letter_step and may(request.user, "case.decide", case.home),
        "may_print": may(request.user, "member.unmask", case.home),
        "may_record": may(request.user, "case.record", case.home),
        "may_undo": case.last_step and may(request.user, case.last_step.step.actor, case.home),
    }
    return render(request, "cases/case_detail.html", context, status=status_of(form) if form else 200)
