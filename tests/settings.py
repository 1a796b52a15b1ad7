"""The program's own settings; only what tests cannot do without is different."""

import os

os.environ.setdefault("PARTYORG_DEMO", "1")

from partyorg.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
