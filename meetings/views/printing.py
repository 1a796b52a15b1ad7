"""Asking for a PDF of a meeting, or of a unit's month."""

from django.http import HttpResponseBadRequest
from django.views.decorators.http import require_POST

from cells.rights import require, require_anywhere
from meetings.forms import PrintForm
from papers.views import print_begun


@require_POST
def print_create(request, form_class=PrintForm):
    require_anywhere(request.user, "meeting.print")
    form = form_class(request.user, request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest("Trang gửi lên bị hỏng. Mở lại trang.")
    require(request.user, "meeting.print", form.cleaned_data["unit"])
    return print_begun(request, form.request(by=request.user))
