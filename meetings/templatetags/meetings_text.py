"""Cleaned texts of meetings on a page: `<div class="rich">{{ meeting.content|rich }}</div>`."""

from django import template
from django.utils.safestring import mark_safe

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
