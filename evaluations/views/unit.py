"""Xếp loại, khen thưởng: a part of the page of a unit that this app owns."""

from django.shortcuts import render
from django.utils import timezone

from cells.rights import may
from cells.views.finding import unit_for
from evaluations.models import Commendation, Mark, Proposal, UnitAssessment
from evaluations.reading.streaks import of_unit, told


def unit_grades(request, code):
    """All levels of a unit in closed rounds, what it was recognised as, given and proposed for."""
    unit = unit_for(request, code, "award.read")
    own = {"unit": unit, "member": None, "outsider": ""}
    given = Commendation.objects.valid().filter(**own).select_related("decision").with_terms()
    context = {
        "unit": unit,
        "version": unit.version_on(timezone.localdate()),
        "marks": Mark.objects.standing().filter(unit=unit).order_by("-year", "kind"),
        "commendations": given.order_by("-year", "-given_on", "id"),
        "proposals": Proposal.objects.valid().filter(**own).with_terms().order_by("-year", "id"),
        "may_read_grades": may(request.user, "round.read", unit),
    }
    if context["may_read_grades"]:
        rows = told(UnitAssessment.objects.closed().filter(unit=unit))
        rows = rows.select_related("round__unit", "round__rules").order_by("-round__year", "pk")
        terms = UnitAssessment.objects.of_terms().filter(unit=unit)
        context |= {"grades": rows, "streak": of_unit(rows), "terms": terms}
    return render(request, "evaluations/unit_grades.html", context)
