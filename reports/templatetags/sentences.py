"""Sentences of a report as they are printed."""

from django import template

register = template.Library()


@register.filter
def unended(sentence: str) -> str:
    """Without its full stop: the annexes that tell more are named before it."""
    return sentence.removesuffix(".")
