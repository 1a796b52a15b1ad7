"""Kết quả kiểm tra, giám sát of a year: the numbers, then each campaign, as the annex of a report."""

import datetime

from inspections.documents.shared import paper
from inspections.models import InspectionPrint
from inspections.reading.overview import MATRIX, matrix, told
from papers import blocks

WIDTHS = [30, 59, 19, 19, 19, 19]
NUMBERS = [
    (heading, width, place > 1)
    for place, (heading, width) in enumerate(zip(MATRIX.headings, WIDTHS, strict=True))
]
CAMPAIGNS = [
    ("TT", 10, True),
    ("Chủ thể", 30, False),
    ("Nội dung", 44, False),
    ("Đối tượng", 30, False),
    ("Kết quả", 29, False),
    ("Thời gian", 22, False),
]


def document(job: InspectionPrint) -> dict:
    days = datetime.date(job.year, 1, 1), datetime.date(job.year, 12, 31)
    numbers = [[str(value) for value in MATRIX.values(line)] for line in matrix(job.unit, *days)]
    rows = [
        [str(n), one.performer, one.content, one.whom, one.outcome, one.time]
        for n, one in enumerate(told(job.unit, *days), 1)
    ]
    parts = [
        blocks.part("Số liệu", blocks.table(NUMBERS, numbers)),
        blocks.part("Các cuộc đã kết luận", blocks.table(CAMPAIGNS, rows)),
    ]
    empty = {"title": "", "number": "", "blocks": [blocks.text("Trong năm không phát sinh.")]}
    subject = f"kết quả kiểm tra, giám sát năm {job.year}"
    return paper(job, "BC", "Báo cáo", blocks.numbered(parts) or [empty], subject=subject)
