"""Leadership collectives of a round: put down, graded, taken out."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may
from common.answers import fill_in, tap
from evaluations.forms import CollectiveForm, GradeGrid
from evaluations.models import Collective
from evaluations.reading.results import with_regradings
from evaluations.rules.balance import balance_of
from evaluations.views.grades import late_apart
from evaluations.views.rounds import page_of_round, units_to


@require_http_methods(["GET", "HEAD", "POST"])
def collective_grade(request, pk):
    """Enter the levels of the collectives; a closed round is shown, not changed."""
    grading = units_to(request, pk, "round.grade")
    rows, counts = list(with_regradings(grading.collectives.in_order())), grading.collectives.counts()
    here, late = late_apart(request, rows)
    verb = partial(Collective.objects.grade, grading)
    grid = GradeGrid(request.POST or None, assessments=here, verb=verb, user=request.user)
    context = {
        "round": grading,
        "rows": rows,
        "grid": grid,
        "late": late,
        "balance": balance_of(counts),
        "shares": grading.applied_rules.shares(counts, of_units=True),
        "may_open": may(request.user, "round.open", grading.unit) and not grading.is_closed,
        "may_close": may(request.user, "round.close", grading.unit) and grading.is_fixed,
    }
    page, done = "evaluations/collective_grade.html", "Đã lưu xếp loại tập thể."
    return fill_in(request, grid, page, context, done=done, to=page_of_round(grading))


@require_POST
def collective_propose(request, pk):
    """Put down the collectives that the offices of the day make up."""
    grading = units_to(request, pk, "round.open")
    done = "Đã lập danh sách tập thể theo chức vụ."
    return tap(request, partial(Collective.objects.propose, grading), done, _page(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def collective_add(request, pk):
    """Put one more collective on the list of a round."""
    grading = units_to(request, pk, "round.open")
    verb = partial(Collective.objects.add, grading)
    form = CollectiveForm(request.POST or None, grading=grading, verb=verb)
    context = {"round": grading, "title": "Thêm tập thể", "act": "Thêm", "back": _page(pk)}
    page, done = "evaluations/collective_add.html", lambda form: f"Đã thêm {form.made}."
    return fill_in(request, form, page, context, done=done, to=_page(pk))


@require_POST
def collective_drop(request, pk, collective_pk):
    """Take one out that is not graded."""
    grading = units_to(request, pk, "round.open")
    one = get_object_or_404(grading.collectives.select_related("unit"), id=collective_pk)
    return tap(request, one.drop, f"Đã bỏ {one}.", _page(pk))


def _page(pk: int) -> str:
    return reverse("evaluations:collective_grade", args=[pk])
