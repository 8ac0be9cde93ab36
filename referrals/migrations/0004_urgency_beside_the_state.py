"""Intakes that wait for review already get the urgency of their assessment."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def copy_urgency(apps, schema_editor):
    assessments = apps.get_model("referrals", "Assessment").objects.filter(is_current=True)
    apps.get_model("intake", "Intake").objects.filter(
        pk__in=assessments.values("intake")
    ).update(
        urgency=Subquery(assessments.filter(intake=OuterRef("pk")).values("urgency")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0003_amended_and_added"),
        ("intake", "0004_urgency_of_the_work_list"),
    ]

    operations = [migrations.RunPython(copy_urgency, migrations.RunPython.noop)]
