"""Lists of candidates and of who holds which office, as on a day."""

from cells.rights import may_anywhere, require_anywhere
from members.forms import CandidateFilter, OfficeFilter
from members.tables import CANDIDATES, OFFICES
from members.views.listing import show_list


def candidate_list(request):
    """Whom the cells follow on their way to admission."""
    require_anywhere(request.user, "member.read")
    form = CandidateFilter.bound_to(request)
    may_note = may_anywhere(request.user, "case.open")
    return show_list(request, form, CANDIDATES, "members/candidate_list.html", may_note=may_note)


def office_list(request):
    """Who holds which office, in the units and of the members that the user sees."""
    require_anywhere(request.user, "member.read")
    form = OfficeFilter.bound_to(request)
    return show_list(request, form, OFFICES, "members/office_list.html")
