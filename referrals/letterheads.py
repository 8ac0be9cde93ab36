"""Letterheads: which are there, which one a letter gets, and their changes."""

import hashlib
import json
from typing import Any, Final

from django.db import transaction

from intake import audit
from intake.models import User
from intake.moves import Refused
from intake.roles import require
from referrals import models
from referrals.letterhead import LETTERHEAD, Letterhead
from referrals.logo import logo_from
from referrals.window import Window

FIELDS: Final = (
    "site",
    "organisation",
    "team",
    "specialty",
    "address",
    "phone",
    "email",
    "logo_id",
    "envelope",
    "window_left",
    "window_top",
    "window_width",
    "window_height",
    "two_sided",
    "is_default",
)


def letterhead_of(row: models.Letterhead) -> Letterhead:
    """A letterhead as it is printed and frozen."""
    return Letterhead(
        organisation=row.organisation,
        team=row.team,
        specialty=row.specialty,
        address=tuple(line.strip() for line in row.address.splitlines() if line.strip()),
        phone=row.phone,
        email=row.email,
        site=row.site,
        envelope=row.envelope,
        window=Window(
            float(row.window_left),
            float(row.window_top),
            float(row.window_width),
            float(row.window_height),
        ),
        two_sided=row.two_sided,
        logo=row.logo.sha256 if row.logo else "",
    )


def letterhead_for(chosen: int | None = None) -> Letterhead:
    """What a letter gets that is signed now: the one that was chosen, else that of the default site.

    Until somebody has made one, the fallback. Raises Refused where the one chosen is gone.
    """
    rows = models.Letterhead.objects.select_related("logo")
    if chosen is not None:
        row = rows.filter(pk=chosen).first()
        if row is None:
            raise Refused("This letterhead is no longer there: choose another one.")
        return letterhead_of(row)
    row = rows.filter(is_default=True).first()
    return letterhead_of(row) if row else LETTERHEAD


def choices() -> list[models.Letterhead]:
    """Those to choose from when signing, the default first; none where there is no choice."""
    rows = models.Letterhead.objects.only("site", "is_default").order_by("-is_default", "site")
    found = list(rows)
    return found if len(found) > 1 else []


# --- Changes ------------------------------------------------------------------------------------


def store_logo(data: bytes, *, by: User) -> models.Logo:
    """Keep a picture for the head of letters, once. Raises ValueError with what to do."""
    require(by, "edit letterheads")
    drawn = logo_from(data)
    logo, _ = models.Logo.objects.get_or_create(
        sha256=hashlib.sha256(drawn).hexdigest(), defaults={"image": drawn}
    )
    return logo


def mark_of(row: models.Letterhead) -> str:
    """A letterhead as it stands, as a mark that changes with it; empty for a new one."""
    told = json.dumps(_values_of(row), sort_keys=True) if row.pk else ""
    return hashlib.sha256(told.encode()).hexdigest()[:16] if told else ""


def save_letterhead(row: models.Letterhead, *, by: User, seen: str = "") -> models.Letterhead:
    """Create or change a letterhead. There is always one default, and the first one is it.

    `seen` marks what the page showed: a change made elsewhere meanwhile is not overwritten.
    """
    require(by, "edit letterheads")
    with transaction.atomic():
        others = models.Letterhead.objects.select_for_update().exclude(pk=row.pk)
        held = models.Letterhead.objects.select_for_update().filter(pk=row.pk).first()
        if seen and held and seen != mark_of(held):
            raise Refused(
                "Not saved: somebody else changed this letterhead meanwhile. Open it again."
            )
        before = _values_of(held) if held else None
        if row.is_default:
            models.Letterhead.objects.exclude(pk=row.pk).update(is_default=False)
        elif not any(other.is_default for other in others):
            row.is_default = True
        row.save()
        event = "change letterhead" if held else "create letterhead"
        audit.write(event, by=by, subject=row, before=before, after=_values_of(row))
    return row


def remove_letterhead(row: models.Letterhead, *, by: User) -> None:
    """A site that writes no more. What was signed keeps its letterhead. Refused for the default."""
    require(by, "edit letterheads")
    with transaction.atomic():
        held = models.Letterhead.objects.select_for_update().filter(pk=row.pk).first()
        if held is None:
            return  # a second click
        if held.is_default:
            raise Refused(
                f"Not removed: letters carry {held} unless another one is chosen. Make another one "
                "the default first."
            )
        audit.write("remove letterhead", by=by, subject=held, before=_values_of(held))
        held.delete()


def _values_of(row: models.Letterhead) -> dict[str, Any]:
    return {
        field: value if isinstance(value := getattr(row, field), bool | int | None) else str(value)
        for field in FIELDS
    }
