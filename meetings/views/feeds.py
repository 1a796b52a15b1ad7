"""Calendar feeds: made and revoked by their user, read by a telephone without signing in."""

import base64

from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as mfa_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cells.rights import require_anywhere
from cells.walls import walled_for
from common.answers import made_here, status_of, tap
from meetings.documents.ical import ics
from meetings.forms.feeds import FeedForm
from meetings.models import Feed

MINUTE = 60  # seconds
MISSES_A_MINUTE = 30  # of one address; then all its calendars wait for a minute


def feed_list(request):
    """One's own feeds; their addresses were shown when they were made, and are kept nowhere."""
    require_anywhere(request.user, "feed.make")
    return _page(request, FeedForm(request.user))


@require_POST
def feed_make(request):
    """Make a feed; this answer is the only one that shows its address."""
    require_anywhere(request.user, "feed.make")
    form = FeedForm(request.user, request.POST)
    if form.is_valid() and form.save(by=request.user):
        address = request.build_absolute_uri(reverse("feed", args=[form.token]))
        made = {"made": form.feed, "address": address, "picture": _picture(address)}
        answer = _page(request, FeedForm(request.user), **made)
        return made_here(answer, reverse("meetings:feed_list"))
    return _page(request, form)


@require_POST
def feed_revoke(request, pk):
    """The address opens nothing any more."""
    one = get_object_or_404(Feed.objects.of_user(request.user), pk=pk)
    done = "Đã thu hồi. Điện thoại dùng địa chỉ đó không đọc được lịch nữa."
    return tap(request, one.revoke, done, reverse("meetings:feed_list"))


@require_safe
@login_not_required
def feed(request, token):
    """The calendar itself. The token in the address is the key, so it must not stand in any log:
    Django logs the address of an answer of 404, therefore ours is marked as logged already.

    A wrong token, a revoked one, one whose user or right has ended: one and the same answer. Tokens
    cannot be guessed; the limit keeps a machine that tries from keeping the server busy.
    """
    misses = f"feed-misses:{get_adapter().get_client_ip(request)}"
    if cache.get(misses, 0) >= MISSES_A_MINUTE:
        return _too_often(request)
    found = Feed.objects.by_token(token)
    if found is None:
        cache.set(misses, cache.get(misses, 0) + 1, timeout=MINUTE)
        return _not_found(request)
    found.note_reading()
    with walled_for(found.user):
        calendar = ics(found)
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "no-store, private"
    return response


def _not_found(request):
    response = render(request, "404.html", status=404)
    response._has_been_logged = True
    return response


def _too_often(request):
    """Good calendars behind the same address keep what they have and ask again."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = MINUTE
    response._has_been_logged = True
    return response


def _picture(address: str) -> str:
    """The address as a QR code, for the camera of the telephone: drawn as that of the second factor."""
    drawn = base64.b64encode(mfa_adapter().build_totp_svg(address).encode()).decode()
    return f"data:image/svg+xml;base64,{drawn}"


def _page(request, form, **made):
    feeds = Feed.objects.of_user(request.user).alive()
    context = {"form": form, "feeds": feeds} | made
    return render(request, "meetings/feed_list.html", context, status=status_of(form))
