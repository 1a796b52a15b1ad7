"""Keys that also find numbers, and words in any order, for the members there are already."""

from django.db import migrations

from members.models.searching import stored_key


def load(apps, schema_editor):
    Member = apps.get_model("members", "Member")
    members = list(Member.objects.only("full_name", "card_number"))
    for member in members:
        member.search_key = stored_key(member.full_name, member.card_number)
    Member.objects.bulk_update(members, ["search_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("members", "0002_depth")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
