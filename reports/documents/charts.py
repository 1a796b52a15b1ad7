"""Charts of a document, drawn as lines and boxes.

All lengths are in mm. Grey tones only, and every bar bears its number: an office prints in black.
"""

WIDTH = 165
LABEL = 32  # the names to the left of the bars
ROW = 7.5
BAR = 5
TONES = ["#222222", "#777777", "#b5b5b5", "#dddddd", "#ffffff"]


def draw(chart: dict) -> dict:
    """Boxes of a stacked horizontal bar for each category, all to one scale."""
    longest = max((sum(values) for _, values in chart["bars"]), default=0)
    unit = (WIDTH - LABEL - 12) / longest if longest else 0
    rows = [_row(name, values, index * ROW, unit) for index, (name, values) in enumerate(chart["bars"])]
    used = [any(values[i] for _, values in chart["bars"]) for i in range(len(chart["series"]))]
    legend = [{"tone": TONES[i], "label": label} for i, label in enumerate(chart["series"]) if used[i]]
    return {
        "under": chart["under"],
        "caption": chart["caption"],
        "width": WIDTH,
        "height": round(ROW * len(rows), 2),
        "rows": rows,
        "legend": legend,
    }


def _row(name: str, values: list[int], top: float, unit: float) -> dict:
    boxes, left = [], float(LABEL)
    for i, value in enumerate(values):
        if value:
            boxes.append(
                {
                    "x": round(left, 2),
                    "middle": round(left + value * unit / 2, 2),
                    "width": round(value * unit, 2),
                    "value": value,
                    "tone": TONES[i],
                    "ink": "#ffffff" if i <= 1 else "#000000",
                }
            )
        left += value * unit
    return {
        "name": name,
        "y": round(top + (ROW - BAR) / 2, 2),
        "baseline": round(top + ROW / 2 + 1.3, 2),
        "height": BAR,
        "boxes": boxes,
    }
