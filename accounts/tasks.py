"""Housekeeping of sign-in."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_sessions() -> None:
    """Once a day: throw away the sessions that are over."""
    call_command("clearsessions")
