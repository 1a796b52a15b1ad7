"""What runs by itself: every entry of the schedule names a task that the worker knows."""

from django.conf import settings

from partyorg.celery import app


def test_every_scheduled_task_exists():
    app.loader.import_default_modules()
    asked = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert asked - set(app.tasks) == set()
