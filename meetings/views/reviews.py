"""Reviews of thematic and model meetings; who is invited to watch."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from meetings.forms.reviews import ObserverForm, ReviewFilterForm, ReviewForm
from meetings.models import Observer
from meetings.reading.tables import REVIEWS
from meetings.views.shared import meeting_for, show_year


def review_list(request):
    """Thematic and model meetings of a year: reviewed, or still to be."""
    require_anywhere(request.user, "meeting.read")
    form = ReviewFilterForm(request.user, request.GET)
    page = "meetings/review_list.html"
    return show_year(request, page, form, form.meetings(), REVIEWS, "Rút kinh nghiệm")


def review_detail(request, pk):
    """What the meeting taught, and who watched it."""
    meeting = meeting_for(request, pk, "meeting.read", "review__written_by")
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
    meeting = meeting_for(request, pk, "review.write", "review__written_by")
    return fill_in(
        request,
        ReviewForm(request.POST or None, meeting=meeting),
        "meetings/review_edit.html",
        {"meeting": meeting},
        done="Đã ghi rút kinh nghiệm.",
        to=reverse("meetings:review_detail", args=[pk]),
    )


@require_POST
def meeting_mark_model(request, pk):
    """A model for others, or no longer: `is_model` says which."""
    meeting = meeting_for(request, pk, "review.write")
    is_model = request.POST.get("is_model") == "1"
    done = "Đã đánh dấu sinh hoạt mẫu." if is_model else "Đã bỏ dấu sinh hoạt mẫu."
    to = reverse("meetings:meeting_detail", args=[pk])
    return tap(request, meeting.mark_model, done, to, is_model=is_model)


@require_http_methods(["GET", "HEAD", "POST"])
def observer_list(request, pk):
    """Who is invited to watch, who came; and inviting one more."""
    meeting = meeting_for(request, pk, "review.write")
    return fill_in(
        request,
        ObserverForm(request.POST or None, meeting=meeting, user=request.user),
        "meetings/observer_list.html",
        {"meeting": meeting, "observers": meeting.observers.all()},
        done="Đã ghi người được mời.",
        to=reverse("meetings:observer_list", args=[pk]),
    )


@require_POST
def observer_tell(request, pk):
    """Whether an observer came: `came` is 1 or 0."""
    observer = _observer(request, pk)
    came = request.POST.get("came") == "1"
    return tap(request, observer.tell, "Đã ghi.", _list_of(observer), came=came)


@require_POST
def observer_uninvite(request, pk):
    observer = _observer(request, pk)
    return tap(request, observer.uninvite, f"Đã bỏ {observer} khỏi danh sách mời.", _list_of(observer))


def _observer(request, pk) -> Observer:
    observers = Observer.objects.select_related("meeting__unit")
    return row_for(request, observers, pk, "review.write", at="meeting.unit")


def _list_of(observer: Observer) -> str:
    return reverse("meetings:observer_list", args=[observer.meeting_id])
