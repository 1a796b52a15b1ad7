"""Who of the committee follows which cell."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cells.models import CELL_KINDS, Unit
from cells.rights import may_anywhere, require, require_anywhere
from common.answers import status_of
from scoring.forms import FollowerEndForm, FollowerForm
from scoring.models import CellFollower


def follower_list(request):
    """Each cell with who follows it today."""
    require_anywhere(request.user, "meeting.read")
    cells = Unit.objects.allowing(request.user, "meeting.read").existing()
    cells = cells.filter(kind__in=CELL_KINDS).order_by("path", "number", "name")
    today = CellFollower.objects.on(timezone.localdate()).with_people()
    by_unit = {row.unit_id: row for row in today.filter(unit__in=cells)}
    context = {
        "rows": [(cell, by_unit.get(cell.pk)) for cell in cells],
        "may_appoint": may_anywhere(request.user, "follower.appoint"),
    }
    return render(request, "scoring/follower_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def follower_appoint(request, pk):
    """Give a cell to a member of the committee."""
    cells = Unit.objects.allowing(request.user, "meeting.read").filter(kind__in=CELL_KINDS)
    cell = get_object_or_404(cells, pk=pk)
    require(request.user, "follower.appoint", cell)
    form = FollowerForm(request.POST or None, unit=cell)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã phân công người theo dõi {cell}.")
        return redirect("scoring:follower_list")
    context = {"form": form, "title": f"Phân công theo dõi {cell}"}
    return render(request, "scoring/follower_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def follower_end(request, pk):
    """Say on which day following ended."""
    rows = CellFollower.objects.visible_to(request.user).with_people()
    follower = get_object_or_404(rows, pk=pk)
    require(request.user, "follower.appoint", follower.unit)
    form = FollowerEndForm(request.POST or None, follower=follower)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã ghi ngày kết thúc.")
        return redirect("scoring:follower_list")
    context = {"form": form, "title": f"Kết thúc: {follower}"}
    return render(request, "scoring/follower_form.html", context, status=status_of(form))
