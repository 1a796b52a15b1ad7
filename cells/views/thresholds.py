"""Numbers of rules, each with the day it applies from, for the system administrator."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cells.forms.thresholds import ThresholdAddForm
from cells.models import Threshold, ThresholdCode
from cells.rights import require_anywhere
from common.answers import status_of


def threshold_list(request):
    """What applies today, and what did before or will, by subject."""
    require_anywhere(request.user, "threshold.set")
    today = timezone.localdate()
    in_force = Threshold.objects.on(today)
    others = [row for row in Threshold.objects.all() if row != in_force[row.code]]
    subjects = [
        (in_force[code], [row for row in others if row.code == code])
        for code in ThresholdCode.values
        if code in in_force
    ]
    context = {"subjects": subjects, "today": today}
    return render(request, "cells/threshold_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def threshold_add(request, code):
    """Another number from a day on."""
    require_anywhere(request.user, "threshold.set")
    newest = Threshold.objects.filter(code=code).last()
    if newest is None:
        raise Http404
    form = ThresholdAddForm(request.POST or None, newest=newest)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã ghi mức mới: {newest.get_code_display()}.")
        return redirect("cells:threshold_list")
    context = {"form": form, "newest": newest}
    return render(request, "cells/threshold_add.html", context, status=status_of(form))
