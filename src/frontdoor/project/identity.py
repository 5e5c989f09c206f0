"""Settings of signing in: passwords, throttling, second factors, and a council's own provider by OpenID Connect.

A council names its provider in the environment: FRONTDOOR_OIDC_URL (the issuer), FRONTDOOR_OIDC_CLIENT and
FRONTDOOR_OIDC_SECRET; FRONTDOOR_OIDC_SECOND_FACTOR=1 says that the provider itself asks for a second factor.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

PRODUCTION = os.environ.get("FRONTDOOR_PRODUCTION", "") == "1"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: who is locked out is not asked for a password at all
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]

ACCOUNT_ADAPTER = "frontdoor.access.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # accounts are made by a person; the adapter closes sign-up
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Passwords are throttled by axes. What stays here throttles one-time codes, by account.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key", "reauthenticate": "10/5m/user"}

MFA_ADAPTER = "frontdoor.access.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Front Door"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10

#: Staff must have a second factor in production; a demonstration may do without.
SECOND_FACTOR_REQUIRED = PRODUCTION
PROVIDER_HAS_SECOND_FACTOR = os.environ.get("FRONTDOOR_OIDC_SECOND_FACTOR", "") == "1"

# After ten wrong passwords for one address from one place, fifteen minutes of rest. Never by address alone: anybody
# could then lock out the worker on duty.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "frontdoor.access.sign_in.name_tried"
AXES_CLIENT_IP_CALLABLE = "frontdoor.access.sign_in.place_tried_from"
AXES_LOCKOUT_CALLABLE = "frontdoor.access.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["password", "login", "username", "email"]
#: How many proxies of the council's own stand before the program; the last of their entries is believed.
PROXIES = int(os.environ.get("FRONTDOOR_PROXIES", "1" if PRODUCTION else "0"))

SOCIALACCOUNT_ADAPTER = "frontdoor.access.sign_in.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False


def providers() -> dict[str, Any]:
    """The council's provider, if the environment names one."""
    url = os.environ.get("FRONTDOOR_OIDC_URL", "")
    if not url:
        return {}
    app = {
        "provider_id": "council",
        "name": os.environ.get("FRONTDOOR_OIDC_NAME", "your council account"),
        "client_id": os.environ.get("FRONTDOOR_OIDC_CLIENT", ""),
        "secret": os.environ.get("FRONTDOOR_OIDC_SECRET", ""),
        "settings": {"server_url": url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = providers()
#: Where the browser may be sent from our sign-in form; the provider's authorisation page must stand on the same host.
_provider = urlsplit(os.environ.get("FRONTDOOR_OIDC_URL", ""))
PROVIDER_ORIGIN = f"{_provider.scheme}://{_provider.netloc}" if _provider.netloc else ""
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds: a link to set a password is good for a day
