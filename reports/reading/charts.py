"""Bars of a table of figures for the screen: boxes in percent of the width, drawn as SVG.

Names and numbers stand beside the bar as text, so that it is read at every width and by every reader;
tones and not colours tell the parts, and the legend names them.
"""

from decimal import Decimal

from common.vietnamese import as_written
from reports.reading.numbers import Column, Line

# Good ones green, those to worry about red; each is named in the legend.
TONES = {
    "meetings.fair": 2,
    "meetings.average": 3,
    "meetings.poor": 4,
    "meetings.regular_missing": 4,
    "meetings.unrated": 5,
    "meetings.minutes_late": 3,
    "tasks.overdue": 4,
}


def chart(
    title: str, lines: list[Line], columns: list[Column], *, most: int = 0, note: str = ""
) -> dict:
    """A bar for each line, stacked of its figures, all to one scale: `most`, or the longest of them."""
    rows = [[line.numbers[column].plain for column in columns] for line in lines]
    scale = most or max((sum(filter(None, row)) for row in rows), default=0)
    tones = [TONES.get(column.code, 1) for column in columns]
    legend = [(tone, column.short) for tone, column in zip(tones, columns, strict=True)]
    bars = [bar(line.name, row, tones, scale) for line, row in zip(lines, rows, strict=True)]
    return {"title": title, "note": note, "legend": legend if len(columns) > 1 else [], "bars": bars}


def bar(name: str, values: list, tones: list, scale: int) -> dict:
    """Its boxes side by side, each with its tone, and the numbers as text."""
    boxes, left = [], Decimal(0)
    for tone, value in zip(tones, values, strict=True):
        if value:
            width = Decimal(value) * 100 / scale
            boxes.append({"left": f"{left:.2f}%", "width": f"{width:.2f}%", "tone": tone})
            left += width
    texts = ["—" if value is None else as_written(value) for value in values]
    return {"name": name, "boxes": boxes, "text": " · ".join(texts)}
