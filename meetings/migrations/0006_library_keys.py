"""What the library holds is found by the one key of a word, as names are since members/0004_one_key.py."""

from django.db import migrations

from meetings.models.library import stored_key


def give_new_keys(apps, schema_editor):
    for item in apps.get_model("meetings", "LibraryItem").objects.order_by("pk").iterator():
        item.search_key = stored_key(item.title, item.topic, item.text)
        item.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_end_past_midnight_or_on_a_later_day")]
    operations = [migrations.RunPython(give_new_keys, migrations.RunPython.noop, elidable=True)]
