"""The audit trail: one append-only table, and the one function that writes to it.

An event is written on purpose, next to the change it tells of and in the same transaction; viewing,
printing and exporting are events, too. It holds no foreign key, so nothing can take it along when
it goes. The database itself refuses to change or delete one (append_only.py).
"""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Event(models.Model):
    """One line of the audit trail."""

    append_only = True

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=40)  # such as "answer", "hand over", "print letter"
    actor = models.CharField(max_length=150)  # user name; "system" for the program itself
    subject = models.CharField(max_length=60)  # such as "intake 12"
    detail = models.CharField(max_length=80, blank=True)  # such as the key of a finding
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "detail", "-id"], name="event_by_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor}: {self.kind} {self.subject} {self.detail}"


def write(
    kind: str,
    *,
    by: AbstractBaseUser | None,
    subject: models.Model | str,
    detail: str = "",
    before: Any = None,
    after: Any = None,
    why: str = "",
) -> Event:
    """Record that something was done. Call it in the transaction of the change itself."""
    return Event.objects.create(
        kind=kind,
        actor=by.get_username() if by else "system",
        subject=subject if isinstance(subject, str) else subject_of(subject),
        detail=detail,
        before=before,
        after=after,
        why=why,
    )


def subject_of(row: models.Model) -> str:
    """How events name a row: "intake 12"."""
    return f"{row._meta.verbose_name} {row.pk}"
