"""One meeting: its minutes and resolution read, corrected, and taken away as files."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.rights import may
from common.answers import fill_in, tap
from common.files import made_file
from meetings import documents
from meetings.documents.minutes import parts_of
from meetings.documents.rows import MeetingRows
from meetings.forms import MeetingCorrectForm, ResolutionForm
from meetings.models import PaperKind, problems_of
from meetings.views.shared import meeting_for
from papers import word

ACTS = ("record", "adopt", "correct", "discard", "print")


def meeting_detail(request, pk):
    """The minutes as they will be printed, or as they were adopted; their papers and tasks."""
    meeting = meeting_for(request, pk)
    papers = list(meeting.papers.for_page()) if meeting.was_adopted else []
    sitting = MeetingRows(meeting)
    minutes = next((paper for paper in papers if paper.kind == PaperKind.MINUTES), None)
    frozen = meeting.is_adopted and minutes
    parts = minutes.snapshot["parts"] if frozen else parts_of(sitting) if meeting.is_held else []
    is_draft = meeting.has_minutes and meeting.is_open_for_record
    context = {
        "meeting": meeting,
        "sitting": sitting,
        "parts": [part for part in parts if part["blocks"]],
        "current": [paper for paper in papers if not paper.is_replaced],
        "older": [paper for paper in papers if paper.is_replaced],
        "problems": problems_of(meeting) if is_draft else None,
        "may_complete": may(request.user, "task.complete", meeting.unit),
    }
    context["may_plan"] = may(request.user, "meeting.open", meeting.unit)
    context |= {f"may_{act}": may(request.user, f"meeting.{act}", meeting.unit) for act in ACTS}
    return render(request, "meetings/meeting_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_resolution(request, pk):
    """Write the resolution from the minutes, after a look at what it will say."""
    meeting = meeting_for(request, pk, "meeting.record")
    return fill_in(
        request,
        ResolutionForm(request.POST if request.method == "POST" else None, meeting=meeting),
        "meetings/meeting_resolution.html",
        {"meeting": meeting},
        done="Đã soạn nghị quyết từ biên bản. Đọc lại và sửa lời văn.",
        to=reverse("meetings:meeting_edit", args=[pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_correct(request, pk):
    """Open adopted minutes for another version."""
    meeting = meeting_for(request, pk, "meeting.correct")
    return fill_in(
        request,
        MeetingCorrectForm(request.POST or None, meeting=meeting),
        "meetings/meeting_correct.html",
        {"meeting": meeting},
        done="Đã mở đính chính. Sửa xong thì thông qua thành bản mới.",
        to=reverse("meetings:meeting_edit", args=[pk]),
    )


@require_POST
def give_up_correction(request, pk):
    """Lock the minutes again as they were adopted."""
    meeting = meeting_for(request, pk, "meeting.correct")
    made = documents.of_adoption(meeting)
    done = "Đã bỏ đính chính. Biên bản khóa lại như bản đã thông qua."
    to = reverse("meetings:meeting_detail", args=[pk])
    return tap(request, meeting.give_up_correction, done, to, documents=made)


def meeting_word(request, pk, kind):
    """A draft for Word, of the record as it stands."""
    meeting = meeting_for(request, pk, "meeting.print")
    made = documents.of_adoption(meeting).get(kind) if meeting.is_held else None
    if made is None:
        raise Http404
    audit.record(request.user, "meeting.download", meeting, [kind])
    stem = f"{PaperKind(kind).label} - dự thảo - {meeting.unit.name} - {meeting.held_on:%d-%m-%Y}"
    return made_file(word.written(made), f"{stem}.docx".replace("/", "-"), word.CONTENT_TYPE)
