"""The cells of a body in the calendar: a thousand of one form on a page, too many for a template."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.reading.calendar import Tally

register = template.Library()
MISSING = (
    '<span class="text-danger fw-semibold">{}</span><span class="visually-hidden"> còn thiếu</span>'
)


@register.simple_tag
def tally_cells(tallies: list[Tally]) -> SafeString:
    """Of each month and quarter so many of those due; what is missing is red, and said."""
    cells = (("table-light" if one.is_quarter else "", one.label, _said(one)) for one in tallies)
    return format_html_join("", '<td class="{}" data-label="{}">{}</td>', cells)


def _said(tally: Tally) -> str:
    if tally.is_missing:
        return format_html(MISSING, tally.said)
    if tally.due or tally.held:
        return tally.said
    return format_html('<span class="text-secondary">{}</span>', tally.said)
