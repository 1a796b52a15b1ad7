"""The case an address names, and the address of its page."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from cases.models import Case
from cells.rights import require


def case_for(request, pk: int, action: str) -> Case:
    """404 out of scope, 403 without the right where the person is today."""
    case = get_object_or_404(Case.objects.visible_to(request.user).with_steps(), pk=pk)
    require(request.user, action, case.home)
    return case


def case_page(pk: int) -> str:
    return reverse("cases:case_detail", args=[pk])


def page_of_opened(form) -> str:
    return case_page(form.made.pk)
