"""The program's own settings; only what tests cannot do without is different."""

import os

os.environ.setdefault("PARTYORG_DEMO", "1")

from partyorg.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Messages of tests never reach the workers of a program that runs beside them.
CELERY_TASK_DEFAULT_QUEUE = f"test-{os.getpid()}"
if not REDIS_URL:  # noqa: F405
    CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT, CELERY_BROKER_TRANSPORT_OPTIONS = "memory://", None, {}
