"""Papers of the upper level: received, put before the cells, and what the cells concluded."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import xlsx_response
from cells.reading.tree import in_tree_order
from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import status_of
from common.files import handed_out
from meetings.forms.shared import DirectiveFilterForm, DirectiveForm, TakeUpForm, WithdrawForm
from meetings.models import AgendaItem, Directive, Meeting
from meetings.reading.tables import CONCLUSIONS

PER_PAGE = 25


def directive_list(request):
    """The papers of a year, the newest first, with how many cells have concluded."""
    require_anywhere(request.user, "directive.read")
    form = DirectiveFilterForm(request.user, request.GET)
    page = Paginator(form.directives(), PER_PAGE).get_page(request.GET.get("page"))
    may_record = may_anywhere(request.user, "directive.record")
    context = {"form": form, "year": form.period()[0].year, "page": page, "may_record": may_record}
    return render(request, "meetings/directive_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def directive_add(request):
    """A paper of the upper level that a committee has to carry out."""
    require_anywhere(request.user, "directive.record")
    form = DirectiveForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã ghi văn bản. Bước tiếp: đưa vào chương trình các chi bộ.")
        return redirect("meetings:directive_detail", form.directive.pk)
    return render(request, "meetings/directive_add.html", {"form": form}, status=status_of(form))


def directive_detail(request, pk):
    """The paper, and cell by cell where it stands: concluded, on an agenda, not yet."""
    directive = _directive(request, pk)
    rows = _standing(request.user, directive) if directive.handed_down_on else []
    if "xlsx" in request.GET:
        return xlsx_response(request, CONCLUSIONS, rows, title=f"Kết luận: {directive.number}")
    may_record = directive.withdrawn_on is None and may(
        request.user, "directive.record", directive.unit
    )
    context = {
        "directive": directive,
        "rows": rows,
        "concluded": sum(row["state"] == "concluded" for row in rows),
        "may_hand_down": may_record and directive.handed_down_on is None,
        "may_withdraw": may_record,
        "may_export": True,
    }
    return render(request, "meetings/directive_detail.html", context)


@require_POST
def directive_hand_down(request, pk):
    """Put it on the agendas of the cells, as of today."""
    directive = _directive(request, pk)
    require(request.user, "directive.record", directive.unit)
    try:
        number = directive.hand_down(on=timezone.localdate(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        rest = "Chi bộ chưa có lịch họp sẽ thấy khi chuẩn bị buổi sau."
        messages.success(request, f"Đã đưa vào chương trình {number} cuộc họp sắp tới. {rest}")
    return redirect("meetings:directive_detail", pk)


@require_POST
def directive_take_up(request, pk):
    """A cell puts it on the agenda of the meeting that it prepares or holds."""
    directive = _directive(request, pk)
    require_anywhere(request.user, "meeting.record")
    form = TakeUpForm(request.user, request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Trang gửi lên bị hỏng. Mời mở lại trang.")
    meeting = form.cleaned_data["meeting"]
    require(request.user, "meeting.record", meeting.unit)
    try:
        directive.take_up(meeting, by=request.user)
        messages.success(request, "Đã đưa văn bản vào chương trình họp.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    page = "meeting_prepare" if meeting.is_planned else "meeting_edit"
    return redirect(f"meetings:{page}", meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def directive_withdraw(request, pk):
    """No cell is asked any more."""
    directive = _directive(request, pk)
    require(request.user, "directive.record", directive.unit)
    form = WithdrawForm(request.POST or None, row=directive)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã rút văn bản; kết luận đã có của các chi bộ vẫn giữ.")
        return redirect("meetings:directive_detail", pk)
    context = {"form": form, "directive": directive}
    return render(request, "meetings/directive_withdraw.html", context, status=status_of(form))


def directive_scan(request, pk):
    """The paper itself; who took it is logged."""
    directives = Directive.objects.visible_to(request.user).exclude(file="")
    directive = get_object_or_404(directives, pk=pk)
    audit.record(request.user, "directive.download", directive)
    return handed_out(ContentFile(directive.content()), directive.file_name)


def _directive(request, pk) -> Directive:
    rows = Directive.objects.visible_to(request.user).select_related("unit", "added_by")
    return get_object_or_404(rows, pk=pk)


def _standing(user, directive: Directive) -> list[dict]:
    """A row for each cell that the user sees: the meeting that says most about the paper."""
    cells = directive.cells().visible_to(user).select_related("unit")
    meetings = Meeting.objects.visible_to(user)
    found = AgendaItem.objects.filter(directive=directive, meeting__in=meetings)
    items = defaultdict(list)
    for item in found.select_related("meeting").order_by("meeting__held_on", "pk"):
        items[item.meeting.unit_id].append(item)
    return [_row(version, items[version.unit_id]) for _, version in in_tree_order(cells)]


def _row(version, items: list[AgendaItem]) -> dict:
    concluded = [item for item in items if item.conclusion and item.meeting.is_held]
    if concluded:
        return {"cell": version, "item": concluded[-1], "state": "concluded"}
    if items:
        state = "planned" if items[-1].meeting.is_planned else "open"
        return {"cell": version, "item": items[-1], "state": state}
    return {"cell": version, "item": None, "state": "waiting"}
