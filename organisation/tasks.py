"""What workers do for units: carry out what was decided for a day to come."""

from celery import shared_task
from django.utils import timezone

from organisation.models import Restructuring


@shared_task
def apply_due_restructurings() -> None:
    """Every hour: do the restructurings whose day has come; what is refused keeps its reason."""
    for plan in Restructuring.objects.due(timezone.localdate()):
        plan.apply_or_say_why()
