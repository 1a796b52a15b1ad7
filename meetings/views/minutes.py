"""One meeting: its minutes and resolution read, corrected, and taken away as files."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.rights import may, require
from common.answers import status_of
from common.files import DamagedFileError, made_file
from meetings import documents, tasks
from meetings.documents.minutes import parts_of
from meetings.documents.record import Record
from meetings.forms import GiveUpCorrectionForm, MeetingCorrectForm, ResolutionForm
from meetings.models import Meeting, Paper, PaperKind
from meetings.models.adopting import request_pdf
from papers import word

ACTS = ("record", "adopt", "correct", "discard", "print")


def meeting_detail(request, pk):
    """The minutes as they will be printed, or as they were adopted; their papers and tasks."""
    meeting = _meeting(request, pk)
    papers = list(meeting.papers.for_page()) if meeting.was_adopted else []
    record = Record(meeting)
    minutes = next((paper for paper in papers if paper.kind == PaperKind.MINUTES), None)
    frozen = meeting.is_adopted and minutes
    parts = minutes.snapshot["parts"] if frozen else parts_of(record) if meeting.is_held else []
    context = {
        "meeting": meeting,
        "record": record,
        "parts": [part for part in parts if part["blocks"]],
        "current": [paper for paper in papers if not paper.is_replaced],
        "older": [paper for paper in papers if paper.is_replaced],
        "may_complete": may(request.user, "task.complete", meeting.unit),
    }
    context |= {f"may_{act}": may(request.user, f"meeting.{act}", meeting.unit) for act in ACTS}
    return render(request, "meetings/meeting_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_resolution(request, pk):
    """Write the resolution from the minutes, after a look at what it will say."""
    meeting = _meeting(request, pk)
    require(request.user, "meeting.record", meeting.unit)
    form = ResolutionForm(meeting, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã soạn nghị quyết từ biên bản. Mời đọc lại và sửa lời văn.")
        return redirect("meetings:meeting_edit", pk)
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/meeting_resolution.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_correct(request, pk):
    """Open adopted minutes for another version."""
    meeting = _meeting(request, pk)
    require(request.user, "meeting.correct", meeting.unit)
    form = MeetingCorrectForm(request.POST or None)
    if form.is_valid() and form.save(meeting, by=request.user):
        messages.success(request, "Đã mở đính chính. Sửa xong, mời thông qua thành bản mới.")
        return redirect("meetings:meeting_edit", pk)
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/meeting_correct.html", context, status=status_of(form))


@require_POST
def meeting_give_up_correction(request, pk):
    """Lock the minutes again as they were adopted."""
    meeting = _meeting(request, pk)
    require(request.user, "meeting.correct", meeting.unit)
    form = GiveUpCorrectionForm(request.POST)
    if form.is_valid() and form.save(meeting, by=request.user):
        messages.success(request, "Đã bỏ đính chính. Biên bản khóa lại như bản đã thông qua.")
    else:
        messages.error(request, " ".join(form.non_field_errors()))
    return redirect("meetings:meeting_detail", pk)


def meeting_word(request, pk, kind):
    """A draft for Word, of the record as it stands."""
    meeting = _meeting(request, pk)
    require(request.user, "meeting.print", meeting.unit)
    made = documents.of_adoption(meeting).get(kind) if meeting.is_held else None
    if made is None:
        raise Http404
    audit.record(request.user, "meeting.download", meeting, [kind])
    stem = f"{PaperKind(kind).label} - dự thảo - {meeting.unit.name} - {meeting.held_on:%d-%m-%Y}"
    return made_file(word.written(made), f"{stem}.docx".replace("/", "-"), word.CONTENT_TYPE)


def paper_download(request, pk):
    """The PDF of an issued paper."""
    paper = _paper(request, pk)
    if (pdf := paper.read_pdf()) is None:
        raise Http404
    audit.record(request.user, "meeting_paper.download", paper)
    return made_file(pdf, f"{paper.file_stem}.pdf")


def paper_word(request, pk):
    """The same text for Word, from what was frozen."""
    paper = _paper(request, pk)
    if not paper.is_whole():
        raise DamagedFileError(f"data of paper {pk}")
    audit.record(request.user, "meeting_paper.download", paper)
    return made_file(word.written(paper.snapshot), f"{paper.file_stem}.docx", word.CONTENT_TYPE)


@require_POST
def paper_print(request, pk):
    """Ask once more for the PDF of an issued paper, where it could not be made."""
    paper = _paper(request, pk)
    try:
        tasks.send(request_pdf(paper, by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("meetings:meeting_detail", paper.meeting_id)


def _meeting(request, pk) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).for_minutes(), pk=pk)


def _paper(request, pk) -> Paper:
    papers = Paper.objects.visible_to(request.user).select_related("unit", "meeting__unit")
    paper = get_object_or_404(papers, pk=pk)
    require(request.user, "meeting.print", paper.unit)
    return paper
