"""Who you are: users; and what was done by whom: audit events."""

from accounts.models.event import AuditEvent
from accounts.models.user import User

__all__ = ["AuditEvent", "User"]
