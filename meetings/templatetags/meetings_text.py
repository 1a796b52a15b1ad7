"""What papers of meetings hold, on a page: `<div class="rich">{{ meeting.content|rich }}</div>`."""

from django import template
from django.utils.safestring import mark_safe

from papers.columns import with_columns

register = template.Library()


@register.filter
def rich(text: str | None):
    """Mark safe what RichTextField cleaned. Lines without any markup become paragraphs.

    Only for values of a RichTextField: this filter cleans nothing.
    """
    text = text or ""
    if text and "<" not in text:
        text = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    return mark_safe(text)  # noqa: S308 -- cleaned when it was saved


@register.filter
def on_paper(text: str):
    """The same for a PDF: with the widths of columns, and new lines that take no box of their own."""
    return mark_safe(with_columns(rich(text)).replace("<br>", "\n"))  # noqa: S308 -- as above


@register.filter
def under(row: list[dict], columns: list[dict]):
    """Each cell of a row with the column it stands under."""
    return zip(columns, row, strict=True)
