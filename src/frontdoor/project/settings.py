"""Settings of the one program. A council sets environment variables; `frontdoor doctor` reads them back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from frontdoor.project.database import connection_settings
from frontdoor.project.identity import *  # noqa: F403 - a part of these settings, in a file of its own
from frontdoor.project.identity import PROVIDER_ORIGIN

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
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "pgtrigger",
    "pghistory",
    "frontdoor.ledger",
    "frontdoor.access",
    "frontdoor.outbox",
    "frontdoor.documents",
    "frontdoor.drafts",
    "frontdoor.people",
    "frontdoor.journey",
    "frontdoor.returns",
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
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "frontdoor.project.urls"
WSGI_APPLICATION = "frontdoor.project.wsgi.application"
AUTH_USER_MODEL = "access.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# "default" is the application's role, held by row security; "owner" owns the tables and runs the migrations.
# A web worker's thread keeps its connection: to open one anew costs more than most pages. Whoever acts is set in each
# transaction and gone with it; a connection that died, as when the database restarts, is noticed before it is used.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        **connection_settings("app"),
    },
    "owner": {"ENGINE": "django.db.backends.postgresql", **connection_settings("owner"), "TEST": {"MIRROR": "default"}},
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# Shared by all workers, so that a one-time code used in one of them is used in all.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "access_cache"}}

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
SCREENS = ROOT / "src" / "frontdoor" / "screens"
STATICFILES_DIRS = sorted(SCREENS.glob("*/static"))
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "frontdoor.project.front_end.FrontEndFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail leaves only where a server is named; a demonstration keeps it on the outbox page.
EMAIL_HOST = os.environ.get("FRONTDOOR_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("FRONTDOOR_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("FRONTDOOR_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("FRONTDOOR_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("FRONTDOOR_MAIL_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("FRONTDOOR_MAIL_FROM", "front-door@localhost")
# Texts and calls to whoever is on call leave only where a gateway is named; each file holds an access token.
TEXT_URL = os.environ.get("FRONTDOOR_TEXT_URL", "")
TEXT_TOKEN_FILE = os.environ.get("FRONTDOOR_TEXT_TOKEN_FILE", "")
VOICE_URL = os.environ.get("FRONTDOOR_VOICE_URL", "")
VOICE_TOKEN_FILE = os.environ.get("FRONTDOOR_VOICE_TOKEN_FILE", "")
#: The address of this installation, for links in messages.
SITE = os.environ.get("FRONTDOOR_SITE", "http://127.0.0.1:8000")

# The Department for Education's daily feed: off until a council sets where it goes and the key it was given.
DFE_DAILY_URL = os.environ.get("FRONTDOOR_DFE_DAILY_URL", "")
DFE_DAILY_KEY = os.environ.get("FRONTDOOR_DFE_DAILY_KEY", "")

# The spool's keys: the web process needs the public one, the worker alone the private one.
SPOOL_PUBLIC_KEY = os.environ.get("FRONTDOOR_SPOOL_PUBLIC_KEY", "")
SPOOL_PRIVATE_KEY_FILE = os.environ.get("FRONTDOOR_SPOOL_PRIVATE_KEY_FILE", "")

# The NHS Personal Demographics Service is asked only where its address is named; the file holds the access token.
PDS_URL = os.environ.get("FRONTDOOR_PDS_URL", "")
PDS_TOKEN_FILE = os.environ.get("FRONTDOOR_PDS_TOKEN_FILE", "")

PGHISTORY_CREATED_AT_FUNCTION = "frontdoor_recorded_at()"

# Every page is Jinja's: a screen's templates stand in screens/<screen>/templates/<screen>/.
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(SCREENS.glob("*/templates")),
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "frontdoor.project.jinja.environment",
            "context_processors": ["frontdoor.project.navigation.frame", "frontdoor.project.jinja.one_token"],
        },
    }
]

# No inline script or style, nothing from elsewhere. A sign-in at the council's own provider ends in a redirect to it.
_NONE, _SELF = "'none'", "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [_NONE],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "img-src": [_SELF],
        "connect-src": [_SELF],
        "form-action": [_SELF, *([PROVIDER_ORIGIN] if PROVIDER_ORIGIN else [])],
        "base-uri": [_NONE],
        "frame-ancestors": [_NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "frontdoor.project.errors.form_not_ours"

# The door ends a session after 30 minutes without a person at the keyboard; twelve hours end it in any case.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a person comes back from the council's sign-in provider with it
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
IDLE_MINUTES = 30
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # Whether browsers ship the council's whole domain as https is for the domain's owner to ask, not for one program.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host[0].isalpha()]
