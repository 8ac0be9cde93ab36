"""The application as it is served, with static files straight from the applications.

Developer mode leaves those to `runserver`, and the chaos test needs a server that can be killed.
"""

from django.contrib.staticfiles.handlers import StaticFilesHandler

from config.wsgi import application as pages

application = StaticFilesHandler(pages)
