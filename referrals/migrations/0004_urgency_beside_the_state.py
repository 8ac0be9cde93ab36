"""Intakes that wait for review already get the urgency of their assessment."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def copy_urgency(apps: Any, schema_editor: Any) -> None:
    """On the database that is migrated, which need not be the default one."""
    here = schema_editor.connection.alias
    assessments = apps.get_model("referrals", "Assessment").objects.using(here)
    current = assessments.filter(is_current=True)
    intakes = apps.get_model("intake", "Intake").objects.using(here)
    intakes.filter(pk__in=current.values("intake")).update(
        urgency=Subquery(current.filter(intake=OuterRef("pk")).values("urgency")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0003_amended_and_added"),
        ("intake", "0004_urgency_of_the_work_list"),
    ]

    operations = [migrations.RunPython(copy_urgency, migrations.RunPython.noop)]
