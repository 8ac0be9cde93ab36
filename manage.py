#!/usr/bin/env python
"""Soleus's command line: `manage.py help` lists the commands."""

import os
import sys

try:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
except ModuleNotFoundError:
    sys.exit("Django is not installed here: run `make setup`, then use .venv/bin/python manage.py")

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        # The message names the setting and the remedy; where in Django it was raised helps nobody.
        sys.exit(f"Soleus is not set up as it should be: {fault}")
