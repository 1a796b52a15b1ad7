"""Gợi ý kiểm điểm: of a round, entered, answered, withdrawn."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.rights import may, require
from cells.views.finding import row_for
from common.answers import fill_in
from evaluations.forms import AnswerForm, SuggestionForm, WithdrawForm
from evaluations.models import Suggestion
from evaluations.views.own_case import of_somebody_else
from evaluations.views.rounds import round_to


def suggestion_list(request, pk):
    """What was suggested in a round, and what was answered."""
    grading = round_to(request, pk)
    suggestions = grading.suggestions.in_order()
    may_write = may(request.user, "round.grade", grading.unit) and not grading.is_closed
    context = {"round": grading, "suggestions": suggestions.standing(), "may_write": may_write}
    context["withdrawn"] = suggestions.withdrawn()
    return render(request, "evaluations/suggestion_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion_add(request, pk):
    """Enter the points of one paper to one member or unit."""
    grading = round_to(request, pk, "round.grade")
    form = SuggestionForm(request.POST or None, grading=grading)
    context, page = {"round": grading}, "evaluations/suggestion_add.html"
    return fill_in(request, form, page, context, done="Đã ghi gợi ý kiểm điểm.", to=_list(grading))


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion_answer(request, pk):
    """Write down what was said to each point, where the review was held."""
    rows = Suggestion.objects.answerable_by(request.user).standing().with_subject()
    suggestion = get_object_or_404(rows, id=pk)
    require(request.user, "grade.propose", suggestion.unit)
    form = AnswerForm(request.POST or None, suggestion=suggestion)
    back, page = _back(suggestion), "evaluations/suggestion_answer.html"
    context = {"suggestion": suggestion, "back": back}
    return fill_in(request, form, page, context, done="Đã ghi giải trình.", to=back)


@require_http_methods(["GET", "HEAD", "POST"])
def suggestion_withdraw(request, pk):
    """Take a suggestion back for a reason."""
    rows = Suggestion.objects.standing().with_subject()
    suggestion = row_for(request, rows, pk, "round.grade", at="round.unit")
    of_somebody_else(request, suggestion.member or suggestion.of_unit)
    form = WithdrawForm(request.POST or None, verb=suggestion.withdraw)
    context, page = {"suggestion": suggestion}, "evaluations/suggestion_withdraw.html"
    return fill_in(request, form, page, context, done="Đã rút.", to=_list(suggestion.round))


def _list(grading) -> str:
    return reverse("evaluations:suggestion_list", args=[grading.pk])


def _back(suggestion: Suggestion) -> str:
    """To the page of the member or of the cell; of what stands above the cells, to the list."""
    if suggestion.member:
        return reverse("evaluations:member_steps", args=[suggestion.member_id])
    if suggestion.of_unit.is_cell:
        return reverse("evaluations:cell_steps", args=[suggestion.unit.code])
    return _list(suggestion.round)
