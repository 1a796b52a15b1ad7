"""Keys of rows that were there before: search now knows card and phone; candidates are sorted."""

from django.db import migrations

from cells.vietnamese import search_key, sort_key
from members.models.searching import stored_key


def write_keys(apps, schema_editor):
    Member = apps.get_model("members", "Member")
    for member in Member.objects.iterator():
        member.search_key = stored_key(member.full_name, member.card_number, member.phone)
        member.save(update_fields=["search_key"])
    Candidate = apps.get_model("members", "Candidate")
    for candidate in Candidate.objects.iterator():
        candidate.sort_key = sort_key(candidate.full_name)
        candidate.search_key = search_key(candidate.full_name)
        candidate.save(update_fields=["sort_key", "search_key"])


class Migration(migrations.Migration):
    dependencies = [("members", "0002_depth")]
    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]
