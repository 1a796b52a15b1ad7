"""Points as they are written: 92,5; 88."""

from django import template

from scoring.models import points_text

register = template.Library()
register.filter("points", points_text)
