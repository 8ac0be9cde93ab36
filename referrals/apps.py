"""The referrals application: what the answers suggest, and what was sent."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
