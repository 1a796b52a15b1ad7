"""Reviews of thematic and model meetings; who is invited to watch."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import xlsx_response
from cells.rights import may, require, require_anywhere
from common.answers import status_of
from meetings.forms.reviews import ObserverForm, ReviewFilterForm, ReviewForm
from meetings.models import Meeting, Observer
from meetings.reading.tables import REVIEWS

PER_PAGE = 25


def review_list(request):
    """Thematic and model meetings of a year: reviewed, or still to be."""
    require_anywhere(request.user, "meeting.read")
    form = ReviewFilterForm(request.user, request.GET)
    year, rows = form.period()[0].year, form.meetings()
    if "xlsx" in request.GET:
        return xlsx_response(request, REVIEWS, rows, title=f"Rút kinh nghiệm năm {year}")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "year": year, "page": page, "may_export": True}
    return render(request, "meetings/review_list.html", context)


def review_detail(request, pk):
    """What the meeting taught, and who watched it."""
    meeting = _meeting(request, pk)
    context = {
        "meeting": meeting,
        "review": getattr(meeting, "review", None),
        "observers": meeting.observers.all(),
        "may_write": may(request.user, "review.write", meeting.unit),
        "may_print": may(request.user, "meeting.print", meeting.unit),
    }
    return render(request, "meetings/review_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review_edit(request, pk):
    """Write the review of one meeting."""
    meeting = _meeting(request, pk, "review.write")
    form = ReviewForm(request.POST or None, meeting=meeting)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã ghi rút kinh nghiệm.")
        return redirect("meetings:review_detail", pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/review_edit.html", context, status=status_of(form))


@require_POST
def meeting_mark_model(request, pk):
    """A model for others, or no longer: `is_model` says which."""
    meeting = _meeting(request, pk, "review.write")
    is_model = request.POST.get("is_model") == "1"
    done = "Đã đánh dấu sinh hoạt mẫu." if is_model else "Đã bỏ dấu sinh hoạt mẫu."
    return _do(request, meeting, done, meeting.mark_model, is_model)


@require_http_methods(["GET", "HEAD", "POST"])
def observer_list(request, pk):
    """Who is invited to watch, who came; and inviting one more."""
    meeting = _meeting(request, pk, "review.write")
    form = ObserverForm(request.POST or None, meeting=meeting, user=request.user)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã ghi người được mời.")
        return redirect("meetings:observer_list", pk)
    context = {"form": form, "meeting": meeting, "observers": meeting.observers.all()}
    return render(request, "meetings/observer_list.html", context, status=status_of(form))


@require_POST
def observer_tell(request, pk):
    """Whether an observer came: `came` is 1 or 0."""
    observer = _observer(request, pk)
    came = request.POST.get("came") == "1"
    return _do(request, observer.meeting, "Đã ghi.", observer.tell, came, back="observer_list")


@require_POST
def observer_uninvite(request, pk):
    """Taken off the list."""
    observer = _observer(request, pk)
    done = f"Đã bỏ {observer} khỏi danh sách mời."
    return _do(request, observer.meeting, done, observer.uninvite, back="observer_list")


def _meeting(request, pk, action="meeting.read") -> Meeting:
    rows = Meeting.objects.visible_to(request.user).for_minutes().select_related("review__written_by")
    meeting = get_object_or_404(rows, pk=pk)
    require(request.user, action, meeting.unit)
    return meeting


def _observer(request, pk) -> Observer:
    rows = Observer.objects.visible_to(request.user).select_related("meeting__unit")
    observer = get_object_or_404(rows, pk=pk)
    require(request.user, "review.write", observer.meeting.unit)
    return observer


def _do(request, meeting, done, verb, *values, back="meeting_detail"):
    """One tap: done, or why not."""
    try:
        verb(*values, by=request.user)
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"meetings:{back}", meeting.pk)
