"""Who read or wrote a member's record, as the log tells it."""

from django.db.models import QuerySet

from accounts.models import AuditEvent
from members.models import Member


def tied_by(member: Member) -> AuditEvent | None:
    """When the account was tied to the record, and by whom; None where that is not in the log."""
    return events_on(member).filter(action="member.account").first()


def events_on(member: Member) -> QuerySet[AuditEvent]:
    """What was logged about the member's own record, the newest first."""
    on_record = AuditEvent.objects.filter(record=member._meta.label_lower, record_id=str(member.pk))
    return on_record.select_related("by")
