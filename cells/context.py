"""What every page needs: which entries lead somewhere for this user, how large a file may be."""

from functools import partial

from cells.reading.menu import menu_of
from cells.rights import may_anywhere
from cells.scoping import member_of
from common.files import MAX_BYTES

MENU = {
    "sees_counts": "figure.view",
    "sees_persons": "member.read",
    "imports_members": "member.import",
    "reads_discipline": "discipline.read",
    "manages_accounts": "account.manage",
    "makes_feeds": "feed.make",
    "may_open_meetings": "meeting.open",
    "may_create_reports": "report.create",
}


def navigation(request) -> dict:
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    match, own = request.resolver_match, member_of(user)
    facts = {
        "file_bytes": str(MAX_BYTES),
        "is_member": own is not None,
        "own_member": own,
        "menu": partial(menu_of, user, match.view_name if match else ""),
    }
    return facts | {name: may_anywhere(user, action) for name, action in MENU.items()}
