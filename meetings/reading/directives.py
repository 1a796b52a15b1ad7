"""Where a paper of the upper level stands, cell by cell."""

import html
import re
from collections import defaultdict

from django.utils.html import strip_tags

from accounts.models import User
from cells.models import UnitVersion
from cells.reading.tree import in_tree_order
from common.tables import Table
from meetings.models import AgendaItem, Directive, Meeting


def standing(user: User, directive: Directive) -> list[dict]:
    """A row for each cell that the user sees: the meeting that says most about the paper."""
    cells = directive.cells().visible_to(user).select_related("unit")
    meetings = Meeting.objects.visible_to(user)
    found = AgendaItem.objects.filter(directive=directive, meeting__in=meetings)
    items = defaultdict(list)
    for item in found.select_related("meeting").order_by("meeting__held_on", "pk"):
        items[item.meeting.unit_id].append(item)
    return [_row(version, items[version.unit_id]) for _, version in in_tree_order(cells)]


def _row(version: UnitVersion, items: list[AgendaItem]) -> dict:
    concluded = [item for item in items if item.conclusion and item.meeting.is_held]
    item = next(reversed(concluded or items), None)
    if concluded:
        state = "concluded"
    elif item:
        state = "open" if item.meeting.is_held else "planned"
    else:
        state = "waiting"
    return {"cell": version, "item": item, "state": state}


STANDING = {
    "concluded": "đã kết luận",
    "open": "đã họp, chưa ghi kết luận",
    "planned": "đã đưa vào chương trình",
    "waiting": "chưa đưa vào chương trình",
}

CONCLUSIONS = Table(
    [
        ("Chi bộ", lambda row: row["cell"]),
        ("Tình trạng", lambda row: STANDING[row["state"]]),
        ("Họp ngày", lambda row: row["item"] and row["item"].meeting.held_on),
        ("Biên bản", lambda row: _minutes(row["item"])),
        ("Kết luận", lambda row: plain(row["item"].conclusion) if row["state"] == "concluded" else ""),
    ],
    names_persons=False,
)


def plain(text: str) -> str:
    """A cleaned text as lines, for a cell of a workbook."""
    return html.unescape(strip_tags(re.sub(r"</(p|li|tr|h3|h4)>", "\n", text))).strip()


def _minutes(item) -> str:
    return item.meeting.state.label if item and item.meeting.is_held else ""
