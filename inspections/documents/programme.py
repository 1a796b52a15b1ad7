"""Chương trình kiểm tra, giám sát of a year, as its unit approves it."""

from django.db.models import Prefetch

from inspections.documents.shared import paper
from inspections.models import Campaign, InspectionPrint, Programme, Subject
from inspections.reading.overview import named
from papers import blocks

COLUMNS = [
    ("TT", 10, True),
    ("Nội dung", 66, False),
    ("Đối tượng", 41, False),
    ("Chủ thể", 24, False),
    ("Thời gian", 24, False),
]


def document(job: InspectionPrint) -> dict:
    subjects = Prefetch("subjects", Subject.objects.in_order())
    rows = Campaign.objects.filter(unit=job.unit).of_year(job.year).planned().for_list()
    rows = list(rows.prefetch_related(subjects))
    parts = [
        _part("Kiểm tra", [row for row in rows if row.is_inspection]),
        _part("Giám sát chuyên đề", [row for row in rows if not row.is_inspection]),
    ]
    return paper(job, "CTr", "Chương trình", blocks.numbered(parts), issued_on=_approved_on(job))


def _approved_on(job: InspectionPrint) -> str | None:
    row = Programme.objects.filter(unit=job.unit, year=job.year).first()
    return row.approved_on.isoformat() if row and row.approved_on else None


def _part(title: str, rows: list[Campaign]) -> dict:
    lines = [
        [
            str(number),
            str(row),
            named(row.subjects.all()),
            row.get_performer_display().capitalize(),
            row.when,
        ]
        for number, row in enumerate(rows, 1)
    ]
    return blocks.part(title, blocks.table(COLUMNS, lines))
