"""Bars of a table of figures for the screen: boxes in percent of the width, drawn as SVG.

Names and numbers stand beside the bar as text, so that it is read at every width and by every reader;
tones and not colours tell the parts, and the legend names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.figures import FIGURES, Ratio
from reports.numbers import Line


@dataclass(frozen=True)
class Box:
    left: str
    width: str
    tone: int


@dataclass(frozen=True)
class Bar:
    name: str
    boxes: list[Box]
    text: str


@dataclass(frozen=True)
class Chart:
    title: str
    note: str
    legend: list[tuple[int, str]]
    bars: list[Bar]


def chart(title: str, lines: list[Line], codes: list[str], *, most: int = 0, note: str = "") -> Chart:
    """A bar for each line, stacked of its figures, all to one scale: `most`, or the longest of them."""
    rows = [[_value(line, code) for code in codes] for line in lines]
    scale = most or max((sum(filter(None, row)) for row in rows), default=0)
    legend = [(tone, FIGURES[code].label) for tone, code in enumerate(codes, start=1)]
    bars = [_bar(line.name, row, scale) for line, row in zip(lines, rows, strict=True)]
    return Chart(title, note, legend if len(codes) > 1 else [], bars)


def _value(line: Line, code: str) -> Decimal | int | None:
    number = next(one for column, one in line.numbers.items() if column.code == code)
    return number.value.percent if isinstance(number.value, Ratio) else number.value


def _bar(name: str, values: list, scale: int) -> Bar:
    boxes, left = [], Decimal(0)
    for tone, value in enumerate(values, start=1):
        if value:
            width = Decimal(value) * 100 / scale
            boxes.append(Box(f"{left:.2f}%", f"{width:.2f}%", tone))
            left += width
    texts = ["—" if value is None else str(value).replace(".", ",") for value in values]
    return Bar(name, boxes, " · ".join(texts))
