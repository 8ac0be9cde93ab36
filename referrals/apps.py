"""The referrals application: what the answers suggest, and what was sent."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from referrals import checks, versions

__all__ = ["checks"]  # importing it registers the checks


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        post_migrate.connect(
            versions.publish_after_migrate, sender=self, dispatch_uid="publish the rules"
        )
