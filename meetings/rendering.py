"""The page of a paper as HTML; papers/pdf.py lays it out."""

from __future__ import annotations

from django.template.loader import render_to_string

from papers.layout import day_of, digest, month_number


def html(document: dict) -> str:
    """By the template that the document names; its rich texts were cleaned when they were saved."""
    issued_on = day_of(document.get("issued_on"))
    context = {
        "document": document,
        "digest": digest(document),
        "issued_on": issued_on,
        "month": issued_on and month_number(issued_on.month),
    }
    return render_to_string(document["template"], context)
