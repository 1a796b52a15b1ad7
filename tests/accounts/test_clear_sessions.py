"""Sessions that are over do not pile up."""

import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.tasks import clear_sessions


def test_only_sessions_that_are_over_go(db):
    now = timezone.now()
    for key, minutes in [("over", -1), ("running", 1)]:
        end = now + datetime.timedelta(minutes=minutes)
        Session.objects.create(session_key=key, session_data="", expire_date=end)
    clear_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["running"]


def test_every_task_of_the_schedule_exists():
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert import_string(entry["task"]).name == entry["task"]
