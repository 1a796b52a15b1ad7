"""Names in the head and subjects, broken into lines of like length."""

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString

from papers.layout import HEAD_SIGNS, SUBJECT_SIGNS, even_lines

register = template.Library()


@register.filter
def in_head(name: str) -> SafeString:
    return _broken(name.upper(), HEAD_SIGNS)


@register.filter
def in_title(subject: str) -> SafeString:
    return _broken(subject, SUBJECT_SIGNS)


def _broken(text: str, longest: int) -> SafeString:
    return linebreaksbr("\n".join(even_lines(text, longest)))
