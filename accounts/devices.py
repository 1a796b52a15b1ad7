"""Browsers that somebody signed in with before: their wrong tries are counted apart.

Tries are counted by account, so that many addresses guess no faster than one. A stranger could lock the
owner out in this way; who holds the cookie of an earlier sign-in is no stranger, and has a count of his
own. The cookie opens nothing: without it one signs in just so.
"""

import secrets

from django.conf import settings
from django.core import signing

from accounts.models import User

SALT = "accounts.devices"
KEPT_SECONDS = 180 * 24 * 3600
MOST_USERS = 10  # of one browser; an office may share a computer


def remember(request, response, user: User) -> None:
    """Give the browser a new mark for this user; those of others who sign in with it stay."""
    marks = _marks(request)
    marks.pop(str(user.pk), None)
    newest = [*marks.items(), (str(user.pk), secrets.token_urlsafe(16))][-MOST_USERS:]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(newest, salt=SALT),
        max_age=KEPT_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def mark_of(request, username: str) -> str:
    """The mark that this browser has of that user; "" for one that the user never signed in with."""
    if not (marks := _marks(request)):
        return ""
    user = User.objects.filter(username=username.lower()).first()
    return marks.get(str(user.pk), "") if user else ""


def _marks(request) -> dict[str, str]:
    """User id → mark. A cookie that was changed, or is too old, says nothing."""
    try:
        kept = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
        return dict(signing.loads(kept, salt=SALT, max_age=KEPT_SECONDS))
    except signing.BadSignature:
        return {}
