"""What a table of grades says beside its rows: the year, which columns are in doubt, the totals."""

import re
from collections import Counter

from openpyxl.utils import column_index_from_string

from common.vietnamese import plain
from evaluations.models import Level
from upkeep.imports import values
from upkeep.imports.grade_words import KNOWN_LEVELS, grade, key_of
from upkeep.imports.headers import Heading
from upkeep.imports.reading import Sheet
from upkeep.imports.sifting import TOTALS, Sifted
from upkeep.imports.values import BadValueError

IN_TITLE = re.compile(r"(?:(?<!thang \d )(?<!thang \d\d )\bnam|\bloai|\bvien) (20\d\d)\b")
IN_NAME = re.compile(r"\b(20\d\d)\b")
OF_THE_YEAR = {"level", *(f"is_{level}" for level in Level)}
NOT_DECIDED = re.compile(
    r"\b(?:tu|de nghi|de xuat|chi bo)\b"
)  # in the title of what is read as decided
DOUBT = "Được đọc là mức đã quyết định. Nếu là mức tự nhận hoặc đề nghị thì sửa ở trang Các cột."
NO_LEVEL = re.compile(r"\b(?:tong so|tong cong|tong|cong|trong do|dong chi|d c|dang vien|dv|nguoi)\b")


def look_beside(part: Sifted, sheet: Sheet, heading: Heading, mapping: dict[str, str]) -> None:
    """The year in a title or in the sheet's name, put into each row; columns in doubt; the totals."""
    known = _year_of(sheet, heading)
    if known and "year" not in mapping and {"reason", *OF_THE_YEAR} & set(mapping):
        for line in part.lines:
            line.raw["year"] = known
    for name, letter in mapping.items():
        title = heading.titles[column_index_from_string(letter) - 1 :][:1]
        if (name in OF_THE_YEAR or name[:6] == "level_") and NOT_DECIDED.search(plain("".join(title))):
            part.told.append([f"Cột {letter} “{title[0]}”", DOUBT, True])
    _check_totals(part, sheet, heading, mapping)


def _year_of(sheet: Sheet, heading: Heading) -> int | None:
    """None where nothing tells, or two years are told."""
    above = [values.shown(value) for row in sheet.rows[: heading.first - 1] for value in row if value]
    in_titles = {
        number for text in [*above, *heading.titles] for number in IN_TITLE.findall(plain(text))
    }
    found = in_titles | set(IN_NAME.findall(plain(sheet.name)))
    return int(found.pop()) if len(found) == 1 else None


def _check_totals(part: Sifted, sheet: Sheet, heading: Heading, mapping: dict[str, str]) -> None:
    """Each against the rows since the one before, or against all above it."""
    if sum(name.startswith("level") for name in mapping) > 1:
        return  # of several years
    group, whole = Counter(), Counter()
    levels = {line.number: _level_in(line.raw) for line in part.lines}
    for number, row in enumerate(sheet.rows[heading.last :], start=heading.last + 1):
        if number in levels:
            group[levels[number]] += 1
            whole[levels[number]] += 1
        elif totals := _totals(row, mapping):
            of_rows = [{one: counts[one] for one in totals} for counts in (group, whole)]
            if totals not in of_rows:
                found = _counts(of_rows[not group])
                told = f"Dòng tổng ghi {_counts(totals)}; các dòng trên có {found}."
                part.told.append([f"Dòng {number}", told, True])
            group = Counter()


def _counts(totals: dict[str, int]) -> str:
    return ", ".join(f"{count} {level.upper()}" for level, count in totals.items())


def _level_in(raw: dict[str, object]) -> str:
    said = [level for level in Level if f"is_{level}" in raw]
    said += [raw[name] for name in raw if name == "level" or name.startswith("level_")]
    try:
        return grade(said[0]).level if len(said) == 1 else ""
    except BadValueError:
        return ""


def _totals(row: list, mapping: dict[str, str]) -> dict[str, int]:
    """Level → how many, as a row of totals says."""
    texts = [values.shown(value) for value in row if value is not None]
    if not any(TOTALS.match(text) for text in texts[:2]):
        return {}
    places = {level: mapping.get(f"is_{level}") for level in Level}
    columns = {one: column_index_from_string(letter) - 1 for one, letter in places.items() if letter}
    found = {
        one: row[place]
        for one, place in columns.items()
        if place < len(row) and isinstance(row[place], int)
    }
    for text in re.split(r"[,;.·]", re.sub(r"\(.*?\)", " ", "; ".join(texts))):
        number = re.search(r"\d+", text)
        word = key_of(NO_LEVEL.sub(" ", plain(re.sub(r"\d+", " ", text))))
        if number and word in KNOWN_LEVELS:
            found[KNOWN_LEVELS[word]] = int(number[0])
    return found
