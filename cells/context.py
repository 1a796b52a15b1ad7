"""What every page needs: which menu entries lead somewhere for this user."""

from cells.rights import COUNTING_ROLES, PERSON_ROLES, RIGHTS, Role, may_anywhere
from cells.scoping import assignments_of


def navigation(request) -> dict:
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    roles = {held.role for held in assignments_of(request.user)}
    return {
        "is_member": Role.MEMBER in roles,
        "sees_persons": bool(roles & PERSON_ROLES),
        "sees_counts": bool(roles & COUNTING_ROLES),
        "reads_reports": bool(roles & RIGHTS["report.read"]),
        "runs_grading": bool(roles & {Role.OFFICE, Role.LEADER, Role.INSPECTOR}),
        "manages_accounts": Role.ADMIN in roles,
        "may_open_meetings": may_anywhere(request.user, "meeting.open"),
        "may_create_reports": may_anywhere(request.user, "report.create"),
    }
