"""Kill web, worker, broker and database in random order while people work; `bin/kills` calls it.

Then each save that was answered is there once, and each job has ended once, with its file or a reason.
"""

import contextlib
import http.client
import os
import random
import signal
import threading
import time
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections
from django.urls import reverse

from accounts.models import User
from cells.models import Assignment, Unit
from cells.rights import Role
from common.models import JobState
from demo.management.commands.bench import send, session_cookie
from meetings.models import Meeting, MeetingPrint, Petition
from papers.models import PrintJob

KILLS, SAVES, JOBS, HANDS = 100, 500, 200, 4
TEXT = "Kiến nghị số"
PAUSE = 4.0  # seconds from one kill to the next, on average
PATIENCE = 900  # seconds after the last kill until every job has ended
WORDS = {
    "web": "gunicorn",
    "worker": "partyorg worker",
    "broker": "redis-server",
    "database": "postgres",
}
DONE = {http.client.FOUND, http.client.SEE_OTHER, http.client.CREATED}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, required=True)
        parser.add_argument(
            "--watch", type=int, required=True, help="process whose children are killed"
        )
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, port, watch, seed, **options):
        presses = self._presses()
        self.cookie, self.port = session_cookie(_office()), port
        hands = [threading.Thread(target=self._press, args=[presses]) for _ in range(HANDS)]
        for hand in hands:
            hand.start()
        killed = self._kill(watch, random.Random(seed))
        for hand in hands:
            hand.join()
        self.stdout.write(f"killed: {killed}; all presses answered, waiting for the jobs")
        self._wait()
        self._check()

    def _presses(self) -> list[tuple[str, dict[str, str]]]:
        """What is sent, each with a token of its own: petitions and requests of papers, mixed."""
        cell = Unit.objects.get(code="cdc-bac-giang-1")
        add, ask = reverse("meetings:petition_add"), reverse("meetings:print_create")
        about = {"unit": cell.pk, "raised_on": "15/12/2020"}
        presses = [(add, about | {"text": f"{TEXT} {n}"}) for n in range(SAVES)]
        meetings = Meeting.objects.opened().filter(unit__code__startswith="cdc-bac-giang")
        papers = [
            (pk, kind)
            for kind in ("minutes", "invitation")
            for pk in meetings.values_list("pk", flat=True)
        ]
        presses += [(ask, {"kind": kind, "meeting": pk}) for pk, kind in papers[:JOBS]]
        random.Random(0).shuffle(presses)
        return presses

    def _press(self, presses: list) -> None:
        """Take one after the other; press again, as a person would, until an answer comes."""
        with contextlib.suppress(IndexError):
            while True:
                address, fields = presses.pop()
                while not self._answered(address, fields):
                    time.sleep(0.5)
                time.sleep(KILLS * PAUSE / (SAVES + JOBS) * HANDS)

    def _answered(self, address: str, fields: dict[str, str]) -> bool:
        connected = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connected), contextlib.suppress(OSError, http.client.HTTPException):
            status = send(connected, self.cookie, address, fields)
            if http.client.BAD_REQUEST <= status < http.client.INTERNAL_SERVER_ERROR:
                raise CommandError(f"{address} {fields}: {status}")
            return status in DONE
        return False

    def _kill(self, watch: int, chance: random.Random) -> dict[str, int]:
        """SIGKILL to one of the children that are there, again and again."""
        killed = dict.fromkeys(WORDS, 0)
        while sum(killed.values()) < KILLS:
            time.sleep(chance.uniform(0.5, 2 * PAUSE - 0.5))
            name = chance.choice(list(WORDS))
            if pid := _child(watch, WORDS[name]):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed[name] += 1
        return killed

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(OperationalError):
                if not PrintJob.objects.unfinished().exists():
                    return
            close_old_connections()
            time.sleep(2)
        raise CommandError(f"unfinished after {PATIENCE} s: {PrintJob.objects.unfinished().count()}")

    def _check(self) -> None:
        """Nothing lost, nothing twice, no job without its end."""
        texts = Petition.objects.filter(text__startswith=TEXT).values_list("text", flat=True)
        jobs = list(MeetingPrint.objects.all())
        done = [job for job in jobs if job.state == JobState.DONE and job.read_pdf()[:5] == b"%PDF-"]
        failed = [job for job in jobs if job.state == JobState.FAILED and job.error and not job.file]
        self.stdout.write(
            f"{len(set(texts))} of {SAVES} saves are there, {len(texts) - len(set(texts))} twice; "
            f"{len(jobs)} of {JOBS} jobs: {len(done)} done, {len(failed)} failed with a reason"
        )
        if not len(texts) == len(set(texts)) == SAVES or not len(done + failed) == len(jobs) == JOBS:
            raise CommandError("something is lost, or there twice")


def _office() -> User:
    """Of the committee, with a second factor that is not asked again."""
    user, is_new = User.objects.get_or_create(username="kills", defaults={"working_year": 2020})
    if is_new:
        unit = Unit.objects.get(code="cdc-bac-giang")
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        Assignment.objects.create(user=user, unit=unit, role=Role.OFFICE, starts_on=unit.founded_on)
    return user


def _child(parent: int, words: str) -> int | None:
    for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        with contextlib.suppress(OSError):
            if words in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
                return int(pid)
    return None
