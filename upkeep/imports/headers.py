"""Which row is the heading, and which column is which field: a guess that the office corrects."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from common.vietnamese import plain
from upkeep.imports.values import shown

LOOKED_THROUGH = 30  # rows from the top; titles and addresses stand above the heading
FEWEST = 2  # fields that make a row a heading
PAIR_GAIN = 2  # fields that a second heading row must add, or it is the first row of data

# From a spelling, as `plain` writes it, to the name of the field.
Words = dict[str, str]


@dataclass(frozen=True)
class Heading:
    """`last` is the number of the last row of the heading; places of columns count from 0."""

    last: int
    titles: list[str]
    fields: dict[str, int]


def words_of(fields: Iterable) -> Words:
    """Every spelling of every field, its label among them; the first field to claim one keeps it."""
    words: Words = {}
    for field in fields:
        for spelling in filter(None, [field.label, *field.words.split("|")]):
            words.setdefault(plain(spelling), field.name)
    return words


def find(rows: list[list], words: Words) -> Heading | None:
    """The row, or the two rows, in which most fields are named; None when no row looks like one."""
    best = None
    for place in range(min(len(rows), LOOKED_THROUGH)):
        heading = _at(rows, place, words)
        if len(heading.fields) >= FEWEST and (best is None or len(heading.fields) > len(best.fields)):
            best = heading
    return best


def _at(rows: list[list], place: int, words: Words) -> Heading:
    """Read as a heading: this row, or with the one below where that names more fields."""
    titles = [shown(value) for value in rows[place]]
    heading = Heading(place + 1, titles, match(titles, words))
    below = rows[place + 1] if place + 1 < len(rows) else []
    if not all(isinstance(value, str | None) for value in below):
        return heading
    titles = _under(titles, [shown(value) for value in below])
    fields = match(titles, words)
    if len(fields) < len(heading.fields) + PAIR_GAIN:
        return heading
    return Heading(place + 2, titles, fields)


def _under(above: list[str], below: list[str]) -> list[str]:
    """Headings of two rows, with a merged word over several columns: Ngày | sinh, vào Đảng."""
    over, titles = "", []
    for one, other in zip_longest(above, below, fillvalue=""):
        over = one or over
        titles.append(f"{over} {other}" if other else one)
    return titles


def match(titles: list[str], words: Words) -> dict[str, int]:
    """Field → place of its column. The whole title decides before a part of one."""
    fields: dict[str, int] = {}
    for named in (_whole, _part):
        for place, title in enumerate(titles):
            name = named(title, words)
            if name and name not in fields and place not in fields.values():
                fields[name] = place
    return fields


def _whole(title: str, words: Words) -> str | None:
    return words.get(plain(title)) or words.get(plain(re.sub(r"\(.*?\)", " ", title)))


def _part(title: str, words: Words) -> str | None:
    """The longest spelling of two words or more that the title contains."""
    inside = f" {plain(title)} "
    found = [word for word in words if " " in word and f" {word} " in inside]
    return words[max(found, key=len)] if found else None
