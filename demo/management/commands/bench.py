"""Measure the main pages against a running server, saving minutes, and PDFs; `bin/bench` calls it.

Time and bytes are taken over HTTP; the number of queries in this process, on the same page.
"""

import contextlib
import datetime
import http.client
import io
import resource
import statistics
import tempfile
import time
from importlib import import_module
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.models.press import FIELD
from cells.models import Assignment, Unit
from cells.rights import Role
from demo.management import plainly
from demo.odd_texts import odd_text
from demo.years import many_bodies
from evaluations.models import Level, MemberAssessment, Round
from meetings.documents import minutes
from meetings.models import Meeting
from meetings.rules.rich_text import clean
from members.models import Membership
from papers import pdf as rendering
from papers.layout import html
from reports.management import scope_of
from reports.management.commands import report
from reports.models import ReportKind

REPEATS, WARM_UP, PDF_REPEATS = 60, 5, 4
ODD_TEXTS = 200
CSRF_SECRET_LENGTH = 32
OTHER_MARK = {"present": "late"}
OTHER_LEVEL = {Level.XS: Level.T}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--fill", action="store_true", help="make the 77 bodies and stop")
        parser.add_argument("--port", type=int, help="of the running server")

    def handle(self, *, fill, port, **options):
        if fill:
            return self.fill()
        if not port:
            raise CommandError("--port of the running server is needed")
        self.stdout.write(f"{'page':<34}{'p50 ms':>9}{'p95 ms':>9}{'bytes':>10}{'queries':>9}")
        for who, name, address in pages():
            self.measure(port, session_cookie(who), f"{name} ({who.username})", address)
        self.measure_saving(port)
        self.measure_grading(port)
        self.measure_minutes_pdf()
        self.measure_pdf()
        self.measure_odd_texts()
        return None

    @transaction.atomic
    def fill(self):
        if Unit.objects.filter(code=many_bodies.CODE).exists():
            raise CommandError("filled already: bin/bench wants an empty database")
        started = time.monotonic()
        many_bodies.load()
        many_bodies.load_big()
        top = Unit.objects.get(code=many_bodies.CODE)
        body = Unit.objects.get(code=f"{many_bodies.CODE}-1")
        cell = Unit.objects.get(code=f"{many_bodies.CODE}-1-1")
        for name, role, unit in [
            ("office-of-77", Role.OFFICE, top),
            ("office", Role.OFFICE, body),
            ("office-of-400", Role.OFFICE, Unit.objects.get(code=many_bodies.BIG)),
            ("secretary", Role.SECRETARY, cell),
            ("secretary-of-20", Role.SECRETARY, Unit.objects.get(code=many_bodies.CELL_OF_20)),
        ]:
            user = User(username=name, full_name=name, working_year=many_bodies.YEAR)
            user.set_unusable_password()
            user.save()
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
            Assignment.objects.create(user=user, unit=unit, role=role, starts_on=many_bodies.FOUNDED)
        members = Membership.objects.count()
        self.stdout.write(f"filled {members} members in {time.monotonic() - started:.0f} s")

    def measure(self, port, cookie, name, address):
        queries = count_queries(cookie, address)
        times, size = fetch_many(port, cookie, address)
        p50, p95 = p50_p95(times)
        self.stdout.write(f"{name:<34}{p50:>9.1f}{p95:>9.1f}{size:>10}{queries:>9}")

    def measure_saving(self, port):
        """The roll call of 20 people, every mark changed each time, as the page sends it."""
        meeting = Meeting.objects.filter(unit__code=many_bodies.CELL_OF_20).first()
        people = list(meeting.attendances.values_list("member", flat=True))
        address = reverse("meetings:meeting_save", args=[meeting.pk])
        cookie = session_cookie(User.objects.get(username="secretary-of-20"))
        marked = dict(meeting.attendances.values_list("member", "status"))
        times = []
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connected:
            for _ in range(WARM_UP + REPEATS):
                now = {pk: OTHER_MARK.get(status, "present") for pk, status in marked.items()}
                started = time.perf_counter()
                post(connected, cookie, address, roll_call(marked, now))
                times.append(1000 * (time.perf_counter() - started))
                marked = now
        p50, p95 = p50_p95(times[WARM_UP:])
        name = f"saving minutes, {len(people)} marks"
        self.stdout.write(f"{name:<34}{p50:>9.1f}{p95:>9.1f}")

    def measure_grading(self, port):
        """One level changed in a grid of 400, each time another one, as the page sends it."""
        row = MemberAssessment.objects.filter(round__unit__code=many_bodies.BIG).first()
        address = reverse("evaluations:row_grade", args=[row.round_id, row.pk])
        cookie = session_cookie(User.objects.get(username="office-of-400"))
        name, before, times = f"row-{row.pk}", "|".join(row.grade), []
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connected:
            for _ in range(WARM_UP + REPEATS):
                level = OTHER_LEVEL.get(before[: before.index("|")], Level.XS)
                started = time.perf_counter()
                sent = {f"{name}-level": level, f"{name}-before": before}
                post(connected, cookie, address, sent)
                times.append(1000 * (time.perf_counter() - started))
                before = f"{level}||"
        p50, p95 = p50_p95(times[WARM_UP:])
        self.stdout.write(f"{'saving one level of 400':<34}{p50:>9.1f}{p95:>9.1f}")

    def measure_minutes_pdf(self):
        """The minutes of the case's longest meeting, as a warm worker makes them."""
        meetings = Meeting.objects.filter(unit__code="cdc-bac-giang-3", kind="combined")
        first, warm = seconds_of(
            lambda: rendering.pdf(html(minutes.of_meeting(meetings.for_minutes().first())))
        )
        self.stdout.write(f"minutes PDF: first {first:.1f} s, warm {warm:.1f} s")

    def measure_pdf(self):
        """The report of the case, first cold and then as in a warm worker; then the layout alone."""
        asked = ["report", "--unit=cdc-bac-giang", "--from=2020-01-01", "--to=2020-12-31"]
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            asked.append(f"--output={file.name}")
            first, warm = seconds_of(lambda: call_command(*asked, stderr=io.StringIO()))
        peak = peak_megabytes()
        self.stdout.write(f"year-end PDF: first {first:.1f} s, warm {warm:.1f} s, renderer {peak} MB")
        scope = scope_of("cdc-bac-giang", datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
        page = html(report.Command().document(scope, ReportKind.YEAR_END))
        _, ours = seconds_of(lambda: rendering.pdf(page))
        _, plain = seconds_of(lambda: plainly.laid_out(page))
        of_plain = f"{ours / plain:.2f} of one plain WeasyPrint document of it ({plain:.2f} s)"
        self.stdout.write(f"its layout: {ours:.2f} s, {of_plain}")

    def measure_odd_texts(self):
        """Minutes that hold nothing but one odd text, as many as may be stored."""
        meeting, seconds = Meeting.objects.for_minutes().last(), []
        for seed in range(ODD_TEXTS):
            with contextlib.suppress(ValidationError):
                meeting.content = clean(odd_text(seed))
                started = time.perf_counter()
                rendering.pdf(html(minutes.of_meeting(meeting)))
                seconds.append(time.perf_counter() - started)
        self.stdout.write(
            f"{len(seconds)} odd texts in minutes, PDF: p50 {statistics.median(seconds):.1f} s, "
            f"longest {max(seconds):.1f} s"
        )


def pages():
    """(user, name of the page, address): as the upper level, as one body, as one cell."""
    top, body, cell = (
        User.objects.get(username=name) for name in ("office-of-77", "office", "secretary")
    )
    large = User.objects.get(username="office-of-400")
    own_cell = Unit.objects.get(code=f"{many_bodies.CODE}-1-1")
    big = Round.objects.get(unit__code=many_bodies.BIG)
    grading = Round.objects.get(unit__code=f"{many_bodies.CODE}-1")
    meeting = Meeting.objects.filter(unit=own_cell).first()
    member = Membership.objects.filter(unit=own_cell).first().member
    rows = "?unit=" + many_bodies.CODE + "&start=2020-01-01&end=2020-12-31"
    return [
        (cell, "home", reverse("home")),
        (top, "home", reverse("home")),
        (top, "units", reverse("organisation:unit_list")),
        (body, "members", reverse("members:member_list")),
        (top, "members", reverse("members:member_list")),
        (top, "members searched", reverse("members:member_list") + "?q=an"),
        (cell, "member", reverse("members:member_detail", args=[member.pk])),
        (body, "unit", reverse("organisation:unit_detail", args=[own_cell.code])),
        (top, "cases", reverse("cases:case_list")),
        (top, "follow-up", reverse("members:follow_up_list")),
        (top, "badges", reverse("members:badge_plan")),
        (top, "registers", reverse("reports:register_list")),
        (top, "balance", reverse("reports:balance_detail")),
        (top, "structure", reverse("reports:structure_detail")),
        (body, "meetings", reverse("meetings:meeting_list")),
        (top, "meetings", reverse("meetings:meeting_list")),
        (body, "meeting calendar", reverse("meetings:meeting_calendar")),
        (cell, "meeting", reverse("meetings:meeting_detail", args=[meeting.pk])),
        (cell, "meeting page to write", reverse("meetings:meeting_edit", args=[meeting.pk])),
        (top, "meeting calendar", reverse("meetings:meeting_calendar")),
        (body, "month's register", reverse("meetings:month_register")),
        (top, "month's register", reverse("meetings:month_register")),
        (body, "statistics", reverse("reports:meeting_statistics")),
        (top, "statistics", reverse("reports:meeting_statistics")),
        (body, "dashboard", reverse("reports:dashboard")),
        (top, "dashboard", reverse("reports:dashboard")),
        (top, "reports of bodies", reverse("reports:report_collect")),
        (body, "attendance by member", reverse("reports:meeting_attendance")),
        (body, "half-year table", reverse("reports:half_year_table")),
        (top, "half-year table", reverse("reports:half_year_table")),
        (body, "scores of the year", reverse("scoring:score_year")),
        (top, "tasks", reverse("meetings:task_list")),
        (top, "rounds", reverse("evaluations:round_list")),
        (body, "round", reverse("evaluations:round_detail", args=[grading.pk])),
        (body, "grading grid", reverse("evaluations:cell_grade", args=[grading.pk, own_cell.code])),
        (large, "grid of 400", reverse("evaluations:round_grade", args=[big.pk])),
        (body, "awards", reverse("evaluations:award_list")),
        (body, "figures", reverse("reports:figure_list")),
        (top, "figures", reverse("reports:figure_list") + rows),
        (top, "figure's list", reverse("reports:figure_detail", args=["members.closing"]) + rows),
        (top, "reports", reverse("reports:report_list")),
    ]


def session_cookie(user: User) -> str:
    """A signed-in session, made without a password."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def count_queries(cookie: str, address: str) -> int:
    client = Client(HTTP_HOST="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    client.get(address, secure=True)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, secure=True)
    if response.status_code != http.client.OK:
        raise CommandError(f"{address}: {response.status_code}")
    return len(captured)


def fetch_many(port: int, cookie: str, address: str) -> tuple[list[float], int]:
    """Milliseconds of each request on one kept connection, and the bytes of the page."""
    connected = http.client.HTTPConnection("127.0.0.1", port)
    headers = {
        "Host": "localhost",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}",
        "X-Forwarded-Proto": "https",
    }
    times, size = [], 0
    for i in range(WARM_UP + REPEATS):
        started = time.perf_counter()
        connected.request("GET", address, headers=headers)
        size = len(connected.getresponse().read())
        if i >= WARM_UP:
            times.append(1000 * (time.perf_counter() - started))
    return times, size


def post(connected, cookie: str, address: str, fields: dict[str, str]) -> None:
    """Refused unless the answer says that all was saved."""
    if (status := send(connected, cookie, address, fields)) != http.client.OK:
        raise CommandError(f"{address}: {status}")


def send(connected, cookie: str, address: str, fields: dict[str, str]) -> int:
    """A form as its page sends it, with its token; the status of the answer."""
    token = "x" * CSRF_SECRET_LENGTH
    headers = {
        "Host": "localhost",
        "Referer": "https://localhost/",
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}; {settings.CSRF_COOKIE_NAME}={token}",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": token,
        "X-Forwarded-Proto": "https",
    }
    body = urlencode(fields | {FIELD: token})
    connected.request("POST", address, body, headers)
    response = connected.getresponse()
    response.read()
    return response.status


def roll_call(marked: dict[int, str], now: dict[int, str]) -> dict[str, str]:
    """What the page sends when every mark was changed."""
    fields = {}
    for pk, status in now.items():
        name = f"attendance-{pk}-status"
        fields |= {name: status, f"initial-{name}": marked[pk]}
    return fields


def seconds_of(work) -> tuple[float, float]:
    """The first time, and as in a warm worker."""
    seconds = []
    for _ in range(PDF_REPEATS):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return seconds[0], statistics.median(seconds[1:])


def p50_p95(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def peak_megabytes() -> int:
    """The largest child process so far: the renderer's."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
