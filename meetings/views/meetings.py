"""Meetings: found, opened, written up, adopted."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import fill_in, tap
from meetings.forms import (
    CalendarForm,
    MeetingAdoptForm,
    MeetingFilterForm,
    MeetingOpenForm,
    MeetingSheet,
    ResolutionForm,
    SentSheet,
)
from meetings.models import AgendaTemplate, preparing
from meetings.reading.calendar import calendar_or_bodies, committees_of, missing_now
from meetings.reading.tables import MEETINGS
from meetings.views.shared import meeting_for, show_year


def meeting_list(request):
    """The meetings of a year, newest first."""
    require_anywhere(request.user, "meeting.read")
    form = MeetingFilterForm(request.user, request.GET)
    page, may_open = "meetings/meeting_list.html", may_anywhere(request.user, "meeting.open")
    return show_year(request, page, form, form.meetings(), MEETINGS, "Sinh hoạt", may_open=may_open)


def meeting_calendar(request):
    """Month by month and unit by unit: held, planned, missing."""
    require_anywhere(request.user, "meeting.read")
    form = CalendarForm(request.user, request.GET)
    year = form.period()[0].year
    asked = request.user, year, form.body
    rows, bodies = (committees_of(*asked), []) if form.shown else calendar_or_bodies(*asked)
    is_now = year == timezone.localdate().year and not form.shown
    context = {
        "form": form,
        "year": year,
        "show": form.shown,
        "rows": rows,
        "bodies": bodies,
        "lacks": missing_now(request.user, form.body) if is_now else [],
        "may_open": may_anywhere(request.user, "meeting.open"),
    }
    return render(request, "meetings/meeting_calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_create(request):
    """Open a meeting; the roll of its day is copied into it."""
    require_anywhere(request.user, "meeting.open")
    return fill_in(
        request,
        MeetingOpenForm(request.user, request.POST or None, asked=request.GET),
        "meetings/meeting_create.html",
        {},
        done="Đã mở cuộc họp. Mọi người đang được ghi là có mặt.",
        to=lambda form: reverse("meetings:meeting_edit", args=[form.instance.pk]),
    )


@require_POST
def meeting_hold(request, pk):
    """Begin a planned meeting: the roll of its day is taken."""
    meeting = meeting_for(request, pk, "meeting.record")
    to = reverse("meetings:meeting_edit", args=[pk])
    return tap(request, meeting.hold, "", to)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request, pk):
    """Write the minutes: head, roll call, items, votes and tasks on one page."""
    meeting = meeting_for(request, pk, "meeting.record")
    if not meeting.is_open_for_record and request.method != "POST":
        messages.warning(request, "Biên bản đã thông qua nên không sửa được nữa.")
        return redirect("meetings:meeting_detail", pk)
    sent = SentSheet(meeting, request.POST) if request.method == "POST" else None
    if sent and sent.save(by=request.user):
        return _once_saved(request, sent)
    may_adopt = meeting.has_minutes and may(request.user, "meeting.adopt", meeting.unit)
    context = {"sheet": MeetingSheet(meeting, sent), "may_adopt": may_adopt}
    return render(request, "meetings/meeting_edit.html", context, status=422 if sent else 200)


def _once_saved(request, sent):
    """Where the button leads that was pressed: every one of them saves first."""
    meeting, then = sent.meeting, request.POST.get("then")
    if then == "adopt":
        require(request.user, "meeting.adopt", meeting.unit)
        return _adopted(request, meeting, {"version": sent.version}, "meetings:meeting_edit")
    if then == "renew_roll":
        return meeting_renew_roll(request, meeting.pk)
    if then == "take_agenda":
        return _took_agenda(request, meeting)
    if then == "write_resolution":
        return _wrote_resolution(request, meeting)
    messages.success(request, "Đã lưu biên bản.")
    return redirect("meetings:meeting_edit", meeting.pk)


def _took_agenda(request, meeting):
    template = AgendaTemplate.objects.in_force(meeting.unit, meeting.kind, meeting.held_on)
    take = partial(preparing.take_agenda, meeting, template)
    to = reverse("meetings:meeting_edit", args=[meeting.pk])
    return tap(request, take, f"Đã lấy chương trình “{template}”.", f"{to}#items")


def _wrote_resolution(request, meeting):
    """Where there was none: what stands there is replaced on a page of its own, after a question."""
    form = ResolutionForm({}, meeting=meeting)
    form.full_clean()
    to = reverse("meetings:meeting_edit", args=[meeting.pk])
    return tap(request, form.act, "Đã soạn nghị quyết từ biên bản.", f"{to}#resolution")


@require_POST
def meeting_save(request, pk):
    """Save what changed while people talk; the answer says what was left, field by field."""
    meeting = meeting_for(request, pk, "meeting.record")
    sent = SentSheet(meeting, request.POST)
    sent.save(by=request.user)
    return JsonResponse(sent.answer())


@require_POST
def meeting_renew_roll(request, pk):
    meeting = meeting_for(request, pk, "meeting.record")
    try:
        meeting.renew_roll(by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("meetings:meeting_detail", pk)
    messages.success(request, "Đã lấy lại danh sách đảng viên phải dự; điểm danh đã ghi vẫn giữ.")
    return redirect("meetings:meeting_edit", pk)


@require_POST
def meeting_adopt(request, pk):
    """Adopt the minutes: they are locked for good."""
    meeting = meeting_for(request, pk, "meeting.adopt")
    return _adopted(request, meeting, request.POST, "meetings:meeting_detail")


def _adopted(request, meeting, data, back):
    """Adopt what was read; a refusal leads back to where it was asked for."""
    form = MeetingAdoptForm(data, meeting=meeting)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã thông qua và khóa biên bản.")
        return redirect("meetings:meeting_detail", meeting.pk)
    messages.error(request, form.refusal())
    return redirect(back, meeting.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_discard(request, pk):
    """Take back a meeting opened by mistake, after a page that asks once more."""
    meeting = meeting_for(request, pk, "meeting.discard")
    if request.method == "POST":
        try:
            meeting.discard(by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("meetings:meeting_detail", pk)
        done = "Đã bỏ cuộc họp." if meeting.is_taken_over else "Đã hủy dự thảo."
        messages.success(request, done)
        return redirect("meetings:meeting_list")
    return render(request, "meetings/meeting_discard.html", {"meeting": meeting})
