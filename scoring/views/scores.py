"""The score of a meeting: filled in, voted, confirmed, accepted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import fill_in, tap
from meetings.forms import CalendarForm
from meetings.models import CELL_MEETINGS, Meeting
from scoring.forms import ReasonForm, ScoreForm, SheetChoice, VoteForm
from scoring.models import MeetingScore, ScoreState, follower_on, may_confirm, scored_by, with_numbers
from scoring.models.lines import groups_of
from scoring.reading.score_year import scores_of, table_of

CELLS_PER_PAGE = 40
RETURNABLE = [ScoreState.PROPOSED, ScoreState.VOTED, ScoreState.CONFIRMED]


def score_detail(request, pk):
    """One meeting's score: whatever the user may do next stands on the page."""
    return _page(request, _meeting(request, pk), {})


@require_POST
def score_start(request, pk):
    """Choose the sheet; what the record tells is filled in."""
    meeting = _meeting(request, pk, "score.propose")
    form = SheetChoice(request.POST, meeting=meeting)
    done = "Đã lấy số liệu đã ghi. Chấm các tiêu chí còn lại."
    return _act(request, meeting, "choice", form, done)


@require_POST
def score_save(request, pk):
    """Save the points, and propose them when that was asked."""
    meeting = _meeting(request, pk, "score.propose")
    form = ScoreForm(_score(meeting), request.POST)
    done = "Đã đề xuất điểm để chi bộ biểu quyết." if "propose" in request.POST else "Đã lưu điểm."
    return _act(request, meeting, "form", form, done)


@require_POST
def score_vote(request, pk):
    """What the cell voted."""
    meeting = _meeting(request, pk, "score.propose")
    form = VoteForm(request.POST, verb=_score(meeting).vote)
    return _act(request, meeting, "vote", form, "Đã ghi kết quả biểu quyết.")


@require_POST
def score_confirm(request, pk):
    """The member of the committee who follows the cell agrees."""
    meeting = _meeting(request, pk)
    if not _may_confirm(request.user, meeting):
        raise PermissionDenied
    return tap(request, _score(meeting).confirm, "Đã xác nhận điểm.", _page_of(pk))


