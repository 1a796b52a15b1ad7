"""Names, numbers, ethnicities and religions that are stored get their one form, and the keys made of it.

A number whose one form another record has already stays as it was written: data quality and the
merging of records are for that.
"""

from django.db import migrations

from common.vietnamese import nfc, search_key, sort_key
from members.models.searching import stored_key
from members.rules.spellings import ethnicity, religion
from members.rules.numbers import NORMAL, card

UNIQUE = ("card_number", "citizen_id")


def give_members_one_form(apps, schema_editor):
    Member = apps.get_model("members", "Member")
    rows = Member.objects.order_by("pk")
    taken = {name: set(rows.values_list(name, flat=True)) for name in UNIQUE}
    for member in rows.iterator(chunk_size=1000):
        for name, normal in NORMAL.items():
            stored, number = getattr(member, name), normal(getattr(member, name))
            if number != stored and number not in taken.get(name, ()):
                taken.get(name, set()).add(number)
                setattr(member, name, number)
        member.full_name, member.ethnicity = nfc(member.full_name), ethnicity(member.ethnicity)
        member.sort_key = sort_key(member.full_name)
        member.search_key = stored_key(member.full_name, *(getattr(member, name) for name in NORMAL))
        member.save()


def give_candidates_one_form(apps, schema_editor):
    for row in apps.get_model("members", "Candidate").objects.order_by("pk").iterator():
        row.full_name, row.ethnicity = nfc(row.full_name), ethnicity(row.ethnicity)
        row.sort_key, row.search_key = sort_key(row.full_name), search_key(row.full_name)
        row.save()


def give_cards_one_form(apps, schema_editor):
    """As the record writes them."""
    for row in apps.get_model("members", "Card").objects.order_by("pk").iterator():
        row.number = card(row.number)
        row.save()


def give_religions_one_form(apps, schema_editor):
    for row in apps.get_model("members", "PersonalHistory").objects.exclude(religion="").iterator():
        row.religion = religion(row.religion)
        row.save(update_fields=["religion"])


class Migration(migrations.Migration):
    dependencies = [("members", "0003_roll_acts")]
    operations = [
        migrations.RunPython(step, migrations.RunPython.noop, elidable=True)
        for step in (
            give_members_one_form,
            give_candidates_one_form,
            give_cards_one_form,
            give_religions_one_form,
        )
    ]
