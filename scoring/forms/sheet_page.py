"""One page that holds a whole score sheet: head, groups with their items, limits of the grade.

Rows are named by a key of their own ("group-3-title"), so that a script may add more of them; without
a script every group has a spare row, and saving brings the next one.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from accounts.models import User
from scoring.forms.sheet import CapRow, GroupRow, ItemRow, SheetHeadForm, write_level
from scoring.models import ScoreSheet, points_text

MOST_ROWS = 120
LAST = 1000


@dataclass
class Block:
    """A group with its items."""

    key: str
    form: GroupRow
    items: list[ItemRow]


READ_VERSION = re.compile("[0-9]{1,9}")


class SheetPage:
    def __init__(self, sheet: ScoreSheet, data=None):
        self.sheet, self.data = sheet, data
        self.head = SheetHeadForm(data, instance=sheet)
        self.problems: list[str] = []
        version = data.get("version", "") if data else ""
        self.version = int(version) if READ_VERSION.fullmatch(version) else sheet.version
        if data is None:
            self._read(*sheet.content())
        else:
            self._take(data)
        self.spare_group = Block("__g__", GroupRow(prefix="group-__g__"), [])
        self.spare_item = ItemRow(prefix="item-__i__", initial={"group": "__g__"})

    def _read(self, groups: list[dict], caps: list[dict]) -> None:
        """As saved, with spare rows."""
        self.blocks, count = [], 0
        for number, group in enumerate([*groups, None], start=1):
            form = GroupRow(prefix=f"group-{number}", initial=_group(number, group))
            items = []
            for position, item in enumerate([*(group["items"] if group else []), None], start=1):
                count += 1
                initial = {"group": number, "position": position if item else None} | _item(item)
                items.append(ItemRow(prefix=f"item-{count}", initial=initial))
            self.blocks.append(Block(str(number), form, items))
        self.caps = [
            CapRow(prefix=f"cap-{number}", initial=_cap(cap))
            for number, cap in enumerate([*caps, None], start=1)
        ]

    def _take(self, data) -> None:
        """The rows of the sheet as the page sent them."""
        items = [ItemRow(data, prefix=f"item-{key}") for key in _keys(data, "item", "text")]
        self.blocks = [
            Block(
                key,
                GroupRow(data, prefix=f"group-{key}"),
                [item for item in items if data.get(f"{item.prefix}-group") == key],
            )
            for key in _keys(data, "group", "title")
        ]
        self.caps = [CapRow(data, prefix=f"cap-{key}") for key in _keys(data, "cap", "grade")]

    def is_valid(self) -> bool:
        if len(self.blocks) + sum(len(block.items) for block in self.blocks) > MOST_ROWS:
            self.problems = [f"Một biểu có tối đa {MOST_ROWS} dòng."]
            return False
        forms = [self.head, *(form for form in self._rows() if not form.is_blank)]
        orphans = [block for block in self.blocks if block.form.is_blank and _filled(block.items)]
        if orphans:
            self.problems = ["Có tiêu chí nằm trong nhóm chưa đặt tên."]
        are_valid = [form.is_valid() for form in forms]  # all of them, so that each shows what is wrong
        return all(are_valid) and not orphans

    def save(self, *, by: User) -> bool:
        """False, with messages, when a field is wrong or the verb refuses."""
        if not self.is_valid():
            self.problems = self.problems or ["Có chỗ chưa đúng, đề nghị xem các dòng báo đỏ."]
            return False
        try:
            self.sheet.write(
                groups=[_said(block) for block in _in_order(self._named())],
                caps=[cap.cleaned_data for cap in self.caps if not cap.is_blank],
                version=self.version,
                by=by,
                **self.head.cleaned_data,
            )
        except ValidationError as error:
            self.problems = error.messages
            return False
        return True

    def _rows(self):
        for block in self.blocks:
            yield block.form
            yield from block.items
        yield from self.caps

    def _named(self) -> list[Block]:
        return [block for block in self.blocks if not block.form.is_blank]


def _keys(data, part: str, field: str) -> list[str]:
    """The rows of a part, in the order of the page."""
    found = (re.fullmatch(rf"{part}-(\w{{1,20}})-{field}", name) for name in data)
    return [match[1] for match in found if match]


def _filled(items: list[ItemRow]) -> list[ItemRow]:
    return [item for item in items if not item.is_blank]


def _in_order(rows: list) -> list:
    """By the number that was typed; what has none stays behind, as it stands."""
    forms = [getattr(row, "form", row) for row in rows]
    places = [form.cleaned_data["position"] or LAST for form in forms]
    return [row for _, _, row in sorted(zip(places, range(len(rows)), rows, strict=True))]


def _said(block: Block) -> dict:
    facts = block.form.cleaned_data
    items = [item.facts() for item in _in_order(_filled(block.items))]
    return {"title": facts["title"], "most": facts["most"], "items": items}


def _group(number: int, group: dict | None) -> dict:
    return (
        {"position": number, "title": group["title"], "most": points_text(group["most"])}
        if group
        else {}
    )


def _item(item: dict | None) -> dict:
    if item is None:
        return {}
    levels = "\n".join(write_level(option) for option in item["options"])
    return item | {"most": points_text(item["most"]), "levels": levels}


def _cap(cap: dict | None) -> dict:
    return cap | {"numbers": ", ".join(cap["numbers"])} if cap else {}
