"""Work for a worker. The row is the truth; the message to the worker carries only its id.

A message may be lost or come twice: the sweep sends it again, and the claim lets only one worker in.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import threading
from collections.abc import Iterable, Iterator

from celery import current_app
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import User
from common import disk

LEASE = datetime.timedelta(seconds=120)  # longer than the longest step between two advances
RESEND_AFTER = datetime.timedelta(seconds=30)
SLOW_START = datetime.timedelta(seconds=10)
MAX_ATTEMPTS = 3
SEND_SECONDS = 1
NO_ROOM = "Ổ đĩa của máy chủ đã hết chỗ. Đề nghị báo quản trị, rồi yêu cầu lại."

logger = logging.getLogger(__name__)


class JobState(models.TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang lập"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không thành công"


class LeaseLostError(Exception):
    """Somebody else has taken the job over: what this worker made is not wanted any more."""


class JobQuerySet(models.QuerySet):
    def claimed(self, pk: int) -> Job | None:
        """The job, held by this worker now; None where it is gone, done, or with somebody else."""
        job = self.filter(pk=pk).first()
        return job if job and job.claim() else None

    def unfinished(self):
        return self.filter(state__in=[JobState.QUEUED, JobState.RUNNING])

    def done(self):
        return self.filter(state=JobState.DONE)

    def waiting(self):
        """Queued so long that the message must be lost, or the broker down."""
        return self.filter(state=JobState.QUEUED, queued_at__lt=timezone.now() - RESEND_AFTER)

    def abandoned(self):
        """Running, but the worker has not been heard of within its lease."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=timezone.now())

    def sweep(self) -> None:
        """Queue again what a dead worker left, send again what waits too long."""
        for job in self.abandoned():
            with contextlib.suppress(LeaseLostError):  # it finished just now
                job.requeue()
        for job in self.waiting():
            job.send_again()


class Job(models.Model):
    """A worker holds a job by its state and attempt: every step is written only while both still
    stand, so a worker that was given up and comes back changes nothing.

    A subclass says in `task` which task of Celery does it: an attribute, or a column.
    """

    task: str

    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=80, blank=True)
    error = models.CharField(max_length=300, blank=True)
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED}

    @property
    def is_slow_to_start(self) -> bool:
        """No worker has taken it yet, though it usually takes a second."""
        return self.state == JobState.QUEUED and self.created_at < timezone.now() - SLOW_START

    def send(self) -> None:
        """Tell the workers once it is committed; the sweep tells them again if this fails."""
        send_all([self])

    def claim(self) -> bool:
        """Take the job if nobody has: a doubled message finds it taken and does nothing."""
        taken = self._rows(state=JobState.QUEUED).update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            lease_until=timezone.now() + LEASE,
            progress=0,
            stage="",
        )
        self.refresh_from_db()
        return bool(taken)

    @contextlib.contextmanager
    def held(self, *, crashed: str) -> Iterator[None]:
        """Around the work of the worker that claimed it; after a crash the user is told `crashed`."""
        try:
            yield
        except LeaseLostError:
            logger.warning("%s %s was taken over", self._meta.model_name, self.pk)
        except Exception as error:
            self.fail(NO_ROOM if disk.is_full(error) else crashed)
            raise

    def advance(self, progress: int, stage: str) -> None:
        """Say how far it is, and that the worker is alive. Raises LeaseLostError."""
        self.keep(progress=progress, stage=stage, lease_until=timezone.now() + LEASE)

    def fail(self, reason: str) -> None:
        """Give up, with a sentence for the user. Raises LeaseLostError."""
        self.keep(state=JobState.FAILED, error=reason[:300], finished_at=timezone.now())

    def requeue(self) -> bool:
        """Queue an abandoned job again; after the last attempt it fails and stays so."""
        if self.attempt >= MAX_ATTEMPTS:
            self.fail("Phần mềm dừng giữa chừng ba lần. Đề nghị yêu cầu lại hoặc báo quản trị.")
            return False
        self.keep(state=JobState.QUEUED, queued_at=timezone.now())
        self.send()
        return True

    def send_again(self) -> None:
        """The next sweep but one may look at it again."""
        self._rows(state=JobState.QUEUED).update(queued_at=timezone.now())
        self.send()

    def keep(self, **changes) -> None:
        """Write, while this worker still holds the job. Raises LeaseLostError."""
        if not self._rows(state=JobState.RUNNING, attempt=self.attempt).update(**changes):
            raise LeaseLostError
        for field, value in changes.items():
            setattr(self, field, value)

    def _rows(self, **still) -> models.QuerySet:
        # Of the table that has the state: only there one statement both asks and writes.
        return self._meta.get_field("state").model._base_manager.filter(pk=self.pk, **still)


def send_all(jobs: Iterable[Job]) -> None:
    """Tell the workers of many at once, as `send` does of one."""
    messages = [(job.task, job.pk) for job in jobs]
    transaction.on_commit(lambda: send_within_a_second(*messages))


def send_within_a_second(*messages: tuple[str, int]) -> None:
    """No request waits longer for the broker: a dead one costs 2 s, a hung one 30 s (measured)."""
    sender = threading.Thread(target=_publish, args=messages, daemon=True)
    sender.start()
    sender.join(SEND_SECONDS)


def _publish(*messages: tuple[str, int]) -> None:
    """Where the broker does not take one it takes none of those behind it."""
    for task, pk in messages:
        try:
            current_app.send_task(task, args=[pk], retry=False)
        except (OperationalError, OSError) as error:
            logger.warning("%s %s waits for the sweep: %s", task, pk, error)
            return
