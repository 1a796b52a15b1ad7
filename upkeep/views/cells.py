"""Which cells a committee has, from a workbook."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from common.answers import status_of
from organisation.forms.founding import CellsForm
from organisation.views.units import committee_for
from upkeep.forms.cells import CellsFileForm


@require_http_methods(["GET", "HEAD", "POST"])
def cells_read(request, code):
    """What the workbook says stands in the table of cells, to be looked at; nothing is made yet."""
    unit = committee_for(request, code)
    form = CellsFileForm(request.POST or None, request.FILES or None, unit=unit)
    if form.is_bound and form.is_valid():
        context = {"unit": unit, "form": CellsForm(unit=unit, found=form.found), "read": form}
        return render(request, "organisation/cells_found.html", context)
    context = {"unit": unit, "form": form}
    return render(request, "upkeep/cells_read.html", context, status=status_of(form))
