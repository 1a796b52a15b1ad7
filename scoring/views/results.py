"""What a month came to: held, scored, graded."""

from django.shortcuts import render
from django.utils import timezone

from cells.listing import xlsx_response
from cells.rights import require_anywhere
from common.months import last_month, next_month
from meetings.forms.planning import MonthForm
from meetings.reading.calendar import seen_units
from meetings.views.planning import paper_unit
from scoring.reading.results import RESULTS, results_among
from scoring.rules.grades import Grade


def month_result(request):
    """What was held and how it was graded, one row each."""
    require_anywhere(request.user, "meeting.read")
    form = MonthForm(request.user, request.GET, usual=last_month(timezone.localdate()))
    results = results_among(seen_units(request.user, form.body), form.first)
    if "xlsx" in request.GET:
        title = f"Kết quả sinh hoạt tháng {form.first:%m-%Y}"
        return xlsx_response(request, RESULTS, results, title=title)
    context = {
        "form": form,
        "results": results,
        "grades": Grade.labels,
        "month": form.first,
        "before": last_month(form.first),
        "following": next_month(form.first),
        "may_export": True,
        "paper_unit": paper_unit(request, form),
    }
    return render(request, "scoring/month_result.html", context)
