"""Charts of a report: bars by cell, with their numbers in columns beside, in grey tones.

A chart is rows of a table, so that any number of cells is broken over pages and long names wrap.
"""

from reports.documents.annexes.meetings import sittings_by_cell
from reports.documents.annexes.merits import LEVEL_COLUMNS, level_counts
from reports.figures import FIGURES, Scope
from reports.reading.charts import bar

TONES = ["#222222", "#777777", "#b5b5b5", "#dddddd", "#ffffff"]


MOST_IN_TEXT = 20  # bars; a longer chart stands in the annex of what it shows, where there is one


def charts(scope: Scope, attached: list[dict]) -> list[dict]:
    """Those that compare at least two cells. `attached`: the annexes, each with its code."""
    assessments = FIGURES["grading.members.graded"].rows(scope)
    levels = [[cell, counts[:-1]] for cell, counts in level_counts(assessments)]
    kinds = ["Thường kỳ", "Thường kỳ kết hợp chuyên đề", "Chuyên đề"]
    made = [
        _chart("meetings", "Số buổi sinh hoạt theo chi bộ", kinds, sittings_by_cell(scope)),
        _chart("grading", "Mức xếp loại đảng viên theo chi bộ", LEVEL_COLUMNS[:-1], levels),
    ]
    annexed = {annex["code"] for annex in attached}
    return [
        chart | {"in_annex": len(chart["bars"]) > MOST_IN_TEXT and chart["under"] in annexed}
        for chart in made
        if len(chart["bars"]) > 1
    ]


def _chart(under: str, caption: str, series: list[str], rows: list[list]) -> dict:
    """Without the series that nobody has; all bars to one scale."""
    used = [i for i in range(len(series)) if any(values[i] for _, values in rows)]
    scale = max((sum(values) for _, values in rows), default=0)
    tones = [TONES[i] for i in used]
    return {
        "under": under,
        "caption": caption,
        "legend": [{"tone": TONES[i], "label": series[i]} for i in used],
        "bars": [
            bar(name, [values[i] for i in used], tones, scale) | {"values": [values[i] for i in used]}
            for name, values in rows
        ],
    }
