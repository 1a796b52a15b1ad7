"""Telling workers of jobs. A message may be lost or come twice: the sweep sends it again, and the
claim lets only one worker in.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

from common.models import Job, JobQuerySet, LeaseLostError

SEND_SECONDS = 1

logger = logging.getLogger(__name__)


def send(task: Task, job: Job) -> None:
    """Tell the workers of a job once it is committed; the sweep tells them again if this fails."""
    transaction.on_commit(lambda: send_within_a_second(task, job.pk))


def send_within_a_second(task: Task, pk: int) -> None:
    """No request waits longer for the broker: a dead one costs 2 s, a hung one 30 s (measured)."""
    sender = threading.Thread(target=_publish, args=[task, pk], daemon=True)
    sender.start()
    sender.join(SEND_SECONDS)


def _publish(task: Task, pk: int) -> None:
    try:
        task.apply_async(args=[pk], retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("%s %s waits for the sweep: %s", task.name, pk, error)


def carry_out(job: Job, work: Callable[[], None], *, crashed: str) -> None:
    """Do the work of a job, unless somebody else does or did; `crashed` is told to the user."""
    if not job.claim():
        return
    try:
        work()
    except LeaseLostError:
        logger.warning("%s %s was taken over", job._meta.model_name, job.pk)
    except Exception:
        job.fail(crashed)
        raise


def sweep(task: Task, jobs: JobQuerySet) -> None:
    """Send again what waits too long, queue again what a dead worker left."""
    for job in jobs.abandoned():
        with contextlib.suppress(LeaseLostError):  # it finished just now
            if job.requeue():
                send(task, job)
    for job in jobs.waiting():
        job.send_again()
        send(task, job)
