from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0005_decisions_become_acts'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Decision',
        ),
        migrations.DeleteModel(
            name='ExpiryReason',
        ),
    ]
