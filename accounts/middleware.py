"""Limits of a session, the way back after it, and the rule that a signed-in page is nobody else's."""

import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

WRITE_EVERY_SECONDS = 60


def private_pages(get_response):
    """Nothing that a signed-in user saw stays in a shared cache or behind the back button."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response

    return middleware


def back_to_the_page(get_response):
    """After signing in again one returns to the page, not to a lost POST or a fragment of the page.

    The browser names the page in Referer, which our referrer policy keeps for our own host; where
    it is missing, the way leads home. A fragment cannot hold the sign-in page: the whole page goes.
    """

    def middleware(request):
        response = get_response(request)
        if not _asks_to_sign_in(response) or (request.method == "GET" and not request.htmx):
            return response
        page = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(page, request.get_host())
        path = urlsplit(page)._replace(scheme="", netloc="").geturl() if is_ours else "/"
        way = redirect_to_login(path)
        return HttpResponseClientRedirect(way.url) if request.htmx else way

    return middleware


def _asks_to_sign_in(response) -> bool:
    return isinstance(response, HttpResponseRedirect) and response.url.startswith(
        f"{resolve_url(settings.LOGIN_URL)}?"
    )


def session_limits(get_response):
    """Sign out after SESSION_IDLE_SECONDS without a request, SESSION_ABSOLUTE_SECONDS in any case.

    The time of the last request is written at most once a minute, so that reading costs no write;
    the idle limit is therefore up to a minute shorter than it says.
    """

    def middleware(request):
        if request.user.is_authenticated:
            now, session = int(time.time()), request.session
            started, seen = session.setdefault("started_at", now), session.get("seen_at", now)
            if is_over(now, started, seen):
                logout(request)
                messages.info(request, "Phiên làm việc đã hết hạn. Đề nghị đồng chí đăng nhập lại.")
                return redirect_to_login(request.get_full_path())
            if "seen_at" not in session or now - seen >= WRITE_EVERY_SECONDS:
                session["seen_at"] = now
        return get_response(request)

    return middleware


def is_over(now: int, started: int, seen: int) -> bool:
    """Whether a session of these times (seconds) has ended; the last second still counts."""
    return (
        now - seen > settings.SESSION_IDLE_SECONDS or now - started > settings.SESSION_ABSOLUTE_SECONDS
    )


def own_password(get_response):
    """Whoever signed in with a one-time password chooses his own before anything else."""

    def middleware(request):
        if (
            request.user.is_authenticated
            and request.user.must_change_password
            and request.path not in {reverse("account_change_password"), reverse("account_logout")}
        ):
            messages.warning(request, "Mật khẩu được trao chỉ dùng một lần, đề nghị đặt mật khẩu mới.")
            return redirect("account_change_password")
        return get_response(request)

    return middleware
