from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0006_remove_decisions_and_expiry_reasons'),
    ]

    operations = [
        migrations.AddField(
            model_name='recordimage',
            name='cleaned_from',
            field=models.CharField(blank=True, db_index=True, max_length=64),
        ),
    ]
