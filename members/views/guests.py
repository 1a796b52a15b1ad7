"""Guests: members of other cells who take part here for a time, never in the total."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from cells.rights import require
from members.forms.guests import GuestEndForm, GuestReceiveForm
from members.models import Member
from members.views.finding import membership_for
from members.views.members import show_then_act

AFTER = "members:member_places"


@require_http_methods(["GET", "HEAD", "POST"])
def guest_receive(request, pk):
    """A member of ours comes to another cell of ours for a time."""
    home = membership_for(request, pk, "member.move")
    form = GuestReceiveForm(request.POST or None, home=home, user=request.user)
    return show_then_act(request, form, home.member, "members/guest_receive.html", AFTER)


@require_http_methods(["GET", "HEAD", "POST"])
def guest_end(request, pk):
    """The stay of a guest is over; asked of the office of the host."""
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=pk)
    stays = member.memberships.temporary().open().visible_to(request.user)
    stay = get_object_or_404(stays.select_related("unit"))
    require(request.user, "member.move", stay.unit)
    form = GuestEndForm(request.POST or None, stay=stay)
    return show_then_act(request, form, member, "members/guest_end.html", AFTER)
