"""Limits of a session, and the rule that a signed-in page is nobody else's."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect

WRITE_EVERY_SECONDS = 60


def private_pages(get_response):
    """Nothing that a signed-in user saw stays in a shared cache or behind the back button."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware


def session_limits(get_response):
    """Sign out after SESSION_IDLE_SECONDS without a request, SESSION_ABSOLUTE_SECONDS in any case.

    The time of the last request is written at most once a minute, so that reading costs no write.
    """

    def middleware(request):
        if request.user.is_authenticated:
            now, session = int(time.time()), request.session
            started = session.setdefault("started_at", now)
            seen = session.get("seen_at", now)
            if (
                now - seen > settings.SESSION_IDLE_SECONDS
                or now - started > settings.SESSION_ABSOLUTE_SECONDS
            ):
                logout(request)
                messages.info(request, "Phiên làm việc đã hết hạn. Mời đồng chí đăng nhập lại.")
                return redirect(settings.LOGIN_URL)
            if "seen_at" not in session or now - seen >= WRITE_EVERY_SECONDS:
                session["seen_at"] = now
        return get_response(request)

    return middleware
