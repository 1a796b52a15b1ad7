"""What every page needs: which menu entries lead somewhere for this user."""

from cells.rights import Role, may_anywhere
from cells.scoping import assignments_of

MENU = {
    "sees_counts": "figure.view",
    "sees_persons": "member.read",
    "restructures": "unit.restructure",
    "imports_members": "member.import",
    "follows_up": "followup.record",
    "plans_badges": "badge.plan",
    "reads_discipline": "discipline.read",
    "runs_grading": "round.read",
    "reads_awards": "award.read",
    "reads_reports": "report.read",
    "manages_accounts": "account.manage",
    "makes_feeds": "feed.make",
    "may_open_meetings": "meeting.open",
    "may_create_reports": "report.create",
}

# How the name of a page begins → the entry of the bar it belongs to, for pages that stand in another
# one than their app.
SECTIONS = {
    "unit_": "units",
    "office_": "units",
    "congress_": "units",
    "staff_": "units",
    "group_": "units",
    "restructuring_": "units",
    "register_": "members",
    "figure_": "figures",
    "balance_": "figures",
    "structure_": "figures",
    "award_": "awards",
    "commendation_": "awards",
    "proposal_": "awards",
    "threshold_": "thresholds",
    "meeting_": "meetings",
    "half_year_": "meetings",
    "attendance_": "meetings",
}


# Rooms that share the entry of another.
SHARED = {"cases": "members", "upkeep": "members", "scoring": "meetings"}


def section_of(match) -> str:
    """The entry of the bar to mark on this page: by the name of the page, else by its app."""
    name, app = match.url_name or "", match.app_name
    named = (SECTIONS[start] for start in SECTIONS if name.startswith(start))
    return next(named, SHARED.get(app, app))


def navigation(request) -> dict:
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    is_member = any(held.role == Role.MEMBER for held in assignments_of(user))
    match = request.resolver_match
    facts = {"is_member": is_member, "section": section_of(match) if match else ""}
    return facts | {name: may_anywhere(user, action) for name, action in MENU.items()}
