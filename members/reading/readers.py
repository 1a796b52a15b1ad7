"""Who read or wrote a member's record, as the log tells it."""

from django.db.models import QuerySet

from accounts.models import AuditEvent
from members.models import Member


def events_on(member: Member) -> QuerySet[AuditEvent]:
    """What was logged about the member's own record, the newest first."""
    on_record = AuditEvent.objects.filter(record=member._meta.label_lower, record_id=str(member.pk))
    return on_record.select_related("by")
