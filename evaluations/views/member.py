"""Xếp loại, khen thưởng: a part of the member's record that this app owns."""

from django.shortcuts import render

from cells.rights import may
from cells.scoping import member_of
from evaluations.reading.results import with_complaints, with_regradings
from evaluations.reading.streaks import of_member
from members.views.finding import member_to_read


def member_grades(request, pk):
    """Levels of the closed rounds, for the member and whoever reads rounds; and commendations."""
    member = member_to_read(request, pk)
    home, is_own = member.home, member.pk == member_of(request.user)
    context = {
        "member": member,
        "commendations": member.commendations.valid()
        .select_related("decision")
        .with_terms()
        .order_by("-year", "-given_on", "id"),
        "may_read_grades": is_own or (home and may(request.user, "round.read", home)),
    }
    if context["may_read_grades"]:
        closed = member.assessments.closed()
        grades = closed.select_related("round__unit", "round__rules", "cell")
        grades = with_complaints(with_regradings(grades))
        context["grades"] = grades.order_by("-round__year", "pk")
        context["terms"] = member.assessments.of_terms()
        context["streak"] = of_member(context["grades"])
    return render(request, "evaluations/member_grades.html", context)
