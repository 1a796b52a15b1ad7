"""The cells of a line of a table of figures: hundreds of one form, too many for a template."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reports.reading.numbers import Column, Number

register = template.Library()
CELL = """
          <td class="number {}{}" data-label="{}">
            <span>{}{}{}{}</span>
          </td>
        """
SMALL = ' <small class="text-secondary d-block">{}</small>'
WARNING = (
    '<strong class="warning" title="{}"><span aria-hidden="true">▲ </span>'
    '<span class="visually-hidden">Cần chú ý: </span></strong>'
)


@register.simple_tag
def number_cells(numbers: list[tuple[Column, Number]]) -> SafeString:
    return format_html_join("", CELL, (_cell(*one) for one in numbers))


def _cell(column: Column, number: Number) -> tuple:
    blank = " blank" if number.value is None else ""
    warning = format_html(WARNING, number.warning) if number.warning else ""
    return (
        column.style,
        blank,
        column.short,
        warning,
        _text(number),
        _base(column, number),
        _target(number),
    )


def _text(number: Number) -> str:
    address = number.address
    return format_html('<a href="{}">{}</a>', address, number.text) if address else number.text


def _base(column: Column, number: Number) -> str:
    """Of a rate its two numbers, as 19/92."""
    if not (column.is_rate and number.base):
        return ""
    return format_html(SMALL, number.base)


def _target(number: Number) -> str:
    """Beside it what was meant to be, and what became of that."""
    if not number.target:
        return ""
    return format_html_join("", SMALL, ((part,) for part in number.target.short))