@require_POST
def score_accept(request, pk):
    """The committee takes it over: final."""
    score = _score(_meeting(request, pk, "score.accept"))
    return tap(request, score.accept, "Đã công nhận điểm. Kết quả được tính.", _page_of(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def score_return(request, pk):
    """Give it back to the cell with the reason."""
    meeting = _meeting(request, pk)
    if not (may(request.user, "score.accept", meeting.unit) or _may_confirm(request.user, meeting)):
        raise PermissionDenied
    verb = _score(meeting).give_back
    return _reason(request, meeting, verb, "Trả lại chi bộ chấm lại", "Đã trả lại chi bộ.")


@require_http_methods(["GET", "HEAD", "POST"])
def score_reopen(request, pk):
    """Open an accepted score again with the reason."""
    meeting = _meeting(request, pk, "score.accept")
    verb = _score(meeting).reopen
    return _reason(request, meeting, verb, "Mở lại điểm đã công nhận", "Đã mở lại, chờ xác nhận.")


def _meeting(request, pk, action=None) -> Meeting:
    """Seen like any meeting, and by who follows the cell."""
    meetings = with_numbers(scored_by(request.user)).select_related("score__sheet").with_unit_name()
    meeting = get_object_or_404(meetings, pk=pk)
    if action:
        require(request.user, action, meeting.unit)
    return meeting


def _score(meeting: Meeting) -> MeetingScore:
    """Its score; 404 before it was begun."""
    score = get_object_or_404(MeetingScore.objects.for_page(), meeting=meeting)
    score.meeting = meeting
    return score


def _may_confirm(user, meeting) -> bool:
    return may_confirm(user, meeting.unit, follower_on(meeting.unit, timezone.localdate()))


def _act(request, meeting, name, form, done):
    """Do what the form asks; or the whole page again with the form that was refused under its name."""
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, done)
        return redirect(_page_of(meeting.pk))
    return _page(request, meeting, {name: form})


def _page(request, meeting, forms):
    """The page, with the form that was refused if there was one."""
    score = getattr(meeting, "score", None)
    context = {"meeting": meeting, "score": score}
    context |= _begun(request, meeting, score, forms) if score else _unbegun(request, meeting, forms)
    refused = any(form.errors for form in forms.values())
    return render(request, "scoring/score_detail.html", context, status=422 if refused else 200)


def _unbegun(request, meeting, forms) -> dict:
    may_start = may(request.user, "score.propose", meeting.unit) and meeting.has_minutes
    return {
        "choice": forms.get("choice") or (SheetChoice(meeting=meeting) if may_start else None),
        "may_edit_sheets": may(request.user, "sheet.edit", meeting.unit),
        "is_scored_kind": meeting.kind in CELL_MEETINGS,
    }


def _begun(request, meeting, score, forms) -> dict:
    score.meeting = meeting
    user, unit = request.user, meeting.unit
    may_write = score.is_open and may(user, "score.propose", unit)
    context = {
        "steps": score.steps.select_related("by"),
        "may_write": may_write,
        "may_accept": score.state == ScoreState.CONFIRMED and may(user, "score.accept", unit),
        "may_reopen": score.is_accepted and may(user, "score.accept", unit),
    }
    context |= _to_be_written(score, forms) if may_write else _to_be_read(score)
    return context | _to_be_confirmed(user, unit, score)


def _to_be_written(score, forms) -> dict:
    form = forms.get("form") or ScoreForm(score)
    context = {"form": form, "reading": form.reading, "result": form.result}
    if score.state == ScoreState.PROPOSED:
        context["vote"] = forms.get("vote") or VoteForm(verb=score.vote)
    return context


def _to_be_read(score) -> dict:
    """An accepted score as it was saved, with the result it has; another one as it would be now."""
    reading = score.as_saved() if score.is_accepted else score.as_now()
    result = None if score.is_accepted else score.result(reading)
    return {"reading": reading, "groups": groups_of(reading.answers), "result": result}


def _to_be_confirmed(user, unit, score) -> dict:
    """Who follows the cell, and whether the user confirms for it; who may give the score back."""
    context = {"may_confirm": False}
    if score.state == ScoreState.VOTED:
        follower = follower_on(unit, timezone.localdate())
        context = {
            "follower": follower,
            "follower_acts": follower and follower.acting_account(),
            "may_confirm": may_confirm(user, unit, follower),
        }
    may_judge = context["may_confirm"] or may(user, "score.accept", unit)
    return context | {"may_return": score.state in RETURNABLE and may_judge}


def _page_of(pk) -> str:
    return reverse("scoring:score_detail", args=[pk])


def _reason(request, meeting, verb, title, done):
    form, context = ReasonForm(request.POST or None, verb=verb), {"meeting": meeting, "title": title}
    page, to = "scoring/score_reason.html", _page_of(meeting.pk)
    return fill_in(request, form, page, context, done=done, to=to)


def score_year(request):
    """Cell by cell and month by month: points and grades, counted by quarter and year."""
    require_anywhere(request.user, "meeting.read")
    form = CalendarForm(request.user, request.GET)
    year = form.period()[0].year
    rows = scores_of(request.user, year, form.body)
    context = {
        "form": form,
        "year": year,
        "has_verdicts": any(row.verdict for row in rows),
        "may_appoint": may_anywhere(request.user, "follower.appoint"),
    }
    page, title, most = (
        "scoring/score_year.html",
        f"Chất lượng sinh hoạt chi bộ năm {year}",
        CELLS_PER_PAGE,
    )
    return show_list(request, page, context, rows, table_of(year), title=title, per_page=most)
