"""The sealed chain of audit events: each carries the seal of the one before it.

Sealed in batches soon after they are written, never in the transaction of an act: who saves waits for
nobody (docs/decisions/0035-sealed-audit.md). The place in the chain is given here and not by the id,
because an id is drawn before its row can be seen.
"""

import datetime
import logging

from django.db import transaction
from django.utils import timezone

from accounts.models.event import AuditEvent, AuditHead

AT_ONCE, BATCHES = 1000, 10
# An event is seen once its transaction ends; none lasts so long.
LATEST = datetime.timedelta(hours=1)
SAID = ["place", "before", "seal"]
log = logging.getLogger(__name__)


def seal_all() -> None:
    """Seal what was written since the last time; a great many in several goes."""
    for _ in range(BATCHES):
        if seal_some() < AT_ONCE:
            return


@transaction.atomic
def seal_some() -> int:
    """How many were sealed. Two at once take turns."""
    if not AuditEvent.objects.filter(place=None).exists():
        return 0
    AuditHead.objects.get_or_create(pk=1)
    head = AuditHead.objects.select_for_update().get(pk=1)
    events = list(AuditEvent.objects.filter(place=None).order_by("at", "id")[:AT_ONCE])
    for event in events:
        event.place, event.before = head.place + 1, head.seal
        event.seal = event.told()
        head.place, head.seal = event.place, event.seal
    AuditEvent.objects.bulk_update(events, SAID, batch_size=100)
    head.save()
    log.info("audit events are sealed up to %s", head)
    return len(events)


def first_fault(noted: str = "") -> str:
    """What is wrong with the first event that was changed, removed or added out of order; "" when the
    chain is whole. `noted`: a head that was written down outside, "place:seal", which must be on it.
    """
    due = {head for head in (noted, _head()) if head} - {str(AuditHead())}
    last, newest = AuditHead(), None
    for event in AuditEvent.objects.exclude(place=None).order_by("place").iterator():
        if fault := _fault(event, last, newest):
            return fault
        last, newest = AuditHead(place=event.place, seal=event.seal), max(newest or event.at, event.at)
        due.discard(str(last))
    if due:
        return (
            f"After place {last.place} the chain was cut, or written anew: it does not hold {min(due)}."
        )
    if last.place > int(_head().partition(":")[0]):
        return f"Added at the end: place {last.place} was never sealed by the program."
    return _forgotten()


def _head() -> str:
    return str(AuditHead.objects.filter(pk=1).first() or AuditHead())


def _fault(event: AuditEvent, last: AuditHead, newest: datetime.datetime | None) -> str:
    named = f"event {event.pk} ({event}) at place {event.place}"
    if event.place != last.place + 1:
        return f"The event at place {last.place + 1} was removed, before {named}."
    if event.seal != event.told():
        return f"Changed: {named}."
    if event.before != last.seal:
        return f"The event before was changed or replaced: {named}."
    if newest and event.at < newest - LATEST:
        return f"Added out of order, by its time ({event.at:%Y-%m-%d %H:%M}): {named}."
    return ""


def _forgotten() -> str:
    old = AuditEvent.objects.filter(place=None, at__lt=timezone.now() - LATEST).order_by("at").first()
    if old is None:
        return ""
    return f"Added out of order, or nothing seals: event {old.pk} ({old}), not sealed."
