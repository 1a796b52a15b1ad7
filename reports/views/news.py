"""Tin mới: what happened since the last visit, how much of it, and the letter about it."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import page_of
from common.answers import fill_in
from reports.forms.news import MailForm
from reports.reading.news import news_for


def news_list(request):
    """The last 30 days, what is new marked."""
    news = news_for(request.user)
    context = {"page": page_of(request, news), "number": sum(one.is_new for one in news)}
    context["until"] = news[0].at.isoformat() if news else ""
    return render(request, "reports/news.html", context)


def news_count(request):
    """How much is new, for the bar on top: asked for once a page was shown, so that no page waits."""
    number = len(news_for(request.user, since=request.user.news_seen_at))
    return render(request, "reports/_news_count.html", {"number": number})


@require_POST
def news_seen(request):
    """What the page showed is no news any more; what came meanwhile still is."""
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until and timezone.is_aware(until):
        request.user.see_news(until)
    return redirect("reports:news")


@require_http_methods(["GET", "HEAD", "POST"])
def news_mail(request):
    """Whether to get a letter on days with news, and where."""
    user = request.user
    form = MailForm(
        request.POST or None,
        verb=user.choose_mail,
        initial={"email": user.email, "mails_news": user.mails_news},
    )
    context = {"has_server": bool(settings.EMAIL_HOST)}
    done, to = "Đã lưu lựa chọn nhận thư.", reverse("reports:news")
    return fill_in(request, form, "reports/news_mail.html", context, done=done, to=to)
