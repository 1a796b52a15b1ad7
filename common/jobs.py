"""Telling workers of jobs. A message may be lost or come twice: the sweep sends it again, and the
claim lets only one worker in.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from common.models import Job, JobQuerySet, LeaseLostError

SEND_SECONDS = 1

logger = logging.getLogger(__name__)


def send(task: str, job: Job) -> None:
    """Tell the workers of a job once it is committed; the sweep tells them again if this fails."""
    transaction.on_commit(lambda: send_within_a_second(task, job.pk))


def send_within_a_second(task: str, pk: int) -> None:
    """No request waits longer for the broker: a dead one costs 2 s, a hung one 30 s (measured)."""
    sender = threading.Thread(target=_publish, args=[task, pk], daemon=True)
    sender.start()
    sender.join(SEND_SECONDS)


def _publish(task: str, pk: int) -> None:
    try:
        current_app.send_task(task, args=[pk], retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("%s %s waits for the sweep: %s", task, pk, error)


@contextlib.contextmanager
def held(job: Job, *, crashed: str) -> Iterator[None]:
    """Around the work on a job that was claimed; after a crash the user is told `crashed`."""
    try:
        yield
    except LeaseLostError:
        logger.warning("%s %s was taken over", job._meta.model_name, job.pk)
    except Exception:
        job.fail(crashed)
        raise


def sweep(jobs: JobQuerySet) -> None:
    """Send again what waits too long, queue again what a dead worker left. Each job names its task."""
    for job in jobs.abandoned():
        with contextlib.suppress(LeaseLostError):  # it finished just now
            if job.requeue():
                send(job.task, job)
    for job in jobs.waiting():
        job.send_again()
        send(job.task, job)
