"""`manage.py rulebook`: write docs/rulebook.md, or say whether it is what the rule base says."""

from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from referrals.rule_cases import load_cases
from referrals.rulebook import rulebook
from referrals.rulebook.markdown import as_markdown

PLACE: Final = "docs/rulebook.md"


class Command(BaseCommand):
    help = f"Write the rule book to {PLACE}."
    # It needs neither a database nor sound settings for serving.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail when the file is stale"
        )

    def handle(self, *, check: bool, **_: Any) -> None:
        if load_cases() is None:
            raise CommandError("The clinical cases of the rule book are in tests/: none is there.")
        place = settings.BASE_DIR / PLACE
        text = as_markdown(rulebook())
        if not check:
            place.write_text(text, encoding="utf-8")
            self.stdout.write(f"{PLACE} written.")
        elif not place.exists() or place.read_text(encoding="utf-8") != text:
            raise CommandError(
                f"{PLACE} is not what the rules say: run `python manage.py rulebook` and read what "
                "has changed."
            )
        else:
            self.stdout.write(f"{PLACE} is current.")
