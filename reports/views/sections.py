"""One section of a draft: written by one person, while others write other sections."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common.answers import fill_in
from reports.documents import drafting, outline
from reports.forms.section import SectionForm
from reports.models import Report
from reports.reading.below import written_below
from reports.reading.placeholders import NAMES, READINGS, Facts, text_of
from reports.views.reports import page_of, report_for


@require_http_methods(["GET", "HEAD", "POST"])
def report_section(request, pk, key):
    """The text of a section beside its figures, and its counted sentences."""
    report, heading = _heading_for(request, pk, key)
    facts, before = drafting.facts_of(report), _text_before(report, key)
    form = SectionForm(request.POST or None, report=report, heading=heading, facts=facts)
    if "take" in request.GET and not form.is_bound and not form.initial.get("text"):
        form.initial["text"] = "\n".join(before)
    context = _beside(report, heading, facts) | {"before": before}
    done, to = "Đã lưu mục này.", page_of(report)
    return fill_in(request, form, "reports/report_section.html", context, done=done, to=to)


def section_below(request, pk, key):
    """What the bodies right below wrote under it: a piece of the page above, or a page by itself."""
    report, heading = _heading_for(request, pk, key)
    below = written_below(report, key, heading.title, request.user)
    context = {"report": report, "heading": heading, "below": below}
    if request.htmx:
        return render(request, "reports/_below.html", context | {"box": "id_text"})
    return render(request, "reports/section_below.html", context)


def _heading_for(request, pk: int, key: str) -> tuple[Report, outline.Heading]:
    """The report, and that section of it: 404 where it has none."""
    report = report_for(request, pk, "report.write").with_texts()
    if (heading := outline.heading_of(report, key)) is None:
        raise Http404
    return report, heading


def _beside(report: Report, heading: outline.Heading, facts: Facts) -> dict:
    """What helps whoever writes the section: its figures, what may be named in a text, notes."""
    return {
        "report": report,
        "heading": heading,
        "figures": drafting.figures_of(heading, facts),
        "below": _address_below(report, heading) if heading.section.is_typed else "",
        "names": [(NAMES[code], text_of(facts.values[code])) for code in facts.values],
        "readings": list(READINGS.values()),
        "notes": report.notes.open().filter(key=heading.key).select_related("by"),
    }


def _address_below(report: Report, heading: outline.Heading) -> str:
    """Empty for a cell, which has nobody below it, and for the recipients."""
    if report.unit.is_cell or heading.key == outline.RECIPIENTS:
        return ""
    return reverse("reports:section_below", args=[report.pk, heading.key])


def _text_before(report: Report, key: str) -> list[str]:
    """What was typed under this section in the last report of the kind, as it was issued."""
    before = report.before
    parts = before.snapshot["headings"] if before else []
    return next((part["typed"] for part in parts if part["key"] == key), [])
