"""Candidates: noting one, the page of one, correcting, following no longer."""

from functools import partial

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import audit
from cases.forms.candidates import (
    CandidateCaseForm,
    CandidateDropForm,
    CandidateEditForm,
    CandidateNoteForm,
)
from cases.forms.filters import CandidateFilter
from cases.models import Case
from cases.reading.tables import CANDIDATES
from cases.views.finding import page_of_opened
from cells.listing import show_persons
from cells.rights import may, may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in
from common.days import usual_day
from members.models import Candidate


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_note(request):
    """A cell begins to follow somebody: the candidate and the case of the admission."""
    require_anywhere(request.user, "case.open")
    initial = {"on": usual_day(request.user)}
    form = CandidateNoteForm(request.POST or None, user=request.user, initial=initial)

    def done(form):
        return f"Đã ghi nhận {form.made.candidate}. Hồ sơ kết nạp bắt đầu từ đây."

    return fill_in(request, form, "cases/candidate_note.html", {}, done=done, to=page_of_opened)


def candidate_detail(request, pk):
    """Who it is, classes and cases. Reading it is logged, as of a member."""
    candidate = _candidate_for(request, pk, "case.read")
    if candidate.went_on_as_id:
        return redirect("cases:candidate_detail", candidate.went_on_as_id)
    audit.record(request.user, "candidate.read", candidate)
    cases = candidate.cases.prefetch_related("steps")
    home = candidate.home
    context = {
        "candidate": candidate,
        "cases": cases,
        "trainings": candidate.trainings.all(),
        "has_open_case": any(case.closed_on is None for case in cases),
        "may_record": candidate.is_followed and may(request.user, "case.record", home),
    }
    return render(request, "cases/candidate_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_edit(request, pk):
    candidate = _candidate_for(request, pk, "case.record")
    form = CandidateEditForm(request.POST or None, instance=candidate)

    def done(form):
        return f"Đã lưu thông tin của {form.instance}."

    context = {"candidate": candidate}
    return fill_in(request, form, "cases/candidate_edit.html", context, done=done, to=_page(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_drop(request, pk):
    candidate = _candidate_for(request, pk, "case.record")
    initial = {"on": usual_day(request.user)}
    form = CandidateDropForm(request.POST or None, verb=candidate.drop, initial=initial)
    context, done = {"candidate": candidate}, f"Đã đưa ra khỏi nguồn {candidate}."
    return fill_in(request, form, "cases/candidate_drop.html", context, done=done, to=_page(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_open(request, pk):
    """Begin the way to admission: for one who has no case, or whose case was stopped."""
    candidate = _candidate_for(request, pk, "case.open")
    initial = {"on": usual_day(request.user)}
    follow = partial(Case.objects.follow, candidate)
    form = CandidateCaseForm(request.POST or None, verb=follow, initial=initial)
    context, done = {"candidate": candidate}, "Đã mở hồ sơ kết nạp."
    return fill_in(request, form, "cases/candidate_open.html", context, done=done, to=page_of_opened)


def _candidate_for(request, pk, action) -> Candidate:
    """404 out of scope, 403 without the right where he or she is followed."""
    candidates = Candidate.objects.select_related("unit", "member")
    return row_for(request, candidates, pk, action, at="home")


def _page(pk: int) -> str:
    return reverse("cases:candidate_detail", args=[pk])


def candidate_list(request):
    """Whom the cells follow on their way to admission."""
    require_anywhere(request.user, "member.read")
    form = CandidateFilter.bound_to(request)
    may_note = may_anywhere(request.user, "case.open")
    return show_persons(request, form, CANDIDATES, "cases/candidate_list.html", may_note=may_note)
