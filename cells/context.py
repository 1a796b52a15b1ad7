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
    "reads_letters": "letter.read",
    "runs_grading": "round.read",
    "proposes_grades": "grade.propose",
    "reads_awards": "award.read",
    "reads_reports": "report.read",
    "manages_accounts": "account.manage",
    "makes_feeds": "feed.make",
    "may_open_meetings": "meeting.open",
    "may_create_reports": "report.create",
}

# An entry of the bar → how the names of its pages begin, of those that stand in another one than their
# app.
SECTIONS = {
    "units": ("unit_", "office_", "congress_", "staff_", "group_", "restructuring_"),
    "members": ("register_", "roll_act_"),
    "figures": ("figure_", "balance_", "structure_", "target_", "dashboard"),
    "awards": ("award_", "commendation_", "proposal_", "decision_papers"),
    "thresholds": ("threshold_",),
    "backups": ("backup_",),
    "meetings": ("meeting_", "half_year_", "attendance_"),
}


# Rooms that share the entry of another.
SHARED = {"cases": "members", "upkeep": "members", "scoring": "meetings"}


def section_of(match) -> str:
    """The entry of the bar to mark on this page: by the name of the page, else by its app."""
    name, app = match.url_name or "", match.app_name
    named = (section for section, starts in SECTIONS.items() if name.startswith(starts))
    section = next(named, SHARED.get(app, app))
    return app if (app, section) == ("evaluations", "units") else section  # grades of units


def navigation(request) -> dict:
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    is_member = any(held.role == Role.MEMBER for held in assignments_of(user))
    match = request.resolver_match
    facts = {"is_member": is_member, "section": section_of(match) if match else ""}
    return facts | {name: may_anywhere(user, action) for name, action in MENU.items()}
