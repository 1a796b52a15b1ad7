"""All settings, read from the environment; safe for production unless PARTYORG_DEMO says otherwise."""

import os
from pathlib import Path

import bootstrap_wrapper
import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from partyorg.env import env_bool, env_counts, env_list, secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PARTYORG_DATA") or BASE_DIR / "var").resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)

DEMO = env_bool("PARTYORG_DEMO")
DEBUG = env_bool("PARTYORG_DEBUG")
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = ["localhost", "127.0.0.1"] if DEMO else env_list("PARTYORG_HOSTS")
CSRF_TRUSTED_ORIGINS = env_list("PARTYORG_ORIGINS")
if DEBUG and not DEMO:
    raise ImproperlyConfigured("PARTYORG_DEBUG works only together with PARTYORG_DEMO")

INSTALLED_APPS = [
    "accounts",
    "common",
    "cells",
    "papers",
    "members",
    "cases",
    "organisation",
    "upkeep",
    "meetings",
    "scoring",
    "evaluations",
    "inspections",
    "reports",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # the templates of widgets, which FORM_RENDERER looks for here
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "common.middleware.texts_in_one_form",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.private_pages",
    "accounts.middleware.back_to_the_page",
    "accounts.middleware.session_limits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.own_password",
    "cells.middleware.row_security",
    "cells.middleware.second_factor",
    "scoring.middleware.second_factor_of_followers",
    "cells.middleware.damaged_files",
    "cells.middleware.busy_or_full",
    "cells.middleware.one_press",
]
ROOT_URLCONF = "partyorg.urls"
WSGI_APPLICATION = "partyorg.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cells.context.navigation",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- Data -----------------------------------------------------------------------------------
SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "db.sqlite3",
    "CONN_MAX_AGE": 60,  # a new connection for each request would read its pages again
    # An acknowledged write survives a power cut (FULL); writers queue instead of failing (IMMEDIATE).
    # Read through the memory all processes share: each write makes a connection's own pages stale
    # (measured: the first page of 77 bodies 150 ms without, 115 with).
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;",
    },
}
if os.environ.get("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
    # A query of many figures is long, and run once: to compile it took longer than to run it (measured:
    # the figures of one case 117 s with, 50 s without).
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
else:
    DATABASES = {"default": SQLITE}
# The second wall, where the web process has a role of its own (docs/decisions/0036-row-security.md).
ROW_SECURITY = env_bool("PARTYORG_ROW_SECURITY")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, not in Redis: sign-in and its limits must work while Redis is down.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # When full, Django throws away live entries: a flood of tries must not wash out the limits.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "common.static_files.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # a grading grid of 300 people has four fields a row

# --- Daily backup (docs/decisions/0034-backups.md): made where both are named --------------------
BACKUP_FOLDER = os.environ.get("PARTYORG_BACKUPS", "")
BACKUP_PASSPHRASE_FILE = os.environ.get("PARTYORG_BACKUP_PASSPHRASE_FILE", "")
BACKUP_KEEP = env_counts("PARTYORG_BACKUP_KEEP", default=(7, 4, 12))  # days, weeks, months

# --- Celery: the job row is the truth, the message carries its id (docs/architecture.md) ------
REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    # A sender waits one second for a dead broker, never more; the sweep sends again.
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "socket_connect_timeout": 1,
        "socket_timeout": 30,
        "max_retries": 1,
    }
else:
    CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT = "files://localhost", "partyorg.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"folder": DATA / "broker/queue", "polling_interval": 0.2}
    (DATA / "broker/queue").mkdir(parents=True, exist_ok=True)
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE = {
    "sweep prints": {"task": "papers.tasks.sweep", "schedule": 15},
    "sweep imports": {"task": "upkeep.tasks.sweep_imports", "schedule": 15},
    "forget prints": {"task": "papers.tasks.forget_prints", "schedule": 24 * 3600},
    "forget imports": {"task": "upkeep.tasks.forget_imports", "schedule": 24 * 3600},
    "forget persons": {"task": "members.tasks.forget_persons", "schedule": 24 * 3600},
    "clear sessions": {"task": "accounts.tasks.clear_sessions", "schedule": 24 * 3600},
    "preparations": {"task": "reports.tasks.prepare", "schedule": 3600},
    "seal events": {"task": "accounts.tasks.seal_events", "schedule": 15},
    "back up": {"task": "upkeep.tasks.back_up", "schedule": 3600},
    "mail news": {"task": "reports.tasks.mail_news", "schedule": 3600},
    "restructurings": {"task": "organisation.tasks.apply_due_restructurings", "schedule": 3600},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA / "celerybeat-schedule")

# --- Letters: how much is new, to who asked for it; none without a server -----------------------
EMAIL_HOST = os.environ.get("PARTYORG_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("PARTYORG_SMTP_PORT") or 587)
EMAIL_USE_TLS = env_bool("PARTYORG_SMTP_TLS", default=True)
EMAIL_HOST_USER = os.environ.get("PARTYORG_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PARTYORG_SMTP_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("PARTYORG_SMTP_FROM") or "cong-tac-dang@localhost"
EMAIL_TIMEOUT = 20

# --- Sign-in ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"change_password": "accounts.forms.OwnPasswordForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Failed tries. The address stands first: one that is used up must not use up other people's accounts.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/5m/ip,10/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env_bool("PARTYORG_TRUST_PROXY") else 0
USERSESSIONS_ADAPTER = "accounts.adapter.UserSessionsAdapter"
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {"activate_totp": "accounts.forms.SecondFactorForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Đảng ủy cơ sở"
# Every role above member needs a second factor; the demo lets people look around without one.
SECOND_FACTOR_REQUIRED = not DEMO

SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 3600
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
DEVICE_COOKIE_NAME = "device"

# --- Security -----------------------------------------------------------------------------------
if not DEMO:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    DEVICE_COOKIE_NAME = "__Host-device"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 86400
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if env_bool("PARTYORG_TRUST_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_FAILURE_VIEW = "cells.views.pages.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its icons as data: URIs inside its stylesheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Language -----------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["partyorg.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"traceback_of_own_faults": {"()": "common.logs.TracebackOfOwnFaults"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "pikepdf": {"level": "WARNING"},  # greets at every start
        # What a visitor may not do, or asked wrongly, is one line; what fails here keeps its traceback.
        "django.request": {"filters": ["traceback_of_own_faults"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
}
