"""The work before the decision: in the cell, for one member, and by the member."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.listing import page_of
from cells.models import Unit
from cells.rights import may, require, require_anywhere
from cells.views.finding import unit_for
from common.answers import fill_in
from evaluations.forms import StepForms, WithdrawForm
from evaluations.models import BodyOpinion, MemberAssessment, Suggestion
from evaluations.reading.file import file_of
from evaluations.reading.steps import cell_rounds, opinions_of, said_of
from evaluations.views.own_case import of_somebody_else


def cell_list(request):
    """The cells whose steps the user writes; the only one at once."""
    require_anywhere(request.user, "grade.propose")
    cells = Unit.objects.cells().allowing(request.user, "grade.propose").order_by("path")
    page = page_of(request, cells)
    if len(page) == 1 and not page.has_other_pages():
        return redirect("evaluations:cell_steps", page[0].code)
    return render(request, "evaluations/cell_list.html", {"page": page})


def cell_steps(request, code):
    """What the cell has to do in the open rounds, member by member."""
    cell = unit_for(request, code, "grade.propose")
    rows = MemberAssessment.objects.in_cell(cell).under_way().with_steps().by_round_and_name()
    context = {
        "cell": cell,
        "rounds": cell_rounds(rows),
        "suggestions": Suggestion.objects.for_cell(cell),
        "may_grade": may(request.user, "round.grade", cell),
    }
    return render(request, "evaluations/cell_steps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_steps(request, pk):
    """The steps of one member, and the forms of those that the user may write."""
    rows = MemberAssessment.objects.in_cells_of(request.user).with_steps().by_round_and_name()
    row = get_object_or_404(rows, id=pk)
    require(request.user, "grade.propose", row.cell)
    to = f"{reverse('evaluations:cell_steps', args=[row.cell.code])}#member-{row.pk}"
    return _steps(request, row, "evaluations/member_steps.html", f"Đã ghi cho {row.member}.", to)


@require_http_methods(["GET", "HEAD", "POST"])
def own_steps(request):
    """The user's own case in an open round, the newest unless another is asked for: the self-review,
    and what was said."""
    rows = MemberAssessment.objects.of(request.user).under_way().with_steps().by_round_and_name()
    rows, page = list(rows), "evaluations/own_steps.html"
    if not rows:
        return render(request, page)
    row = next((one for one in rows if f"{one.pk}" == request.GET.get("row")), rows[0])
    asked = None if row == rows[0] else {"row": row.pk}
    to, done = reverse("evaluations:own_steps", query=asked), "Đã ghi bản tự xếp loại."
    return _steps(request, row, page, done, to, others=[one for one in rows if one != row])


@require_http_methods(["GET", "HEAD", "POST"])
def body_opinion_withdraw(request, pk):
    """Take back what another body is said to have proposed, for a reason."""
    opinions = BodyOpinion.objects.not_withdrawn().in_cells_of(request.user).with_member()
    opinion = get_object_or_404(opinions, id=pk)
    require(request.user, "grade.propose", opinion.assessment.cell)
    of_somebody_else(request, opinion.assessment)
    form = WithdrawForm(request.POST or None, verb=opinion.withdraw)
    to = reverse("evaluations:member_steps", args=[opinion.assessment_id])
    context, page = {"opinion": opinion, "to": to}, "evaluations/body_opinion_withdraw.html"
    return fill_in(request, form, page, context, done="Đã rút.", to=to)


def _steps(request, row, page, done, to, others=()):
    form = StepForms(request.POST or None, assessment=row, user=request.user)
    bodies = list(row.body_opinions.with_names())
    context = {"row": row, "is_own": row.is_of(request.user), "others": others}
    context |= {"said": said_of(row), "opinions": opinions_of(row, bodies)}
    context["withdrawn"] = [one for one in bodies if one.withdrawn_at]
    context["suggestions"] = suggestions = row.suggestions.standing()
    context["file"] = file_of(row, suggestions)
    return fill_in(request, form, page, context, done=done, to=to)
