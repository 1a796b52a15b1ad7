"""How pages with a form and one-tap acts answer."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from accounts import audit
from common.files import handed_out


def status_of(form) -> int:
    """422 when what was sent is refused and shown again, so that browser and tests can tell."""
    return 422 if form.is_bound and not form.is_valid() else 200


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
    if form.is_bound and form.is_valid() and form.save(by=request.user):
        messages.success(request, done(form) if callable(done) else done)
        return redirect(to(form) if callable(to) else to)
    return render(request, page, context | {"form": form}, status=status_of(form))


def made_here(answer: HttpResponse, to: str) -> HttpResponse:
    """The answer of an act that shows on the spot what it made, which is else to be found at `to`."""
    answer.status_code, answer["Location"] = 201, to
    return answer


def as_agreed(form) -> str:
    """What to say of an act that was shown first."""
    return f"Đã ghi. {form.consequence}"


def hand_out(request, row, action: str) -> FileResponse:
    """The file that is kept with a row; who took it is logged as that action."""
    response = handed_out(ContentFile(row.content()), row.file_name)
    audit.record(request.user, action, row)
    return response


def tap(request, verb: Callable, done: str, to: str, *, back: str = "", **facts) -> HttpResponse:
    """One tap on one verb that takes `by` and these facts: done, or refused with its reasons, and back
    to the address `to`.

    Without `done` the page itself shows what was done. `back`: where to when refused, if elsewhere.
    """
    try:
        verb(by=request.user, **facts)
    except ValidationError as error:
        messages.error(request, " ".join(dict.fromkeys(error.messages)))
        return redirect(back or to)
    if done:
        messages.success(request, done)
    return redirect(to)
