"""Papers of the upper level: received, put before the cells, and what the cells concluded."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import page_of, show_list
from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import fill_in, hand_out, tap
from meetings.forms.shared import DirectiveFilterForm, DirectiveForm, TakeUpForm, WithdrawForm
from meetings.models import Directive
from meetings.reading.directives import CONCLUSIONS, standing
from meetings.views.shared import PER_PAGE


def directive_list(request):
    """The papers of a year, the newest first, with how many cells have concluded."""
    require_anywhere(request.user, "directive.read")
    form = DirectiveFilterForm(request.user, request.GET)
    context = {
        "form": form,
        "year": form.period()[0].year,
        "page": page_of(request, form.directives(), PER_PAGE),
        "may_record": may_anywhere(request.user, "directive.record"),
    }
    return render(request, "meetings/directive_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def directive_add(request):
    """A paper of the upper level that a committee has to carry out."""
    require_anywhere(request.user, "directive.record")
    files, receive = request.FILES or None, Directive.objects.receive
    form = DirectiveForm(request.POST or None, files, user=request.user, verb=receive)
    return fill_in(
        request,
        form,
        "meetings/directive_add.html",
        {},
        done="Đã ghi văn bản. Bước tiếp: đưa vào chương trình các chi bộ.",
        to=lambda form: _page_of(form.made.pk),
    )


def directive_detail(request, pk):
    """The paper, and cell by cell where it stands: concluded, on an agenda, not yet."""
    directive = _directive(request, pk)
    rows = standing(request.user, directive) if directive.handed_down_on else []
    is_kept = directive.withdrawn_on is None
    may_record = is_kept and may(request.user, "directive.record", directive.unit)
    context = {
        "directive": directive,
        "rows": rows,
        "concluded": sum(row["state"] == "concluded" for row in rows),
        "may_hand_down": may_record and directive.handed_down_on is None,
        "may_withdraw": may_record,
    }
    page, title = "meetings/directive_detail.html", f"Kết luận: {directive.number}"
    return show_list(request, page, context, rows, CONCLUSIONS, title=title)


@require_POST
def directive_hand_down(request, pk):
    """Put it on the agendas of the cells, as of today."""
    directive = _directive(request, pk, "directive.record")
    try:
        number = directive.hand_down(on=timezone.localdate(), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        rest = "Chi bộ chưa có lịch họp sẽ thấy khi chuẩn bị buổi sau."
        messages.success(request, f"Đã đưa vào chương trình {number} cuộc họp sắp tới. {rest}")
    return redirect(_page_of(pk))


@require_POST
def directive_take_up(request, pk):
    """A cell puts it on the agenda of the meeting that it prepares or holds."""
    directive = _directive(request, pk)
    require_anywhere(request.user, "meeting.record")
    form = TakeUpForm(request.user, request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Trang gửi lên bị hỏng. Mở lại trang.")
    meeting = form.cleaned_data["meeting"]
    require(request.user, "meeting.record", meeting.unit)
    page = "meeting_edit" if meeting.is_held else "meeting_prepare"
    done, to = "Đã đưa văn bản vào chương trình họp.", reverse(f"meetings:{page}", args=[meeting.pk])
    return tap(request, directive.take_up, done, to, meeting=meeting)


@require_http_methods(["GET", "HEAD", "POST"])
def directive_withdraw(request, pk):
    """No cell is asked any more."""
    directive = _directive(request, pk, "directive.record")
    return fill_in(
        request,
        WithdrawForm(request.POST or None, verb=directive.withdraw),
        "meetings/directive_withdraw.html",
        {"directive": directive},
        done="Đã thu hồi văn bản; kết luận đã có của các chi bộ vẫn giữ.",
        to=_page_of(pk),
    )


def directive_scan(request, pk):
    """The paper itself; who took it is logged."""
    directives = Directive.objects.visible_to(request.user).exclude(file="")
    return hand_out(request, get_object_or_404(directives, pk=pk), "directive.download")


def _directive(request, pk, action=None) -> Directive:
    rows = Directive.objects.visible_to(request.user).select_related("unit", "added_by")
    directive = get_object_or_404(rows, pk=pk)
    if action:
        require(request.user, action, directive.unit)
    return directive


def _page_of(pk) -> str:
    return reverse("meetings:directive_detail", args=[pk])
