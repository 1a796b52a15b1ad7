"""How pages with a form and one-tap acts answer."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts import audit
from common.files import DamagedFileError, made_file

logger = logging.getLogger(__name__)


def status_of(form) -> int:
    """422 when what was sent is refused and shown again, so that browser and tests can tell."""
    return 422 if form.errors else 200


def fill_in(
    request,
    form: forms.BaseForm,
    page: str,
    context: dict,
    *,
    done: str | Callable[[forms.BaseForm], str],
    to: str | Callable[[forms.BaseForm], str],
) -> HttpResponse:
    """Do what the form asks, say `done` and go `to` that address; or show the page with the form.

    Both may be told from the form after its act.
    """
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, done(form) if callable(done) else done)
        return redirect(to(form) if callable(to) else to)
    return render(request, page, context | {"form": form}, status=status_of(form))


def one_tap(request, act: Callable[[], object], *, done: str = "", to: str) -> HttpResponse:
    """An act without a form: done, or refused with its reasons, and back to the address `to`.

    Without `done` the page itself shows what was done.
    """
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if done:
            messages.success(request, done)
    return redirect(to)


def give_pdf(request, row, damaged: str, context: dict, *, audited: str = "") -> HttpResponse:
    """The PDF of a row that knows `read_pdf` and `file_name`; the page `damaged` where it is spoilt."""
    try:
        pdf = row.read_pdf()
    except DamagedFileError:
        logger.exception("PDF of %s %s is missing or not as it was made", row._meta.label, row.pk)
        return render(request, damaged, context, status=500)
    if pdf is None:
        raise Http404
    if audited:
        audit.record(request.user, audited, row)
    return made_file(pdf, row.file_name)
