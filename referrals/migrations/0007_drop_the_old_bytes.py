from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("referrals", "0006_seal_what_was_printed")]
    operations = [
        migrations.RemoveField(
            model_name='letter',
            name='pdf',
        ),
        migrations.RemoveField(
            model_name='letter',
            name='sha256',
        ),
    ]
