"""What a reader of a page sees, and the code a telephone would show."""

import re
import time
from html.parser import HTMLParser

from allauth.mfa.totp.internal import auth

PASSWORD = "mat-khau-thu-nghiem"  # that of every user in the cast

# Words of allauth's and Django's own texts; none is a Vietnamese word.
ENGLISH = re.compile(
    r"\b(the|your|you|have|has|sign(ed)?|in to|log(in|out)|password|username|codes?|invalid|required"
    r"|incorrect|please|sessions?|cannot|this|must|again|successfully|generated|activated"
    r"|try|later|many|too|short|common|field|is|are|not)\b",
    re.IGNORECASE,
)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.skipped = [], 0

    def handle_starttag(self, tag, attrs):
        self.skipped += tag in {"script", "style"}
        told = {"alt", "aria-label", "placeholder", "title"}
        self.words += [value for name, value in attrs if name in told and value]

    def handle_endtag(self, tag):
        self.skipped -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.skipped:
            self.words.append(data)


def visible_text(response) -> str:
    reader = _Reader()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.words).split())


def english_in(response) -> list[str]:
    return [found.group() for found in ENGLISH.finditer(visible_text(response))]


def sign_in(client, username, password=PASSWORD, **extra):
    return client.post("/accounts/login/", {"login": username, "password": password}, **extra)


def code_of(secret: str) -> str:
    """The code an authenticator shows now, and for another two seconds at least."""
    if time.time() % 30 > 28:
        time.sleep(2)
    counter = next(auth.yield_hotp_counters_from_time())
    return auth.format_hotp_value(auth.hotp_value(secret, counter))
