"""The page of a report as HTML; papers/pdf.py lays it out."""

from __future__ import annotations

from django.template.loader import render_to_string

from papers.layout import day_of, digest, month_number
from reports.documents import charts


def html(document: dict) -> str:
    """The page of a document, whose data holds numbers, texts and tables but no HTML."""
    issued_on = day_of(document["issued_on"])
    context = {
        "document": document,
        "digest": digest(document),
        "charts": [charts.draw(chart) for chart in document["charts"]],
        "issued_on": issued_on,
        "month": issued_on and month_number(issued_on.month),
        "starts_on": day_of(document["starts_on"]),
        "ends_on": day_of(document["ends_on"]),
        "computed_on": day_of(document["computed_on"]),
    }
    return render_to_string("reports/pdf/year_end.html", context)
