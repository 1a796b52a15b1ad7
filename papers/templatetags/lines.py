"""Names in the head and subjects, broken into lines of like length."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from papers.layout import HEAD_SIGNS, SUBJECT_SIGNS, even_lines

register = template.Library()


@register.filter
def in_head(name: str) -> SafeString:
    return _broken(name.upper(), HEAD_SIGNS)


@register.filter
def in_title(subject: str) -> SafeString:
    return _broken(subject, SUBJECT_SIGNS)


def _broken(text: str, longest: int) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ([line] for line in even_lines(text, longest)))
