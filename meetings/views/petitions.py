"""Petitions of the cells: raised, taken up, answered in writing, given back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import may_export, xlsx_response
from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import status_of
from common.files import handed_out
from meetings.forms.petitions import (
    MeetingForm,
    PetitionAnswerForm,
    PetitionFilterForm,
    PetitionForm,
    PetitionReopenForm,
    PetitionWithdrawForm,
)
from meetings.models import Meeting, Petition, PetitionAnswer
from meetings.reading.tables import PETITIONS

PER_PAGE = 25


def petition_list(request):
    """The petitions of a year, and those it inherited, newest first."""
    require_anywhere(request.user, "petition.read")
    form = PetitionFilterForm(request.user, request.GET)
    year, rows = form.period()[0].year, form.petitions()
    if "xlsx" in request.GET:
        return xlsx_response(request, PETITIONS, rows, title=f"Kiến nghị năm {year}")
    context = {
        "form": form,
        "year": year,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_raise": may_anywhere(request.user, "petition.raise"),
        "may_export": may_export(request.user),
    }
    return render(request, "meetings/petition_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def petition_add(request):
    """A cell asks something of the committee; ?meeting= says at which meeting."""
    require_anywhere(request.user, "petition.raise")
    meeting = _meeting(request)
    form = PetitionForm(request.POST or None, user=request.user, meeting=meeting)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã gửi kiến nghị tới {form.petition.addressee}.")
        return redirect("meetings:petition_detail", form.petition.pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/petition_add.html", context, status=status_of(form))


def petition_detail(request, pk):
    """What was asked, and everything that was answered."""
    petition = _petition(request, pk)
    may_raise = may(request.user, "petition.raise", petition.unit)
    may_answer = may(request.user, "petition.answer", petition.to_unit)
    context = {
        "petition": petition,
        "opens_meeting": petition.meeting and may(request.user, "meeting.read", petition.unit),
        "may_take_up": may_answer and petition.state == "raised",
        "may_answer": may_answer and petition.is_open,
        "may_reopen": may_raise and petition.state == "answered",
        "may_withdraw": may_raise and petition.is_open,
    }
    return render(request, "meetings/petition_detail.html", context)


@require_POST
def petition_take_up(request, pk):
    """The committee says that it has the petition before it."""
    petition = _petition(request, pk)
    require(request.user, "petition.answer", petition.to_unit)
    try:
        petition.take_up(on=timezone.localdate(), by=request.user)
        messages.success(request, "Đã ghi tiếp nhận. Chi bộ thấy kiến nghị đang được xem xét.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("meetings:petition_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def petition_answer(request, pk):
    """The committee's answer in writing."""
    petition = _petition(request, pk)
    require(request.user, "petition.answer", petition.to_unit)
    form = PetitionAnswerForm(request.POST or None, request.FILES or None, petition=petition)
    context = {"title": "Trả lời kiến nghị", "verb": "Ghi trả lời"}
    return _fill_in(request, form, "Đã ghi trả lời. Chi bộ đã thấy.", context)


@require_http_methods(["GET", "HEAD", "POST"])
def petition_reopen(request, pk):
    """The cell is not content with the answer."""
    petition = _petition(request, pk)
    require(request.user, "petition.raise", petition.unit)
    form = PetitionReopenForm(request.POST or None, petition=petition)
    context = {"title": "Đề nghị xem lại câu trả lời", "verb": "Gửi đề nghị xem lại"}
    return _fill_in(request, form, "Đã gửi đề nghị xem lại; câu trả lời cũ vẫn giữ.", context)


@require_http_methods(["GET", "HEAD", "POST"])
def petition_withdraw(request, pk):
    """Taken back by the cell."""
    petition = _petition(request, pk)
    require(request.user, "petition.raise", petition.unit)
    form = PetitionWithdrawForm(request.POST or None, petition=petition)
    context = {"title": "Rút kiến nghị", "verb": "Rút kiến nghị"}
    return _fill_in(request, form, "Đã rút kiến nghị.", context)


def petition_scan(request, pk):
    """The scanned answer; who took it is logged."""
    answers = PetitionAnswer.objects.visible_to(request.user).exclude(file="")
    answer = get_object_or_404(answers, pk=pk)
    scan = handed_out(ContentFile(answer.content()), answer.file_name)
    audit.record(request.user, "petition.download", answer)
    return scan


def _meeting(request) -> Meeting | None:
    """The meeting that the address names: of a cell for which the user may ask."""
    meeting = MeetingForm(request.user, request.GET).chosen()
    if meeting:
        require(request.user, "petition.raise", meeting.unit)
    return meeting


def _petition(request, pk) -> Petition:
    rows = Petition.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows.select_related("unit", "to_unit", "meeting", "item"), pk=pk)


def _fill_in(request, form, done, context):
    """One form about a petition, and back to it."""
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, done)
        return redirect("meetings:petition_detail", form.petition.pk)
    context |= {"form": form, "petition": form.petition}
    return render(request, "meetings/petition_form.html", context, status=status_of(form))
