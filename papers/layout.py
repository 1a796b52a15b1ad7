"""What every document is made of before it is a file: plain data, its hash, the names in its head, days
as papers write them; and its page as HTML.
"""

import datetime
import hashlib
import json
import re

from django.template.loader import render_to_string

from cells.models import Unit, UnitVersion

FEBRUARY = 2
# Signs that surely find room in a line: capitals of 13 points on 75 mm, a subject of 14 on 145 mm.
HEAD_SIGNS, SUBJECT_SIGNS = 25, 60
WITH_ITS_YEAR = re.compile(r"(năm|quý) (?=[0-9IV])")
GLUE = "\N{NO-BREAK SPACE}"


def digest(document: dict) -> str:
    """SHA-256 of the data, the same wherever and whenever it is computed."""
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def html(document: dict) -> str:
    """By the template that the document names; its rich texts were cleaned when they were saved."""
    days = {key: day_of(value) for key, value in document.items() if key.endswith("_on")}
    issued_on = days.get("issued_on")
    context = {
        "document": document,
        "digest": digest(document),
        "days": days,
        "issued_on": issued_on,
        "month": issued_on and month_number(issued_on.month),
    }
    return render_to_string(document["template"], context)


def even_lines(text: str, longest: int) -> list[str]:
    """Broken into as few lines as `longest` signs allow, of like length: no word is left alone in the
    last one, and a year stays with its word."""
    words = WITH_ITS_YEAR.sub(rf"\1{GLUE}", text).split(" ")
    few = len(_filled(words, longest))
    shortest = next(n for n in range(1, longest + 1) if len(_filled(words, n)) <= few)
    return [line.replace(GLUE, " ") for line in _filled(words, shortest)]


def _filled(words: list[str], longest: int) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def day_of(text: str | None) -> datetime.date | None:
    """A day as documents keep it."""
    return datetime.date.fromisoformat(text) if text else None


def month_number(month: int) -> str:
    """Only January and February get a zero: nobody can then add a 1 before them."""
    return f"{month:0{2 if month <= FEBRUARY else 1}}"


def in_words(day: datetime.date) -> str:
    """ngày 05 tháng 02 năm 2026."""
    return f"ngày {day.day:02} tháng {month_number(day.month)} năm {day.year}"


def frame(template: str, head: dict, **words) -> dict:
    """What every paper has, as a draft without number and day; `words` are its own."""
    unnumbered = {"number": None, "is_unnumbered": False, "issued_on": None, "is_undated": False}
    plain = {"template": template, "version": None, "replaces": "", "closing": []}
    return plain | unnumbered | {"head": head} | words


def head_of(version: UnitVersion, symbol: str, day: datetime.date) -> dict:
    """The names on the left of the head, as on that day; BC/ĐU of a committee, BC/CB of a cell."""
    above = version.parent and (version.parent.version_on(day) or version.parent)
    return {
        "upper": _name_in_head(above) if above else "",
        "issuer": issuer_name(version.unit, version.name_in_head),
        "symbol": f"{symbol}/{'CB' if version.unit.is_cell else 'ĐU'}",
        "place": version.place,
    }


def _name_in_head(above: UnitVersion | Unit) -> str:
    """Of a body of which no version of that day is known, the name of today."""
    return above.name_in_head if isinstance(above, UnitVersion) else above.name


def issuer_name(unit: Unit, name: str) -> str:
    """Đảng bộ Sở Y tế issues as Đảng ủy Sở Y tế; a cell under its own name."""
    return name if unit.is_cell else name.replace("Đảng bộ", "Đảng ủy", 1)


def authority_of(unit: Unit) -> str:
    """On whose behalf somebody signs."""
    return "T/M Chi bộ" if unit.is_cell else "T/M Đảng ủy"


def archive_of(unit: Unit) -> str:
    """The last of the recipients."""
    return "Lưu Chi bộ" if unit.is_cell else "Lưu Đảng ủy"
