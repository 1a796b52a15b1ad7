"""A real browser against the real program: Chromium, a live server, a Celery worker of its own."""

import contextlib
import os
import signal
import subprocess
import sys
from functools import partial

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import expect

from cells.models import Unit
from cells.rights import Role
from partyorg.celery import app
from tests.conftest import make_user

# Playwright runs an event loop in this thread; the ORM is used between its calls, never within.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CUT_OR_REFUSED = ("net::ERR", "htmx:sendError", "htmx:afterRequest", "422 (Unprocessable")
PASSWORD = "mat-khau-thu-nghiem"
expect.set_options(timeout=15_000)  # a busy machine is no fault of the program


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": os.environ.get("PARTYORG_CHROMIUM", "/usr/bin/chromium"),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


@pytest.fixture(scope="session")
def kept_rules(django_db_setup, django_db_blocker) -> str:
    """The database of the rules alone, which is copied for each test."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        copy(name, to=f"{name}_rules")
    return f"{name}_rules"


@pytest.fixture(scope="session")
def kept_year(kept_rules, django_db_blocker) -> str:
    """That of the demo year; as it takes long, for those who need it, and once for all processes."""
    with django_db_blocker.unblock(), as_server() as server:
        server.execute("SELECT pg_advisory_lock(1)")
        if not server.execute("SELECT FROM pg_database WHERE datname = 'kept_year'").rowcount:
            copy(kept_rules, to=connection.settings_dict["NAME"])
            load_year()
            copy(connection.settings_dict["NAME"], to="kept_year")
    return "kept_year"


def copy(source: str, *, to: str):
    """Put a copy of one database in the place of another; who is connected to that is cut off."""
    with as_server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{to}" TEMPLATE "{source}"')


@contextlib.contextmanager
def as_server():
    """Beside the database of the tests, which nobody of this process is connected to meanwhile."""
    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        yield server


@pytest.fixture
def transactional_db(playwright, kept_rules, django_db_blocker):
    """Open to every thread. Nothing is emptied afterwards: the next test begins with a copy, which cuts
    off what a page that is closed by now still asked for.

    Playwright comes first: within its event loop Django has another connection than before it.
    """
    with django_db_blocker.unblock():
        yield
        connection.close()


def load_year():
    """The demo year, with one account for each of those who work on it."""
    call_command("load_case", "cdc-bac-giang-2020", verbosity=0)
    committee = Unit.objects.get(code="cdc-bac-giang")
    cell = Unit.objects.get(code="cdc-bac-giang-1")
    for name, role, unit in [
        ("vanphong", Role.OFFICE, committee),
        ("lanhdao", Role.LEADER, committee),
        ("bithu1", Role.SECRETARY, cell),
    ]:
        user = make_user(name, role, unit)
        user.working_year = 2020
        user.save(update_fields=["working_year"])


@pytest.fixture
def rules_alone(transactional_db, kept_rules):
    copy(kept_rules, to=connection.settings_dict["NAME"])


@pytest.fixture
def case(transactional_db, kept_year):
    copy(kept_year, to=connection.settings_dict["NAME"])


@pytest.fixture
def sign_in(page, live_server, case):
    """Sign in through the page, as a person does; every page must keep the CSP."""
    broken = []

    def note(message):
        # A network that a test cuts and a form that is refused are told on the console too.
        told = any(one in message.text for one in CUT_OR_REFUSED)
        if message.type == "error" and not told:
            broken.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: broken.append(str(error)))

    def as_user(username):
        page.goto(live_server.url)
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("heading", level=1).wait_for()
        return page

    yield as_user
    assert broken == []


@pytest.fixture
def hold(page):
    """What comes late: `hold(pattern)` opens the page without it, what it gives lets it in."""

    def held_back(pattern, go=None):
        held = []

        def keep(route):
            held.append(route)

        page.route(pattern, keep)
        (go or partial(page.goto, page.url, wait_until="commit"))()

        def let_in():
            # The rule set last wins. Taken away, the browser would let the held ones go by itself.
            page.route(pattern, lambda route: route.continue_())
            for route in held:
                route.continue_()

        return let_in

    return held_back


@contextlib.contextmanager
def started(concurrency: int):
    """A Celery worker as production runs it, on the database of the test. It is stopped as bin/serve
    stops it: asked first, then killed with its children; Celery can wait for ever for one that was
    killed before it took up its task."""
    database = connection.settings_dict
    where = "{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    options = ["--concurrency", str(concurrency), "--queues", settings.CELERY_TASK_DEFAULT_QUEUE]
    app.control.purge()  # what earlier tests asked for names rows that are others now
    process = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "partyorg", "worker", *options],
        env=os.environ
        | {"DATABASE_URL": f"postgres://{where}", "DJANGO_SETTINGS_MODULE": "partyorg.settings"},
        cwd=settings.BASE_DIR,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    yield process
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=30)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def worker(transactional_db):
    with started(1) as process:
        yield process


@pytest.fixture
def two_workers(transactional_db):
    with started(2) as process:
        yield process
