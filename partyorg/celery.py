"""The Celery application: `celery -A partyorg worker`, `celery -A partyorg beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partyorg.settings")
app = Celery("partyorg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
