"""What every page needs: which menu entries lead somewhere for this user."""

from cells.rights import Role, may_anywhere
from cells.scoping import assignments_of

MENU = {
    "sees_counts": "figure.view",
    "sees_persons": "member.read",
    "runs_grading": "round.read",
    "reads_awards": "award.read",
    "reads_reports": "report.read",
    "manages_accounts": "account.manage",
    "may_open_meetings": "meeting.open",
    "may_create_reports": "report.create",
}


def navigation(request) -> dict:
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    is_member = any(held.role == Role.MEMBER for held in assignments_of(user))
    return {"is_member": is_member} | {
        name: may_anywhere(user, action) for name, action in MENU.items()
    }
