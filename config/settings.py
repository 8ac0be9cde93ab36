"""All settings, in one file. The environment decides; README has the table of its variables.

There are three modes:

* `DEMO=1`: the demo clinic on this machine, over plain http, with a database and a key of its own.
* `DEBUG=1`: for developers and for the tests, over plain http.
* neither: real use, over https only.
"""

import logging
import os
import re
import secrets
import traceback
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent


def _switch(name: str) -> bool:
    """Read an on/off variable. A typing error must not turn a safeguard off, so it is refused."""
    value = os.environ.get(name, "").strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off: set it to 1 or 0.")


def _port() -> int:
    value = os.environ.get("PORT") or "8000"
    if not (value.isascii() and value.isdigit() and int(value) in range(1, 65536)):
        raise ImproperlyConfigured(f"PORT={value!r} is not a port: set a number from 1 to 65535.")
    return int(value)


def _site_url() -> str:
    """The address under which people reach Soleus: scheme and host alone, or nothing."""
    value = os.environ.get("SITE_URL", "").strip().rstrip("/").lower()
    if value and not re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", value):
        # The QR code of a letter holds it in capitals, which a path would not survive.
        raise ImproperlyConfigured(
            f"SITE_URL={value!r} is not scheme and host alone: set it to https://soleus.example, "
            "or unset it."
        )
    return value


