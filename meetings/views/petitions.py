"""Petitions of the cells: raised, taken up, answered in writing, given back."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import fill_in, hand_out, tap
from meetings.forms.filters import MeetingNamedForm
from meetings.forms.petitions import (
    PetitionAnswerForm,
    PetitionFilterForm,
    PetitionForm,
    PetitionReopenForm,
    PetitionWithdrawForm,
)
from meetings.models import Petition, PetitionAnswer
from meetings.reading.tables import PETITIONS
from meetings.views.shared import show_year


def petition_list(request):
    """The petitions of a year, and those it inherited, newest first."""
    require_anywhere(request.user, "petition.read")
    form = PetitionFilterForm(request.user, request.GET)
    page, may_raise = "meetings/petition_list.html", may_anywhere(request.user, "petition.raise")
    return show_year(request, page, form, form.petitions(), PETITIONS, "Kiến nghị", may_raise=may_raise)


@require_http_methods(["GET", "HEAD", "POST"])
def petition_add(request):
    """A cell asks something of the committee; ?meeting= says at which meeting."""
    require_anywhere(request.user, "petition.raise")
    if meeting := MeetingNamedForm(request.user, request.GET).chosen():
        require(request.user, "petition.raise", meeting.unit)
    return fill_in(
        request,
        PetitionForm(request.POST or None, user=request.user, meeting=meeting),
        "meetings/petition_add.html",
        {"meeting": meeting},
        done=lambda form: f"Đã gửi kiến nghị tới {form.petition.addressee}.",
        to=lambda form: _page_of(form.petition.pk),
    )


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
    done = "Đã ghi tiếp nhận. Chi bộ thấy kiến nghị đang được xem xét."
    return tap(request, petition.take_up, done, _page_of(pk), on=timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
def petition_answer(request, pk):
    petition = _petition(request, pk)
    require(request.user, "petition.answer", petition.to_unit)
    form = PetitionAnswerForm(request.POST or None, request.FILES or None, petition=petition)
    context = {"petition": petition, "title": "Trả lời kiến nghị", "verb": "Ghi trả lời"}
    return _fill_in(request, form, context, "Đã ghi trả lời. Chi bộ đã thấy.")


@require_http_methods(["GET", "HEAD", "POST"])
def petition_reopen(request, pk):
    """The cell is not content with the answer."""
    petition = _petition(request, pk)
    require(request.user, "petition.raise", petition.unit)
    form = PetitionReopenForm(request.POST or None, verb=petition.reopen)
    title, verb = "Đề nghị xem lại câu trả lời", "Gửi đề nghị xem lại"
    context = {"petition": petition, "title": title, "verb": verb}
    return _fill_in(request, form, context, "Đã gửi đề nghị xem lại; câu trả lời cũ vẫn giữ.")


@require_http_methods(["GET", "HEAD", "POST"])
def petition_withdraw(request, pk):
    petition = _petition(request, pk)
    require(request.user, "petition.raise", petition.unit)
    form = PetitionWithdrawForm(request.POST or None, verb=petition.withdraw)
    context = {"petition": petition, "title": "Rút kiến nghị", "verb": "Rút kiến nghị"}
    return _fill_in(request, form, context, "Đã rút kiến nghị.")


def petition_scan(request, pk):
    """The scanned answer; who took it is logged."""
    answers = PetitionAnswer.objects.visible_to(request.user).exclude(file="")
    return hand_out(request, get_object_or_404(answers, pk=pk), "petition.download")


def _petition(request, pk) -> Petition:
    rows = Petition.objects.visible_to(request.user).for_list()
    return get_object_or_404(rows.select_related("unit", "to_unit", "meeting", "item"), pk=pk)


def _page_of(pk) -> str:
    return reverse("meetings:petition_detail", args=[pk])


def _fill_in(request, form, context, done):
    page, to = "meetings/petition_form.html", _page_of(context["petition"].pk)
    return fill_in(request, form, page, context, done=done, to=to)
