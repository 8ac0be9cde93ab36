"""Move the bytes of printed letters to a table of their own, and say when each letter is due.

The times are those of referrals/deadlines.py as they were then.
"""

from datetime import timedelta
from typing import Any

from django.db import migrations

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEND_WITHIN = {0: 4 * HOUR, 1: 4 * HOUR, 2: DAY}
ANSWER_WITHIN = {0: DAY, 1: DAY, 2: 7 * DAY}


def seal(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    letters = apps.get_model("referrals", "Letter").objects.using(alias)
    documents = apps.get_model("referrals", "LetterDocument").objects.using(alias)
    for letter in letters.exclude(pdf=None).iterator(chunk_size=50):
        documents.create(
            letter=letter,
            kind="letter",
            pdf=letter.pdf,
            sha256=letter.sha256,
            made_at=letter.printed_at or letter.signed_at,
        )
    for letter in letters.exclude(state="cancelled").defer("pdf").iterator():
        if letter.state == "sent":
            since = letter.sent_at or letter.state_since
            letter.due_at = since + ANSWER_WITHIN.get(letter.urgency, 21 * DAY)
        else:
            letter.due_at = letter.signed_at + SEND_WITHIN.get(letter.urgency, 3 * DAY)
        letter.save(update_fields=["due_at"])


class Migration(migrations.Migration):
    dependencies = [("referrals", "0005_letters_that_are_answered")]
    operations = [migrations.RunPython(seal, migrations.RunPython.noop)]
