"""What the application server loads: `gunicorn --preload config.wsgi`."""

import io
import os
import sys
from typing import NoReturn

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import Error as AnyDatabaseError
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def _refuse(why: str) -> NoReturn:
    """Stop the start. Exit code 4 tells gunicorn that starting again would not help."""
    print(f"Soleus does not start: {why}", file=sys.stderr)
    raise SystemExit(4)


try:
    hosts = settings.ALLOWED_HOSTS
except ImproperlyConfigured as fault:
    _refuse(str(fault))
try:
    key = settings.SECRET_KEY
except ImproperlyConfigured:
    # Django refuses an empty key as well, but does not say what to do.
    _refuse(
        "SECRET_KEY is not set. Set it to a long random text that only this server knows, the same"
        " for all its processes and kept over restarts; or try the demo clinic with `make run`."
    )
if not hosts:
    _refuse(
        "ALLOWED_HOSTS is not set. Set it to the names under which people reach this server,"
        " with commas between them."
    )

application = get_wsgi_application()

# runserver checks the project before it serves; an application server does not. Some checks guard
# patients (the audit trail's triggers are there, the rules are sound), so they are made here too.
# What they find is printed; that they found nothing need not be.
try:
    call_command("check", databases=list(connections), stdout=io.StringIO())
except CommandError as fault:
    _refuse(str(fault))
except AnyDatabaseError as fault:
    _refuse(f"the database that DATABASE_URL names does not answer as it should: {fault}")
finally:
    # With --preload the workers are copies of this process and must not share its connection.
    connections.close_all()
