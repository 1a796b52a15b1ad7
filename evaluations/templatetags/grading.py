"""Drawing the grid of levels: 400 rows of the same fields."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from evaluations.forms.grades import REASONS, SHORT

register = template.Library()
DRAWN_FOR = "row-0-"  # whose place the name of each row takes


@register.simple_tag(takes_context=True)
def row_fields(context, part: str, row) -> SafeString:
    """The part of a row that has no text of its own: drawn once for each level and reason."""
    drawn, key = context["grid"].drawn, (part, row.level, row.exclusion)
    if key not in drawn:
        facts = {"levels": SHORT, "reasons": REASONS, "row": row, "name": DRAWN_FOR}
        drawn[key] = render_to_string(f"evaluations/_row_{part}.html", facts)
    return mark_safe(drawn[key].replace(DRAWN_FOR, f"{row.prefix}-"))  # noqa: S308  # drawn by a template
