"""The program's own settings; only what tests cannot do without is different."""

import os
from urllib.parse import urlsplit

os.environ.setdefault("PARTYORG_DEMO", "1")
if os.environ.get("REDIS_URL"):
    # Processes of one run share the server, none another's queue; it keeps sixteen apart.
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()

from partyorg.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
# Migrated once for all processes of a run, where bin/test did so.
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("PARTYORG_TEST_TEMPLATE")}  # noqa: F405
# Messages of tests never reach the workers of a program that runs beside them.
CELERY_TASK_DEFAULT_QUEUE = f"test-{os.getpid()}"
if not REDIS_URL:  # noqa: F405
    CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT, CELERY_BROKER_TRANSPORT_OPTIONS = "memory://", None, {}
