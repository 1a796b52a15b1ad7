"""The sealed chain of audit events: each fault is found, and named by the first event that has it."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts import audit, sealing
from accounts.models import AuditEvent, AuditHead
from accounts.tasks import seal_events

DAY = datetime.timedelta(days=1)


@pytest.fixture
def chain(office):
    """Five sealed events."""
    for number in range(5):
        audit.record(office, f"thử.{number}", office, ["full_name"], note="lý do")
    seal_events()
    return list(AuditEvent.objects.order_by("place"))


def fault(noted="") -> str:
    return sealing.first_fault(noted)


def write(event, **facts):
    AuditEvent.objects.filter(pk=event.pk).update(**facts)


def test_each_event_keeps_the_seal_of_the_one_before(chain):
    assert [event.place for event in chain] == list(range(1, len(chain) + 1))
    assert [event.before for event in chain] == ["", *(event.seal for event in chain[:-1])]
    assert str(AuditHead.objects.get()) == f"{len(chain)}:{chain[-1].seal}"
    assert fault() == ""


def test_the_next_batch_goes_on_where_the_last_ended(chain, office):
    audit.record(office, "thử.nữa", office)
    assert (sealing.seal_some(), sealing.seal_some()) == (1, 0)
    newest = AuditEvent.objects.get(action="thử.nữa")
    assert (newest.place, newest.before) == (len(chain) + 1, chain[-1].seal)
    assert fault() == ""


def test_many_are_sealed_in_several_goes(chain, office, monkeypatch):
    monkeypatch.setattr(sealing, "AT_ONCE", 2)
    for _ in range(5):
        audit.record(office, "thử.nữa", office)
    sealing.seal_all()
    assert not AuditEvent.objects.filter(place=None).exists()
    assert fault() == ""


@pytest.mark.parametrize(
    "facts",
    [
        {"action": "khác"},
        {"record": "accounts.khac"},
        {"record_id": "999"},
        {"fields": []},
        {"note": ""},
        {"by": None},
        {"at": timezone.now() - datetime.timedelta(seconds=90)},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_a_changed_event_is_named(chain, facts):
    write(chain[2], **facts)
    assert fault().startswith(f"Changed: event {chain[2].pk} ")
    assert fault().endswith("at place 3.")


def test_an_event_sealed_anew_after_a_change_betrays_itself_by_the_next(chain):
    chain[2].note = "khác"
    write(chain[2], note="khác", seal=chain[2].told())
    assert fault().startswith(f"The event before was changed or replaced: event {chain[3].pk} ")


def test_a_removed_event_is_named_by_its_place(chain):
    chain[2].delete()
    assert fault().startswith("The event at place 3 was removed, before event ")


def test_the_first_and_the_last_removed(chain):
    first, last = chain[0], chain[-1]
    last.delete()
    assert fault() == (
        f"After place {len(chain) - 1} the chain was cut, or written anew: it does not hold "
        f"{len(chain)}:{last.seal}."
    )
    first.delete()
    assert fault().startswith("The event at place 1 was removed")


def test_an_event_added_between_is_found(chain, office):
    AuditEvent.objects.filter(place__gt=3).update(place=None)
    for event in chain[:2:-1]:
        write(event, place=event.place + 1)
    added = AuditEvent(by=office, action="thêm", record="accounts.user", record_id="1", place=4)
    added.before, added.at = chain[2].seal, timezone.now()
    AuditEvent.objects.bulk_create([added])
    write(added, seal=AuditEvent.objects.get(pk=added.pk).told())
    assert fault().startswith(f"Changed: event {chain[3].pk} ")  # it stands elsewhere now


def test_an_event_with_an_earlier_time_is_added_out_of_order(chain, office):
    audit.record(office, "thêm", office)
    added = AuditEvent.objects.get(action="thêm")
    write(added, at=added.at - DAY)
    sealing.seal_all()
    assert fault().startswith("Added out of order, by its time (")
    assert f"event {added.pk} " in fault()


@pytest.mark.parametrize(("minutes", "found"), [(59, False), (61, True)])
def test_what_waits_longer_than_an_hour_for_its_seal_is_told(chain, office, minutes, found):
    audit.record(office, "thêm", office)
    added = AuditEvent.objects.get(action="thêm")
    write(added, at=timezone.now() - datetime.timedelta(minutes=minutes))
    assert (fault() != "") == found


def test_an_event_put_at_the_end_by_hand_was_never_sealed(chain, office):
    audit.record(office, "thêm", office)
    added = AuditEvent.objects.get(action="thêm")
    added.place, added.before = len(chain) + 1, chain[-1].seal
    write(added, place=added.place, before=added.before, seal=added.told())
    assert fault() == f"Added at the end: place {added.place} was never sealed by the program."


def test_a_chain_that_was_written_anew_no_longer_holds_the_head_noted_outside(chain):
    noted = str(AuditHead.objects.get())
    assert fault(noted) == ""
    write(chain[0], note="khác")
    AuditEvent.objects.update(place=None)
    AuditHead.objects.all().delete()
    sealing.seal_all()
    assert fault() == ""
    assert fault(noted).endswith(f"it does not hold {noted}.")


def test_the_command_says_how_many_and_the_head(chain, office, capsys):
    audit.record(office, "thêm", office)
    call_command("verify_audit")
    said = capsys.readouterr().out
    assert said == f"Whole: {len(chain)} events, 1 not sealed yet. Head: {AuditHead.objects.get()}\n"


def test_the_command_fails_with_the_first_fault(chain):
    write(chain[1], note="")
    with pytest.raises(CommandError, match=f"Changed: event {chain[1].pk} "):
        call_command("verify_audit")
