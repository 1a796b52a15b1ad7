"""Đợt học tập, quán triệt: of a year; recorded, corrected, taken back."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.models import Unit
from cells.rights import require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, status_of, tap
from meetings.forms.planning import UnitChoiceForm
from meetings.forms.study import StudyFilterForm, StudyForm
from meetings.models import StudySession
from meetings.reading.tables import STUDIES


def study_list(request):
    """What was studied in a year, by how many of those who had to."""
    require_anywhere(request.user, "meeting.read")
    form = StudyFilterForm(request.user, request.GET)
    year, rows = form.period()[0].year, form.sessions()
    writable = set(_writable(request.user).values_list("pk", flat=True))
    context = {"form": form, "year": year, "writable": writable}
    page, title = "meetings/study_list.html", f"Học tập, quán triệt năm {year}"
    return show_list(request, page, context, rows, STUDIES, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def study_add(request):
    """Record one more session of a unit."""
    require_anywhere(request.user, "study.record")
    choice = UnitChoiceForm(_writable(request.user), request.GET)
    context = {"title": "Ghi đợt học tập, quán triệt"}
    if (unit := choice.chosen) is None:
        context |= {"choice": choice}
        return render(request, "meetings/study_form.html", context, status=status_of(choice))
    form = StudyForm(request.POST or None, unit=unit, session=None)
    return _fill_in(request, form, context | {"unit": unit}, "Đã ghi.")


@require_http_methods(["GET", "HEAD", "POST"])
def study_edit(request, pk):
    """Put a session right."""
    session = _session(request, pk)
    form = StudyForm(request.POST or None, unit=session.unit, session=session)
    context = {"title": "Sửa đợt học tập, quán triệt", "unit": session.unit, "session": session}
    return _fill_in(request, form, context, "Đã lưu.")


@require_POST
def study_withdraw(request, pk):
    """Take back a session that was recorded by mistake."""
    session = _session(request, pk)
    return tap(request, session.withdraw, "Đã xóa.", _page_of(session.held_on.year))


def _writable(user):
    return Unit.objects.allowing(user, "study.record").existing()


def _session(request, pk) -> StudySession:
    return row_for(request, StudySession.objects.select_related("unit"), pk, "study.record")


def _page_of(year: int) -> str:
    return reverse("meetings:study_list", query={"year": year})


def _fill_in(request, form, context, done):
    """One form about a session, and back to its year."""
    page = "meetings/study_form.html"
    return fill_in(
        request, form, page, context, done=done, to=lambda form: _page_of(form.session.held_on.year)
    )
