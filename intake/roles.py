"""Roles and what each may do, on one screen."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import models


class Role(models.TextChoices):
    NURSE = "nurse", "Nurse"
    PHYSICIAN = "physician", "Physician"
    ADMIN = "admin", "Admin"
    MANAGER = "manager", "Manager"


N, P, A, M = Role.NURSE, Role.PHYSICIAN, Role.ADMIN, Role.MANAGER

MAY: Final[dict[str, frozenset[Role]]] = {
    "see patients": frozenset({N, P, A}),
    "edit patients": frozenset({N, P, A}),
    "see intakes": frozenset({N, P}),  # an admin sees letters, never the reasoning behind them
    "record answers": frozenset({N, P}),
    "hand over": frozenset({N, P}),
    "review": frozenset({P}),
    "decide": frozenset({P}),
    "sign": frozenset({P}),
    "see summaries": frozenset({P}),
    "see letters": frozenset({P, A}),
    "send letters": frozenset({A}),
    "edit specialists": frozenset({A, M}),
    "edit letterheads": frozenset({A, M}),
    "favour specialists": frozenset({P, A, M}),  # and see the directory
    "see rule book": frozenset({N, P, A, M}),
    "recall": frozenset({M}),
    "manage": frozenset({M}),
}


def may(user: object, permission: str) -> bool:
    """Whether this user's role allows it. An unknown permission is a mistake, not a refusal."""
    return getattr(user, "role", None) in MAY[permission] and bool(
        getattr(user, "is_active", False)
    )


def require(user: object, permission: str) -> None:
    """Refuse in words what the role does not allow."""
    if not may(user, permission):
        allowed = " or ".join(sorted(role.label.lower() for role in MAY[permission]))
        article = "an" if allowed.startswith("a") else "a"
        raise PermissionDenied(f"Only {article} {allowed} may {permission}.")
