"""With whom the cap counts each member of a round."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common.answers import fill_in
from evaluations.forms import CellGroupForm, GroupForm
from evaluations.views.rounds import round_to, units_to


@require_http_methods(["GET", "HEAD", "POST"])
def round_groups(request, pk):
    """Who is in which group of like posts, and who is a head; several are put at once."""
    grading = round_to(request, pk, "round.grade")
    form = GroupForm(request.POST or None, grading=grading)
    page, to = "evaluations/round_groups.html", reverse("evaluations:round_groups", args=[pk])
    return fill_in(request, form, page, {"round": grading}, done="Đã phân nhóm.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def cell_groups(request, pk):
    """With which others the cap counts each cell of a round; several are put at once."""
    grading = units_to(request, pk, "round.grade")
    form = CellGroupForm(request.POST or None, grading=grading)
    page, to = "evaluations/cell_groups.html", reverse("evaluations:cell_groups", args=[pk])
    return fill_in(request, form, page, {"round": grading}, done="Đã phân nhóm chi bộ.", to=to)
