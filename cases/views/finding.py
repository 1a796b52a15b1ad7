"""The case an address names, and the address of its page."""

from django.urls import reverse

from cases.models import Case
from cells.views.finding import row_for


def case_for(request, pk: int, action: str) -> Case:
    """404 out of scope, 403 without the right where the person is today."""
    return row_for(request, Case.objects.with_steps(), pk, action, at="home")


def case_page(pk: int) -> str:
    return reverse("cases:case_detail", args=[pk])


def page_of_opened(form) -> str:
    return case_page(form.made.pk)
