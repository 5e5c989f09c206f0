"""Settings of the one program. What a council sets stands in environment variables; `frontdoor doctor` reads them back."""

from __future__ import annotations

import os
from pathlib import Path

from frontdoor.project.database import connection_settings

ROOT = Path(__file__).resolve().parents[3]
PRODUCTION = os.environ.get("FRONTDOOR_PRODUCTION", "") == "1"
DATA = Path(os.environ.get("FRONTDOOR_DATA", ROOT / ".data"))

SECRET_KEY = os.environ.get("FRONTDOOR_SECRET_KEY", "") or (
    "" if PRODUCTION else "for demonstration on one machine only"
)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("FRONTDOOR_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "frontdoor.ledger",
    "frontdoor.access",
    "frontdoor.outbox",
    "frontdoor.documents",
    "frontdoor.drafts",
    "frontdoor.people",
    "frontdoor.journey",
]

MIDDLEWARE = [
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
]

ROOT_URLCONF = "frontdoor.project.urls"
WSGI_APPLICATION = "frontdoor.project.wsgi.application"
AUTH_USER_MODEL = "access.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# "default" is the application's role, held by row security; "owner" owns the tables and runs the migrations.
DATABASES = {
    "default": {"ENGINE": "django.db.backends.postgresql", **connection_settings("app")},
    "owner": {"ENGINE": "django.db.backends.postgresql", **connection_settings("owner"), "TEST": {"MIRROR": "default"}},
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

PGHISTORY_CREATED_AT_FUNCTION = "frontdoor_recorded_at()"
