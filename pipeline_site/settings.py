"""Django's settings, in Django's order.

What differs between machines is in the environment; `.env.example` lists the variables.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from pipeline_site.embedded_queue import queue_url
from pipeline_site.env import (
    env_bool,
    env_int,
    env_ints,
    env_issuer,
    env_list,
    env_origin,
    env_secret,
    env_str,
)
from pipeline_site.error_reports import report_errors
from pipeline_site.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env_str("SIXSTAGE_VAR", str(BASE_DIR / "var")))  # all that this installation writes

SECRET_KEY = env_secret("SECRET_KEY", kept_in=VAR_DIR / "secret_key")
DEBUG = env_bool("DEBUG", default=False)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "jobs.apps.JobsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_fsm",
    "django_htmx",
    "pipeline_site.apps.QueuesConfig",
    "ninja",
    "storages",
]

MIDDLEWARE = [
    "pipeline_site.request_log.with_request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jobs.api.errors.refused_methods_in_json",
    "axes.middleware.AxesMiddleware",  # last, as its manual asks
]

ROOT_URLCONF = "pipeline_site.urls"
WSGI_APPLICATION = "pipeline_site.wsgi.application"

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
            ],
        },
    },
]

DATABASE_URL = env_str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'sixstage.sqlite3'}")
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a writer waits at BEGIN for its turn instead of failing at its first write.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        " PRAGMA mmap_size=1073741824;",  # bytes; long lists are read without a call for each page
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses who is locked out
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = env_int("LOGIN_ATTEMPTS", 10, minimum=1)
AXES_COOLOFF_TIME = timedelta(minutes=env_int("LOGIN_LOCKED_MINUTES", 15, minimum=1))
# By name and address: a stranger can't lock a person out of the office by guessing at home.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False  # unlocking is a command, so the admin has no more to guard
OIDC_ISSUER = env_issuer("OIDC_ISSUER")  # the studio's sign-in provider; empty: passwords alone
OIDC_CLIENT_ID = env_str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env_str("OIDC_CLIENT_SECRET", "")
OIDC_NAME = env_str("OIDC_NAME", "the studio's account")  # after "Sign in with"
OIDC_SCOPES = env_str("OIDC_SCOPES", "openid email profile")
OIDC_TRUST_EMAILS = env_bool("OIDC_TRUST_EMAILS", default=False)  # where it doesn't say "verified"
OIDC_ROLES_CLAIM = env_str("OIDC_ROLES_CLAIM", "")  # what names a person's roles; empty: staff do
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "dashboard"
LOGOUT_REDIRECT_URL = "login"

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = ["pipeline_site.formats"]
TIME_ZONE = env_str("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # no collectstatic step before a first start

S3_BUCKET = env_str("AWS_STORAGE_BUCKET_NAME", "")
S3_ENDPOINT = env_str("AWS_S3_ENDPOINT_URL", "")
_FILES: dict[str, Any] = (
    {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": S3_ENDPOINT or None,
            "file_overwrite": True,  # names are content hashes or job revisions
            "querystring_auth": True,
        },
    }
    if S3_BUCKET
    else {
        "BACKEND": "jobs.whole_files.WholeFileStorage",
        "OPTIONS": {"location": VAR_DIR / "files", "allow_overwrite": True},
    }
)
STORAGES: dict[str, Any] = {
    "default": _FILES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

SITE_URL = env_str("SITE_URL", f"http://{env_str('HOST', '127.0.0.1')}:{env_str('PORT', '8000')}")
WEBHOOK_HOSTS = env_list("WEBHOOK_HOSTS", "")  # may lie in a private network, and be without TLS
EMAIL_HOST = env_str("EMAIL_HOST", "")
EMAIL_PORT = env_int("EMAIL_PORT", 587, minimum=1, maximum=65535)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", "sixstage@localhost")
_MAILER = "smtp" if EMAIL_HOST else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_MAILER}.EmailBackend"

QUEUE_DIR = VAR_DIR / "queue"
REDIS_URL = env_str("REDIS_URL", queue_url(QUEUE_DIR))
TASK_SECONDS = env_int("TASK_SECONDS", 600, minimum=1)  # on the clock, and of one processor
TASK_MEMORY_BYTES = env_int("TASK_MEMORY_MB", 6144, minimum=1024) * 1024 * 1024
TASK_FILE_BYTES = env_int("TASK_FILE_MB", 16384, minimum=64) * 1024 * 1024
RETRY_SECONDS = env_int("RETRY_SECONDS", 10, minimum=1)  # before the second try of some work
WORKER_SILENT_SECONDS = env_int("WORKER_SILENT_SECONDS", 60, minimum=3)  # then it counts as dead
QUEUE_LENGTH = env_int("QUEUE_LENGTH", 1000, minimum=1)  # the rest waits in the database
RQ_QUEUES = {"default": {"URL": REDIS_URL, "DEFAULT_TIMEOUT": TASK_SECONDS}}
RQ_SHOW_ADMIN_LINK = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # a request's body without its files
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
MAX_UPLOAD_BYTES = env_int("MAX_UPLOAD_MB", 4096, minimum=1) * 1024 * 1024
INCOMING_FOLDER = env_str("INCOMING_FOLDER", str(VAR_DIR / "incoming"))  # uploads on their way
UPLOAD_ENDPOINT = env_origin("UPLOAD_ENDPOINT_URL")  # S3 as browsers reach it: large files go there
if UPLOAD_ENDPOINT and not S3_BUCKET:
    raise ImproperlyConfigured("UPLOAD_ENDPOINT_URL needs a store: set AWS_STORAGE_BUCKET_NAME.")
INGEST_FOLDER = env_str("INGEST_FOLDER", "")  # paths in manifests may also name files in here
INBOX_FOLDER = env_str("INBOX_FOLDER", "")  # batches that are put in here are taken in
INBOX_BUCKET = env_str("INBOX_BUCKET", "")  # or in here: bucket, or bucket/prefix
INBOX_USER = env_str("INBOX_USER", "")  # who brings them in; empty: the system
INBOX_SETTLED_SECONDS = env_int("INBOX_SETTLED_SECONDS", 60, minimum=1)  # unchanged: all is there
if S3_BUCKET and INBOX_BUCKET.partition("/")[0] == S3_BUCKET:
    raise ImproperlyConfigured("INBOX_BUCKET must be another one than AWS_STORAGE_BUCKET_NAME.")
FONTS_FOLDER = env_str("FONTS_FOLDER", "")  # font files to measure and draw texts with
SWEEP_AFTER_SECONDS = env_int("SWEEP_AFTER_SECONDS", 5, minimum=1)
STAGE_TARGET_MINUTES = env_ints("STAGE_TARGET_MINUTES", "60,10,240,5,240,10,1440", count=7)
AUDIT_CHECK_HOUR = env_int("AUDIT_CHECK_HOUR", 3, maximum=23)  # in TIME_ZONE
PIXELS_KEPT_DAYS = env_int("PIXELS_KEPT_DAYS", 0)  # after a job's end; 0: for ever
AUDIT_SIGNING_KEY = env_str("AUDIT_SIGNING_KEY", "")  # 32 random bytes in Base64

_HTTPS = env_bool("HTTPS", default=False)  # behind a proxy that ends TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31536000 if _HTTPS else 0
# Subdomains and browsers' preload lists are for the domain's owner to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF, *filter(None, [UPLOAD_ENDPOINT])],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOGGING = logging_settings(
    as_json=env_bool("LOG_JSON", default=False),
    level=env_str("LOG_LEVEL", "WARNING"),
    product_level=env_str("LOG_LEVEL", "INFO"),
)
METRICS_TOKEN = env_str("METRICS_TOKEN", "")  # who brings it may read /metrics
report_errors(env_str("SENTRY_DSN", ""), environment=env_str("SENTRY_ENVIRONMENT", "production"))
