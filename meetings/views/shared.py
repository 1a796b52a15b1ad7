"""What views of meetings have in common."""

from cells.listing import show_list
from cells.views.finding import row_for
from meetings.models import Meeting

PER_PAGE = 25


def meeting_for(request, pk: int, action: str = "meeting.read", *links: str) -> Meeting:
    """404 out of scope, 403 without the right at its unit; with everybody whom its pages name, and
    what else the page reads along these links.
    """
    meetings = Meeting.objects.for_minutes().select_related("unit", *links)
    return row_for(request, meetings, pk, action)


def show_year(request, template, form, rows, table, title, **more):
    """A page of a list of the year that the form asks for."""
    year = form.period()[0].year
    context, title = {"form": form, "year": year} | more, f"{title} năm {year}"
    return show_list(request, template, context, rows, table, title=title, per_page=PER_PAGE)
