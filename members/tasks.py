"""What workers do for members: forget what the rules say is kept no longer."""

from celery import shared_task

from members.models import Candidate, Member


@shared_task
def forget_persons() -> None:
    """Every day: who was given up as a candidate, and where those live who left (rules/keeping.py)."""
    for candidate in Candidate.objects.kept_no_longer():
        candidate.forget()
    for member in Member.objects.kept_no_longer():
        member.forget_whereabouts()
