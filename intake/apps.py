"""The intake application: what was asked and answered."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from intake import checks
from intake.append_only import guard_tables

__all__ = ["checks"]  # importing it registers the checks


class IntakeConfig(AppConfig):
    name = "intake"

    def ready(self) -> None:
        # After every migrate of any app: another app's migration may have remade a table of its own.
        post_migrate.connect(guard_tables, dispatch_uid="guard append-only tables")
