"""Which row is the heading, and which column is which field: a guess that the office corrects."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from common.vietnamese import plain
from members.rules.spellings import ETHNICITIES
from upkeep.imports.values import shown

LOOKED_THROUGH = 30  # rows from the top; titles and addresses stand above the heading
FEWEST = 2  # fields that make a row a heading
PAIR_GAIN = 2  # fields that a second heading row must add, or it is the first row of data
NO_NAMES = {"nam", "nu", "x", *ETHNICITIES}  # short words that columns without a title hold
OF_YEAR = re.compile(r" ?(?:nam )?\b20\d\d\b ?")
MOST = 0.8  # of the rows: so many say what a column is

# From a spelling, as `plain` writes it, to the name of the field.
Words = dict[str, str]


@dataclass(frozen=True)
class Heading:
    """`last` is the number of the last row of the heading; places of columns count from 0."""

    last: int
    titles: list[str]
    fields: dict[str, int]
    first: int = 0
    guessed: set[str] = field(default_factory=set)  # fields of which only a part of the title tells


def words_of(fields: Iterable) -> Words:
    """Every spelling of every field, its label among them; the first field to claim one keeps it."""
    words: Words = {}
    for one in fields:
        for spelling in filter(None, [one.label, *one.words.split("|")]):
            words.setdefault(plain(spelling), one.name)
    return words


def find(rows: list[list], words: Words) -> Heading | None:
    """The row, or the two rows, in which a person and most fields are named; None if there is none."""
    found = [_at(rows, place, words) for place in range(min(len(rows), LOOKED_THROUGH))]
    named = [heading for heading in found if len(heading.fields) >= FEWEST]
    best = max(named, key=lambda one: ("full_name" in one.fields, len(one.fields)), default=None)
    return best and _with_given_names(best, rows[best.last :])


def _with_given_names(heading: Heading, below: list[list]) -> Heading:
    """Where the name fills two columns the second often has no title of its own. A column that says
    the given name once more, to sort by, tells nothing."""
    full, given = heading.fields.get("full_name"), heading.fields.get("given_name")
    if full is None:
        return heading
    place = full + 1 if given is None else given
    pairs = [
        (plain(shown(row[full])).split(), plain(shown(row[place])))
        for row in below
        if len(row) > max(full, place) and row[full] and row[place]
    ]
    names = [short for name, short in pairs if " " not in short and name[-1:] != [short]]
    is_name = len(names) >= MOST * len(pairs) and not set(names) <= NO_NAMES
    if given is None and is_name and not _title(heading.titles, place, full):
        return replace(heading, fields=heading.fields | {"given_name": place})
    if given is not None and pairs and not is_name:
        return replace(heading, fields={k: v for k, v in heading.fields.items() if k != "given_name"})
    return heading


def _title(titles: list[str], place: int, before: int) -> str:
    """That of a column, unless it is the one before merged over it."""
    title = titles[place] if place < len(titles) else ""
    return "" if title == titles[before] else title


def _at(rows: list[list], place: int, words: Words) -> Heading:
    """Read as a heading: this row, or with the one below where that names more fields."""
    titles = [shown(value) for value in rows[place]]
    heading = _heading(place, place + 1, titles, words)
    below = rows[place + 1] if place + 1 < len(rows) else []
    is_title = len(list(filter(None, titles))) < FEWEST  # or an empty row: no part of the heading
    lower = [shown(value) for value in below]
    name = heading.fields.get("full_name", len(lower))
    is_person = name < len(lower) and bool(lower[name]) and not _whole(lower[name], words)
    if (
        is_title
        or is_person
        or not all(
            isinstance(value, str | None) or text in words
            for value, text in zip(below, lower, strict=True)
        )
    ):
        return heading
    pair = _heading(place, place + 2, _under(titles, lower), words, lower)
    under = [(title, text) for title, text in zip(pair.titles, lower, strict=False) if text]
    is_named = min(len(under), len(heading.fields)) >= FEWEST and all(
        _whole(title, words) or _whole(_in_words(text), words) for title, text in under
    )
    return pair if is_named or len(pair.fields) >= len(heading.fields) + PAIR_GAIN else heading


def _heading(first: int, last: int, titles: list[str], words: Words, lower=()) -> Heading:
    fields = match(titles, words, lower)
    if "full_name" not in fields and "given_name" in fields:  # the only column of names
        fields["full_name"] = fields.pop("given_name")
    guessed = {name for name, place in fields.items() if _whole(titles[place], words) != name}
    return Heading(last, titles, fields, first + 1, guessed)


def _under(above: list[str], below: list[str]) -> list[str]:
    """Headings of two rows, with a merged word over several columns: Ngày | sinh, vào Đảng."""
    over, titles = "", []
    for one, other in zip_longest(above, below, fillvalue=""):
        over = one or over
        titles.append(f"{over} {other}" if other else one)
    return titles


def match(titles: list[str], words: Words, lower: Iterable[str] = ()) -> dict[str, int]:
    """Field → place of its column. The whole title decides before a part of one; of two rows the
    lower one, where it is no single word, before what stands above several columns."""
    fields: dict[str, int] = {}
    settled: set[int] = set()  # a column that says once more what another one says is none of the rest
    for texts, named in ((titles, _whole), (map(_in_words, lower), _whole), (titles, _part)):
        for place, title in enumerate(texts):
            if place not in settled and (name := named(title, words)):
                settled.add(place)
                fields.setdefault(name, place)
    return fields


def _in_words(lower: str) -> str:
    """A title of a second row, where it says enough by itself."""
    return lower if " " in lower or lower.isdigit() else ""


def _whole(title: str, words: Words) -> str | None:
    written = plain(title)
    return (
        words.get(written)
        or words.get(OF_YEAR.sub(" ", written).strip())
        or words.get(plain(re.sub(r"\(.*?\)", " ", title)))
    )


def _part(title: str, words: Words) -> str | None:
    """The longest spelling of two words or more that the title contains."""
    inside = f" {plain(title)} "
    found = [word for word in words if " " in word and f" {word} " in inside]
    return words[max(found, key=len)] if found else None
