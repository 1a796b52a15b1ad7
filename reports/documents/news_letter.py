"""The letter about what is new: how much of which kind, and where it is read. It names nobody."""

import datetime
import logging
from collections import Counter
from smtplib import SMTPException

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from reports.reading.news import News, news_for

logger = logging.getLogger(__name__)
FIRST_HOUR = 7


def send_all(now: datetime.datetime) -> None:
    """To each who asked for it, got none today and has news that came after the last visit and the
    last letter. What cannot be sent is not tried again that day, and stops no other."""
    if not settings.EMAIL_HOST or now.hour < FIRST_HOUR:
        return
    for user in User.objects.to_mail(now):
        since = max(filter(None, [user.news_seen_at, user.news_mailed_at]), default=None)
        if (news := news_for(user, since=since)) and user.take_letter(now):
            try:
                user.email_user(subject(news), body(news))
            except (OSError, SMTPException):
                logger.exception("No letter to account %s", user.pk)


def subject(news: list[News]) -> str:
    return f"Công tác đảng: {len(news)} tin mới"


def body(news: list[News]) -> str:
    """Without an address of the program, as in a try-out, it says where to look all the same."""
    counted = Counter(one.kind for one in news)
    lines = [f"- {kind}: {number}" for kind, number in sorted(counted.items())]
    return "\n".join(
        [
            f"Trong phần mềm Công tác đảng có {len(news)} tin mới:",
            *lines,
            "",
            f"Xem tại mục Tin mới: {_address('reports:news')}",
            f"Không muốn nhận thư này: {_address('reports:news_mail')}",
        ]
    )


def _address(page: str) -> str:
    first = next(iter(settings.CSRF_TRUSTED_ORIGINS), "").rstrip("/")
    return f"{first}{reverse(page)}"
