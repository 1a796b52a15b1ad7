"""Huy hiệu, kỷ luật: one part of a member's record."""

from django.shortcuts import render
from django.utils import timezone

from accounts import audit
from cells.rights import may
from cells.scoping import member_of
from members.models import party_months
from members.models.badge import deaths
from members.rules.party_age import MONTHS_A_YEAR
from members.views.finding import member_to_read


def member_merits(request, pk):
    """Party age, badges, and for those who may read them the disciplines; that reading is logged."""
    member, user = member_to_read(request, pk), request.user
    home = member.home
    died_on, _ = deaths([member.pk]).get(member.pk, (None, None))
    years, months = divmod(party_months(member, died_on or timezone.localdate()), MONTHS_A_YEAR)
    context = {
        "member": member,
        "years": years,
        "months": months,
        "died_on": died_on,
        "badges": member.badges.select_related("decision"),
        "may_plan": may(user, "badge.plan", home),
        "may_record": may(user, "discipline.record", home),
        "may_read": member.pk == member_of(user) or may(user, "discipline.read", home),
    }
    if context["may_read"]:
        audit.record(user, "discipline.read", member)
        context["disciplines"] = member.disciplines.with_papers()
    return render(request, "members/member_merits.html", context)
