"""What was stored before names and numbers had one form."""

from importlib import import_module

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from members.models import Candidate, Card, Member, PersonalHistory
from tests.conftest import day, make_member

NAME = "0004_one_key"


def upgrade():
    apps = MigrationExecutor(connection).loader.project_state(("members", NAME)).apps
    for operation in import_module(f"members.migrations.{NAME}").Migration.operations:
        operation.code(apps, None)


def stored(**before) -> Member:
    member = make_member("Nguyễn Văn Ân")
    Member.objects.filter(pk=member.pk).update(sort_key="0", search_key="", **before)
    return member


def test_a_member_gets_one_form_and_new_keys(db):
    member = stored(card_number="01.234567", phone="+84912345678", ethnicity="KINH")
    wanted = [member.sort_key, " nguyen van an 1234567 567 912345678 678 "]
    upgrade()
    member.refresh_from_db()
    assert (member.card_number, member.phone) == ("01234567", "0912345678")
    assert [member.ethnicity, member.sort_key, member.search_key] == ["Kinh", *wanted]


def test_a_number_that_another_record_has_in_that_form_stays(db):
    other = make_member("Lê An", card_number="01234567")
    member = stored(card_number="01.234567")
    upgrade()
    member.refresh_from_db()
    assert (member.card_number, member.search_key) == ("01.234567", " nguyen van an 1234567 567 ")
    assert Member.objects.get(pk=other.pk).card_number == "01234567"


def test_a_candidate_and_a_card(cell, office):
    facts = {"unit": cell, "full_name": "Ðỗ Hoà", "on": day("2020-01-01"), "by": office}
    candidate = Candidate.objects.note(**facts)
    wanted = candidate.sort_key
    Candidate.objects.update(sort_key="0", search_key="", ethnicity="tày")
    card = Card.objects.create(
        member=make_member(), number="01.234567", reason="new", issued_on=day("2020-01-01")
    )
    upgrade()
    candidate, card = Candidate.objects.get(), Card.objects.get(pk=card.pk)
    assert [candidate.sort_key, candidate.search_key] == [wanted, "do hoa"]
    assert [candidate.ethnicity, card.number] == ["Tày", "01234567"]


def test_a_religion(db):
    PersonalHistory.objects.create(member=make_member())
    PersonalHistory.objects.update(religion="KHÔNG")
    upgrade()
    assert PersonalHistory.objects.get().religion == "Không"
