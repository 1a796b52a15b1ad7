"""A report in the blocks that papers are written of for Word: the same text and tables as the PDF."""

from papers import blocks
from papers.layout import day_of, frame


def as_paper(document: dict) -> dict:
    """What `papers.word.written` takes; charts are the tables beside them."""
    charts: dict[tuple, list[dict]] = {}
    for chart in document["charts"]:
        place = (chart["under"], chart.get("in_annex", False))
        charts.setdefault(place, []).extend(_chart(chart))
    made: list[dict] = []
    for heading in document["headings"]:
        made += [*_heading(heading), *_paragraphs(heading), *charts.get((heading["key"], False), [])]
    paper = frame(document["template"], document["head"])
    same = ("title", "subject", "number", "issued_on", "replaces", "signature", "recipients")
    return (
        paper
        | {key: document[key] for key in same}
        | {
            "parts": [{"title": "", "number": "", "blocks": made}],
            "annexes": [
                _annex(annex, charts.get((annex.get("code"), True), []), _belongs_to(document))
                for annex in document["annexes"]
            ],
            "source": _source(document),
        }
    )


def _heading(heading: dict) -> list[dict]:
    number, title = heading["number"], heading["title"]
    if heading["level"] == 0:
        return [blocks.centred(line) for line in (number, title.upper()) if line]
    if heading["level"] == 1:
        return [blocks.heading(f"{number}- {title.upper()}" if number else title.upper())]
    return [blocks.heading(f"{number}. {title}" if number else title)]


def _paragraphs(heading: dict) -> list[dict]:
    said = [*heading["typed"], *heading["counted"]]
    if heading.get("annexes") and heading["counted"]:
        numbers = ", ".join(f"Phụ lục {number}" for number in heading["annexes"])
        said[-1] = f"{said[-1].removesuffix('.')} ({numbers})."
    if not said and not heading.get("is_silent", True):
        said = ["Không có nội dung báo cáo trong kỳ."]
    return [blocks.text(paragraph) for paragraph in said]


def _chart(chart: dict) -> list[dict]:
    if "bars" not in chart:  # of version 0.2.0: drawn only
        return []
    width = 100 // len(chart["legend"])
    columns = [("Chi bộ", 165 - width * len(chart["legend"]), False)]
    columns += [(entry["label"], width, True) for entry in chart["legend"]]
    rows = [[bar["name"], *map(str, bar["values"])] for bar in chart["bars"]]
    return [blocks.centred(chart["caption"]), *blocks.table(columns, rows)]


def _belongs_to(document: dict) -> str:
    if not document["number"]:
        return "(Kèm theo bản dự thảo)"
    number, day = f"{document['number']:02}-{document['head']['symbol']}", day_of(document["issued_on"])
    return f"(Kèm theo Báo cáo số {number} ngày {day:%d/%m/%Y})"


def _source(document: dict) -> str:
    """As the PDF ends. The data of version 0.2.0 have no day of the cut-off."""
    last = document.get("counted_to_on", document["ends_on"])
    first, last, counted = map(day_of, (document["starts_on"], last, document["computed_on"]))
    return (
        f"Số liệu từ ngày {first:%d/%m/%Y} đến hết ngày {last:%d/%m/%Y}, "
        f"tính từ dữ liệu đã ghi ngày {counted:%d/%m/%Y}. "
        "Tỷ lệ làm tròn đến hai chữ số thập phân, từ 5 trở lên thì làm tròn lên."
    )


def _annex(annex: dict, charts: list[dict], note: str) -> dict:
    made = []
    for table in annex["tables"]:
        columns = [
            (column["label"], column["width"], place in table["numbers"])
            for place, column in enumerate(table["columns"], start=1)
        ]
        if table["rows"]:
            made += [blocks.heading(table["caption"]), *blocks.table(columns, table["rows"])]
    return {
        "title": f"Phụ lục {annex['number']}",
        "subject": annex["title"].upper(),
        "note": note,
        "parts": [{"title": "", "number": "", "blocks": [*made, *charts]}],
    }
