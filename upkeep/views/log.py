"""Nhật ký: who did what, to what and when, for the administrator and the inspection committee."""

from django.core.exceptions import PermissionDenied

from cells.listing import show_list
from cells.rights import may_anywhere
from upkeep.forms.log import LogFilterForm
from upkeep.reading.log import TABLE, lines_for

MOST_TAKEN = 5_000


def event_list(request):
    """The newest first; of a workbook the newest 5,000."""
    reads = may_anywhere(request.user, "log.read")
    if not (reads or may_anywhere(request.user, "log.trace")):
        raise PermissionDenied
    form = LogFilterForm(request.user, request.GET)
    rows = form.rows()[:MOST_TAKEN] if "xlsx" in request.GET else form.rows()
    return show_list(
        request,
        "upkeep/event_list.html",
        {"form": form, "reads": reads},
        rows,
        TABLE,
        title="Nhật ký",
        subtitle=form.conditions,
        lines=lambda page: lines_for(request.user, page),
    )
