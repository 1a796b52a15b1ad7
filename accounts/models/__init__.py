"""Who you are: users; what was done by whom: audit events; what was pressed twice."""

from accounts.models.event import AuditEvent, AuditHead
from accounts.models.press import Press
from accounts.models.user import User

__all__ = ["AuditEvent", "AuditHead", "Press", "User"]
