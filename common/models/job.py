"""Work for a worker. The row is the truth; the message to the worker carries only its id."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F
from django.utils import timezone

from accounts.models import User

LEASE = datetime.timedelta(seconds=120)  # longer than the longest step between two advances
RESEND_AFTER = datetime.timedelta(seconds=30)
SLOW_START = datetime.timedelta(seconds=10)
MAX_ATTEMPTS = 3


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


class Job(models.Model):
    """A worker holds a job by its state and attempt: every step is written only while both still
    stand, so a worker that was given up and comes back changes nothing.
    """

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

    def advance(self, progress: int, stage: str) -> None:
        """Say how far it is, and that the worker is alive. Raises LeaseLostError."""
        self.keep(progress=progress, stage=stage, lease_until=timezone.now() + LEASE)

    def fail(self, reason: str) -> None:
        """Give up, with a sentence for the user. Raises LeaseLostError."""
        self.keep(state=JobState.FAILED, error=reason[:300], finished_at=timezone.now())

    def requeue(self) -> bool:
        """Queue an abandoned job again; after the last attempt it fails and stays so."""
        if self.attempt >= MAX_ATTEMPTS:
            self.fail("Máy xử lý dừng giữa chừng ba lần. Mời yêu cầu lại hoặc báo quản trị.")
            return False
        self.keep(state=JobState.QUEUED, queued_at=timezone.now())
        return True

    def send_again(self) -> None:
        """The next sweep but one may look at it again."""
        self._rows(state=JobState.QUEUED).update(queued_at=timezone.now())

    def keep(self, **changes) -> None:
        """Write, while this worker still holds the job. Raises LeaseLostError."""
        if not self._rows(state=JobState.RUNNING, attempt=self.attempt).update(**changes):
            raise LeaseLostError
        for field, value in changes.items():
            setattr(self, field, value)

    def _rows(self, **still) -> models.QuerySet:
        # Of the table that has the state: only there one statement both asks and writes.
        return self._meta.get_field("state").model._base_manager.filter(pk=self.pk, **still)
