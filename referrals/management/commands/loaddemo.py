"""`manage.py loaddemo`: the demo clinic, and as many more invented intakes as wanted."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from intake.models import Patient
from referrals.demo import (
    ACCOUNTS,
    make_accounts,
    make_directory,
    make_intakes,
    make_letterhead,
    make_stories,
    post_letters,
)

BATCH = 100


class Command(BaseCommand):
    help = "Load the demo clinic; --intakes N adds N more invented intakes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--intakes", type=int, default=0, metavar="N")
        parser.add_argument(
            "--if-empty", action="store_true", help="only where there is no patient yet"
        )

    def handle(self, *, intakes: int, if_empty: bool, **_: Any) -> None:
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "The demo's passwords are known to everybody, so it is loaded only with DEMO=1 "
                "(or DEBUG=1): never into a database of real patients.",
                returncode=2,
            )
        if intakes < 0:
            raise CommandError("--intakes needs a number from 0", returncode=2)
        is_new = not Patient.objects.exists()
        people = make_accounts()
        if is_new:
            with transaction.atomic():
                make_directory(by=people["manager"])
                make_letterhead(by=people["manager"])
                make_stories(people)
            post_letters(people["admin"])
        if not if_empty or is_new:
            made = make_intakes(intakes, people)
            while batch := self._make(made):
                self.stdout.write(f"{batch} intakes made")
        self.stdout.write(f"Soleus demo clinic: http://127.0.0.1:{settings.PORT}/")
        for username, role, *_names, password in ACCOUNTS:
            self.stdout.write(f"  {role.label:<10} {username:<10} password {password}")

    def _make(self, made: Any) -> int:
        """Draw a batch in one transaction: a commit for each would take most of the time."""
        with transaction.atomic():
            return sum(1 for _, _ in zip(range(BATCH), made, strict=False))
