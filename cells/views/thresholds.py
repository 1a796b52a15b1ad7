"""Numbers of rules, each with the day it applies from, for the system administrator."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cells.forms.thresholds import ThresholdAddForm
from cells.models import Threshold, ThresholdCode
from cells.rights import require_anywhere
from common.answers import fill_in


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
    require_anywhere(request.user, "threshold.set")
    newest = Threshold.objects.filter(code=code).last()
    if newest is None:
        raise Http404
    verb = partial(Threshold.objects.set, code=code)
    form = ThresholdAddForm(request.POST or None, newest=newest, verb=verb)
    done, to = f"Đã ghi mức mới: {newest.get_code_display()}.", reverse("cells:threshold_list")
    return fill_in(request, form, "cells/threshold_add.html", {"newest": newest}, done=done, to=to)
