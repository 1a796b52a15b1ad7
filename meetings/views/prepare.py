"""Preparing a meeting: agenda, what is carried over, papers, invitation."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may
from cells.views.finding import row_for
from common.answers import hand_out, tap
from meetings.forms.preparing import AttachmentForm, CarryForm, PreparationForm
from meetings.forms.sheet import SentSheet
from meetings.forms.sheet_page import AgendaSheet
from meetings.models import AgendaTemplate, Attachment, meeting_before, open_tasks, preparing
from meetings.rules.deadlines import papers_by
from meetings.views.shared import meeting_for

STEPS = {"up": -1, "down": 1}


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_prepare(request, pk):
    """The agenda, what earlier meetings left, the papers; saving it may move an item."""
    meeting = meeting_for(request, pk, "meeting.record", "prepared_in")
    if not meeting.is_open_for_record:
        messages.warning(request, "Biên bản đã thông qua nên không chuẩn bị lại được nữa.")
        return redirect("meetings:meeting_detail", pk)
    sent = SentSheet(meeting, request.POST) if request.method == "POST" else None
    if sent and sent.save(by=request.user) and (to := _moved(request, meeting)):
        return redirect(to)
    return _page(request, meeting, sent, status=422 if sent else 200)


def _moved(request, meeting) -> str:
    """After saving: "KEY up" or "KEY down". Where the page goes on; "" when it was refused."""
    key, _, way = request.POST.get("move", "").partition(" ")
    if asked := STEPS.get(way):
        try:
            preparing.move_item(meeting, key, asked, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return ""
    messages.success(request, "Đã lưu và chuyển chỗ." if asked else "Đã lưu chương trình.")
    return _page_of(meeting.pk) + (f"#item-{key}" if asked else "")


def _page(request, meeting, sent=None, attachment=None, status=200):
    sheet = AgendaSheet(meeting, sent)
    attachments = list(meeting.attachments.select_related("posted_by"))
    last = papers_by(meeting.held_on)
    context = {
        "meeting": meeting,
        "sheet": sheet,
        "blank_rows": sheet.blank_rows(request.user),
        "template": sheet.template,
        "tasks": open_tasks(meeting),
        "before": meeting_before(meeting),
        "preparation": PreparationForm(
            meeting=meeting, initial={"prepared_in": meeting.prepared_in_id}
        ),
        "attachments": attachments,
        "last_day": last,
        "late": [one for one in attachments if one.posted_on > last],
        "attachment": attachment or _attachment_form(request, meeting),
    }
    return render(request, "meetings/meeting_prepare.html", context, status=status)


@require_POST
def meeting_take_agenda(request, pk):
    """Take the items of the template in force; instead of those there are, when asked to."""
    meeting = meeting_for(request, pk, "meeting.record")
    template = AgendaTemplate.objects.in_force(meeting.unit, meeting.kind, meeting.held_on)
    take = partial(preparing.take_agenda, meeting, template)
    done = f"Đã lấy chương trình “{template}”. Đề nghị sửa cho hợp với buổi họp này."
    return tap(request, take, done, _page_of(pk), instead="instead" in request.POST)


@require_POST
def meeting_carry_over(request, pk):
    """Put open tasks or the last conclusion under their item."""
    meeting = meeting_for(request, pk, "meeting.record")
    form = CarryForm(request.POST, verb=partial(preparing.carry_over, meeting))
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã đưa vào nội dung “{form.made.title}”.")
    else:
        messages.error(request, " ".join(form.non_field_errors()) or "Mở lại trang này.")
    return redirect(_page_of(pk))


@require_POST
def meeting_name_preparation(request, pk):
    meeting = meeting_for(request, pk, "meeting.record")
    form = PreparationForm(request.POST, meeting=meeting)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã ghi cuộc họp chuẩn bị.")
    else:
        messages.error(request, " ".join(form.errors.get("prepared_in", form.non_field_errors())))
    return redirect(_page_of(pk))


@require_POST
def attachment_post(request, pk):
    meeting = meeting_for(request, pk, "meeting.record")
    form = _attachment_form(request, meeting, request.POST, request.FILES)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã tải tài liệu lên.")
        return redirect(_page_of(pk))
    return _page(request, meeting, attachment=form, status=422)


def _attachment_form(request, meeting, *sent) -> AttachmentForm:
    may_clear = may(request.user, "attachment.clear", meeting.unit)
    return AttachmentForm(*sent, verb=partial(Attachment.objects.post, meeting), may_clear=may_clear)


def attachment_download(request, pk):
    """Hand out a paper; who took it is logged."""
    return hand_out(request, _attachment(request, pk, "meeting.read"), "attachment.download")


@require_POST
def attachment_remove(request, pk):
    """Take a paper away, before the minutes are adopted."""
    kept = _attachment(request, pk, "meeting.record")
    return tap(request, kept.remove, "Đã gỡ tài liệu.", _page_of(kept.meeting_id))


def _attachment(request, pk, action) -> Attachment:
    attachments = Attachment.objects.select_related("meeting__unit")
    return row_for(request, attachments, pk, action, at="meeting.unit")


def _page_of(pk) -> str:
    return reverse("meetings:meeting_prepare", args=[pk])
