"""`manage.py check`: Django's own; with `--tag rules` the rule base is checked in full.

Django runs every registered check at every start and does not tell a check whether it was asked
for. What takes long is therefore registered only here, where it was.
"""

from typing import Any

from django.core.checks import register
from django.core.management.commands import check

from referrals.checks import RULES, rules_hold_up


class Command(check.Command):
    def handle(self, *app_labels: Any, **options: Any) -> None:
        if RULES in (options["tags"] or ()):
            register(rules_hold_up, RULES)
        super().handle(*app_labels, **options)
