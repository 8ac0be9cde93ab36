"""Rules versions as they were published: a version stands for one meaning, for ever.

The rules in force are published after every migrate and at the first hand-over, into a table that
only grows. Results made under an older version stay as they are, so they can be compared (recall.py).
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, connections

from referrals.rules import MEANING, VERSION


def publish(using: str = DEFAULT_DB_ALIAS) -> Any:
    """The row of the rules in force, made where there is none yet."""
    published, _ = (
        _model().objects.using(using).get_or_create(version=VERSION, defaults={"meaning": MEANING})
    )
    return published


def publish_after_migrate(using: str, **_: Any) -> None:
    """Called after every migrate, also one that stops before the table is made."""
    if _is_there(using):
        publish(using)


@register(Tags.database)
def version_has_one_meaning(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """referrals.E001: the rules have changed, and their version has not."""
    return [
        Error(
            f"Rules version {VERSION} was published with another meaning than these rules have.",
            hint="Raise VERSION in referrals/rules/__init__.py: results of both would be taken for "
            "the same.",
            id="referrals.E001",
        )
        for using in databases or ()
        if _is_there(using)
        and _model().objects.using(using).filter(version=VERSION).exclude(meaning=MEANING).exists()
    ]


def _model() -> Any:
    """This module is loaded before the models are."""
    return apps.get_model("referrals", "RulesVersion")


def _is_there(using: str) -> bool:
    return _model()._meta.db_table in connections[using].introspection.table_names()
