"""Who of the committee follows which cell."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cells.models import CELL_KINDS, Unit
from cells.rights import may_anywhere, require, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in
from scoring.forms import FollowerEndForm, FollowerForm, FollowerWithdrawForm
from scoring.models import CellFollower


def follower_list(request):
    """Each cell with who follows it, or did last."""
    require_anywhere(request.user, "meeting.read")
    cells = Unit.objects.allowing(request.user, "meeting.read").existing()
    cells = cells.filter(kind__in=CELL_KINDS).order_by("path", "number", "name")
    newest = CellFollower.objects.filter(unit__in=cells).newest()
    context = {
        "rows": [(cell, newest.get(cell.pk)) for cell in cells],
        "today": timezone.localdate(),
        "may_appoint": may_anywhere(request.user, "follower.appoint"),
    }
    return render(request, "scoring/follower_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def follower_appoint(request, pk):
    """Give a cell to a member of the committee."""
    cells = Unit.objects.allowing(request.user, "meeting.read").filter(kind__in=CELL_KINDS)
    cell = get_object_or_404(cells, pk=pk)
    require(request.user, "follower.appoint", cell)
    form, title = FollowerForm(request.POST or None, cell=cell), f"Phân công phụ trách {cell}"
    return _fill_in(request, form, title, f"Đã phân công cấp ủy viên phụ trách {cell}.")


@require_http_methods(["GET", "HEAD", "POST"])
def follower_end(request, pk):
    """Say on which day following ended."""
    follower = row_for(request, CellFollower.objects.with_people(), pk, "follower.appoint")
    form, title = FollowerEndForm(request.POST or None, verb=follower.end), f"Kết thúc: {follower}"
    return _fill_in(request, form, title, "Đã ghi ngày kết thúc.")


@require_http_methods(["GET", "HEAD", "POST"])
def follower_withdraw(request, pk):
    """What was recorded last of the cell was wrong."""
    follower = row_for(request, CellFollower.objects.with_people(), pk, "follower.appoint")
    form = FollowerWithdrawForm(request.POST or None, verb=follower.withdraw)
    what = "ngày kết thúc" if follower.ends_on else "phân công"
    return _fill_in(request, form, f"Rút lại {what}: {follower}", f"Đã rút lại {what}.")


def _fill_in(request, form, title, done):
    page, to = "scoring/follower_form.html", reverse("scoring:follower_list")
    return fill_in(request, form, page, {"title": title}, done=done, to=to)
