"""What the minutes of a cell's session say of the count: a table in the rich text of an item."""

from collections.abc import Iterable
from html import escape

LEVELS = ("XS", "T", "HT", "KHT")
HEADINGS = ("TT", "Họ và tên", "Thu về/phát ra", "Không hợp lệ", *LEVELS, "Chi bộ đề nghị")


def count_table(lines: Iterable[list[str]]) -> str:
    """`lines`: cells from the name on; a line without a count has only its name."""
    head = "".join(f"<th>{text}</th>" for text in HEADINGS)
    rows = "".join(f"<tr>{_cells(number, line)}</tr>" for number, line in enumerate(lines, start=1))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(number: int, line: list[str]) -> str:
    filled = [str(number), *line, *[""] * (len(HEADINGS) - 1 - len(line))]
    return "".join(f"<td>{escape(text)}</td>" for text in filled)
