"""Housekeeping of sign-in."""

from celery import shared_task
from django.core.management import call_command

from accounts.models import Press
from accounts.sealing import seal_all


@shared_task
def clear_sessions() -> None:
    """Once a day: throw away the sessions that are over, and presses that nobody repeats any more."""
    call_command("clearsessions")
    Press.objects.forget_old()


@shared_task
def seal_events() -> None:
    """Every 15 seconds: seal the events of the audit that were logged since (accounts/sealing.py)."""
    seal_all()
