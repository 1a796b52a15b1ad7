"""A line of a table of figures: 1400 cells of one form on a page, too many for a template."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from reports.reading.numbers import Column, Number

register = template.Library()


@register.simple_tag
def number_cells(numbers: list[tuple[Column, Number]]) -> SafeString:
    return mark_safe("".join(_cell(*one) for one in numbers))  # noqa: S308  # each text escaped below


def _cell(column: Column, number: Number) -> str:
    blank = " blank" if number.value is None else ""
    return f"""
          <td class="number {column.style}{blank}" data-label="{escape(column.short)}">
            <span>{_warning(number)}{_text(number)}{_base(column, number)}</span>
          </td>
        """


def _warning(number: Number) -> str:
    if not number.warning:
        return ""
    return (
        f'<strong class="warning" title="{escape(number.warning)}"><span aria-hidden="true">▲ </span>'
        '<span class="visually-hidden">Cần chú ý: </span></strong>'
    )


def _text(number: Number) -> str:
    text = escape(number.text)
    return f'<a href="{escape(number.address)}">{text}</a>' if number.address else text


def _base(column: Column, number: Number) -> str:
    """Of a rate what of what; digits and a stroke."""
    is_told = column.is_rate and number.base
    return f' <small class="text-secondary d-block">{number.base}</small>' if is_told else ""