def _database(url: str) -> dict[str, Any]:
    """DATABASE_URL as Django's own dictionary, with what each engine needs for several writers."""
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url)}
    except ValueError as fault:
        # The message of these errors never holds the address, which may hold a password.
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {fault}") from None
    options = found.setdefault("OPTIONS", {})
    if found["ENGINE"] == "django.db.backends.sqlite3":
        if found["NAME"] != ":memory:":
            # Relative to the project, so that every command finds the same file from any folder.
            found["NAME"] = str(BASE_DIR / found["NAME"])
        # Take the write lock when a transaction starts: one that reads first and writes later
        # would fail at once, without waiting, when another process has written in between.
        options["transaction_mode"] = "IMMEDIATE"
        # Wait this many seconds for the other writer (SQLite's busy timeout; the default is 5).
        options["timeout"] = 20
        # WAL: readers and a writer do not block each other. Foreign keys: SQLite leaves them off.
        options["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON;"
    elif found["ENGINE"] == "django.db.backends.postgresql":
        # Keep connections for ten minutes, and look whether one still lives before using it again,
        # so that a restart of the database costs nobody an error page.
        found["CONN_MAX_AGE"] = 600
        found["CONN_HEALTH_CHECKS"] = True
    else:
        # The audit trail is guarded by triggers that exist for these two engines only.
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://.")
    return found


def _demo_key(file: Path) -> str:
    """Return the demo's key, made on first use. Linking is atomic: two starts get one key."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            os.link(draft, file)
        except FileExistsError:
            # Another process was quicker: its key is the key.
            pass
        finally:
            draft.unlink()
    return file.read_text(encoding="ascii").strip()


# --- Mode ---------------------------------------------------------------------------------------

DEMO = _switch("DEMO")
# The demo shows what real use looks like, so it never runs with Django's debug pages.
DEBUG = _switch("DEBUG") and not DEMO
# The port of this machine that `make run` serves on; `loaddemo` prints it in the address.
PORT = _port()

_THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]
_DEMO_DIR = BASE_DIR / ".demo"
# True where Soleus is served over https and never otherwise.
_HTTPS = not (DEMO or DEBUG)

if DEMO:
    SECRET_KEY = _demo_key(_DEMO_DIR / "secret-key")
    ALLOWED_HOSTS = _THIS_MACHINE
else:
    # Without a key the settings still load, because `manage.py suggest` needs none. Serving is
    # refused in wsgi.py, and whatever signs something is refused by Django itself.
    SECRET_KEY = os.environ.get("SECRET_KEY", "")
    ALLOWED_HOSTS = [
        host.strip() for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()
    ]
    if DEBUG:
        # A known key protects nothing: it exists in developer mode alone.
        SECRET_KEY = SECRET_KEY or "for-developers-only-and-known-to-everybody"
        ALLOWED_HOSTS = ALLOWED_HOSTS or _THIS_MACHINE

# Keys of earlier times: what was signed with one of them, the codes of letters on paper included,
# is still believed.
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()
# What the QR codes of letters lead to.
SITE_URL = _site_url()

# --- Database -----------------------------------------------------------------------------------

_DEMO_DATABASE = _database("sqlite:///.demo/demo.sqlite3")
_DATABASE_URL = os.environ.get("DATABASE_URL", "")
_DATABASE = _database(_DATABASE_URL or "sqlite:///soleus.sqlite3")

if DEMO and _DATABASE_URL and _DATABASE != _DEMO_DATABASE:
    # The demo invents patients. They must not end up among real ones.
    raise ImproperlyConfigured(
        "DEMO=1 works only with the demo's own database: unset DATABASE_URL to see the demo, "
        "or unset DEMO to use the database that DATABASE_URL names."
    )

DATABASES = {"default": _DEMO_DATABASE if DEMO else _DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Applications -------------------------------------------------------------------------------

INSTALLED_APPS = [
    # Our own come first, so that a template or a command of theirs wins over one of the same name.
    "intake",
    "referrals",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Here so that FORM_RENDERER finds Django's own widgets as well as those in templates/.
    "django.forms",
    "crispy_forms",
    "crispy_bootstrap5",
    # django-bootstrap-static: only files, under bootstrap/ (its icon fonts are left out).
    "bootstrap",
    "django_htmx",
    "csp",
    # Work beside the pages (TASKS below). The table of tasks is there in either mode, so that turning
    # workers on needs no migration.
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Directly after the https redirect and before all that costs time, as its manual asks.
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
if DEBUG:
    # runserver and the tests' live server find static files in the apps by themselves. WhiteNoise
    # would look for the collected ones and warn that there are none.
    MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
# Widgets are looked up in templates/ first.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
# By default crispy leaves out a field that it cannot draw. A missing question must be an error.
CRISPY_FAIL_SILENTLY = False

# --- People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "intake.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Half an hour without a request ends a session. Ward computers stand in corridors and are shared,
# so two weeks (the default) is far too long; measuring six ankle pressures on two legs takes up to
# 20 minutes and must fit. Logging in again loses nothing: fields are saved as they are left.
SESSION_COOKIE_AGE = 30 * 60
# Each request starts the half hour anew. Without this it would run from the login.
SESSION_SAVE_EVERY_REQUEST = True
# Closing the browser ends it as well.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Work beside the pages ----------------------------------------------------------------------

# On: `manage.py db_worker` processes, on as many machines as wanted, take it from the database. Off:
# a page that is open does it, some seconds at a time (referrals/tasks.py).
WORKERS = _switch("WORKERS")
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if WORKERS
        else "django_tasks.backends.immediate.ImmediateBackend",
    }
}

# --- Transport and headers ----------------------------------------------------------------------

SECURE_SSL_REDIRECT = _HTTPS
# A probe inside the machine room asks over plain http and must get an answer, not a redirect.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# There is no SECURE_PROXY_SSL_HEADER on purpose. Behind a proxy gunicorn decides what is https: it
# believes X-Forwarded-Proto only from the addresses in its --forwarded-allow-ips.
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_HSTS_PRELOAD = _HTTPS
# Browsers never send secure cookies over plain http, so nobody could log in to the demo.
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SECURE = _HTTPS

# Other sites learn neither an address of ours (it holds a patient's number), nor may they frame a
# page or hold on to its window.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Everything is refused that is not listed, and nothing inline is allowed: no style attribute, no
# script between tags. htmx would add a style element of its own: base.html turns that off
# (includeIndicatorStyles in the meta element htmx-config).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # data: is for Bootstrap, whose style sheet holds its small icons as data: images.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        # These two do not fall back to default-src.
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
# Times are stored in UTC and shown in TIME_ZONE.
USE_TZ = True

# --- Static files -------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Names with a hash, compressed once: browsers may keep them for ever. These exist only
        # after collectstatic, so developers and tests get the files straight from the apps.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
# Every page asks for the names with a hash. Leaving the plain names and the compression of source
# maps out makes collectstatic three times as quick.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
# WhiteNoise lets other sites use our files, for content delivery networks; here are none.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- Log ----------------------------------------------------------------------------------------


class _WithoutData(logging.Formatter):
    """Says where a fault happened and of which kind, but not the text of the exception.

    That text can hold what a patient told us: PostgreSQL puts the whole refused row into it.
    """

    def formatException(self, ei: Any) -> str:  # noqa: N802 (the name is the standard library's)
        kind, _, trace = ei
        lines = traceback.format_tb(trace)
        return "".join([*lines, f"{kind.__module__}.{kind.__qualname__} (text withheld)"])


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": logging.Formatter if DEBUG else _WithoutData,
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers are taken away: one of them mails whole requests to ADMINS.
        "django": {"handlers": [], "level": "INFO" if DEBUG else "WARNING", "propagate": True},
        # A typing error in an address, or an expired login, is no error of ours; and an address
        # can hold a search for a name.
        "django.request": {"level": "ERROR"},
        # runserver's line for each request; outside DEBUG there is none.
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
