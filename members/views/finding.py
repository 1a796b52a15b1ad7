"""Whom an address names: 404 out of scope, 403 without the right, the same on every page here."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import audit
from accounts.years import FIRST_YEAR
from cells.views.finding import row_for
from members.models import Member, Membership


def member_to_read(request, pk: int) -> Member:
    """The member, for looking at the record. Reading it is logged: the one thing that a GET writes."""
    member = get_object_or_404(Member.objects.visible_to(request.user), pk=pk)
    audit.record(request.user, "member.read", member)
    return member


def member_for(request, pk: int, action: str) -> Member:
    """The member, for an act on the record: 404 out of scope, 403 without the right at home."""
    return row_for(request, Member.objects, pk, action, at="home")


def membership_for(request, pk: int, action: str) -> Membership:
    """Where the member permanently belongs, for moving on from there."""
    membership = member_for(request, pk, action).current_membership()
    if membership is None:
        raise Http404
    return membership


def last_spell_for(request, pk: int, action: str) -> Membership:
    """Where the member belonged last, for receiving again whoever had moved away."""
    last = member_for(request, pk, action).last_spell
    if not last.may_return:
        raise Http404
    return last


def member_or_own(request, pk: int, action: str) -> Member:
    """As `member_for`; everybody may do it with the own record."""
    own = Member.objects.own_of(request.user).filter(pk=pk).first()
    return own or member_for(request, pk, action)


def known_year(year: int) -> int:
    """A year that there can be something about: 404 for any other."""
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    return year
