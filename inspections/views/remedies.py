"""What conclusions demand, and what became of it."""

from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.models import Unit
from cells.rights import require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from inspections.forms.filters import RemedyFilterForm
from inspections.forms.subjects import RemedyDoneForm, RemedyForm
from inspections.models import Remedy
from inspections.reading.tables import REMEDIES
from inspections.views.campaigns import campaign_for, page_of


def remedy_list(request):
    """What is not put right, the most urgent first; or what was, in a year."""
    require_anywhere(request.user, "inspection.read")
    form = RemedyFilterForm(request.user, request.GET)
    writable = set(Unit.objects.allowing(request.user, "inspection.write").values_list("pk", flat=True))
    context = {"form": form, "today": timezone.localdate(), "writable": writable}
    page, title = "inspections/remedy_list.html", "Yêu cầu khắc phục sau kiểm tra, giám sát"
    return show_list(request, page, context, form.rows(), REMEDIES, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def remedy_add(request, pk):
    campaign = campaign_for(request, pk)
    form = RemedyForm(request.POST or None, campaign=campaign, remedy=None)
    return _fill_in(request, form, campaign, "Thêm yêu cầu khắc phục", "Đã thêm yêu cầu khắc phục.")


@require_http_methods(["GET", "HEAD", "POST"])
def remedy_edit(request, pk):
    remedy = _remedy(request, pk)
    form = RemedyForm(request.POST or None, campaign=remedy.campaign, remedy=remedy)
    return _fill_in(request, form, remedy.campaign, "Sửa yêu cầu khắc phục", "Đã lưu.")


@require_http_methods(["GET", "HEAD", "POST"])
def remedy_complete(request, pk):
    remedy = _remedy(request, pk)
    form = RemedyDoneForm(request.POST or None, verb=remedy.complete)
    title = f"Đã khắc phục: {remedy}"
    return _fill_in(request, form, remedy.campaign, title, "Đã ghi khắc phục xong.")


@require_POST
def remedy_reopen(request, pk):
    remedy = _remedy(request, pk)
    return tap(request, remedy.reopen, "Đã mở lại.", page_of(remedy.campaign))


@require_POST
def remedy_discard(request, pk):
    remedy = _remedy(request, pk)
    return tap(request, remedy.discard, "Đã xóa yêu cầu ghi nhầm.", page_of(remedy.campaign))


def _remedy(request, pk) -> Remedy:
    rows = Remedy.objects.select_related("campaign__unit")
    return row_for(request, rows, pk, "inspection.write", at="campaign.unit")


def _fill_in(request, form, campaign, title, done):
    to = page_of(campaign)
    context = {"campaign": campaign, "title": title, "back": to}
    return fill_in(request, form, "inspections/act.html", context, done=done, to=to)
