"""The list of members, and the acts of the office on one."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.listing import show_persons
from cells.rights import may_anywhere, require_anywhere
from common.answers import as_agreed, fill_in
from members.forms.acts import LeaveForm, TransferForm
from members.forms.corrections import DiscardForm
from members.forms.filters import MemberFilter
from members.forms.guests import ReturnForm
from members.forms.records import MemberAddForm
from members.models import Member
from members.reading.tables import member_table
from members.views.finding import last_spell_for, member_for, membership_for


def member_list(request):
    """The roll as on a day, of what the user sees."""
    require_anywhere(request.user, "member.read")
    form = MemberFilter.bound_to(request)
    may_add = may_anywhere(request.user, "member.add")
    table = member_table(form.day)
    return show_persons(request, form, table, "members/member_list.html", may_add=may_add)


def member_own(request):
    """Hồ sơ của tôi."""
    return redirect("members:member_detail", get_object_or_404(Member.objects.own_of(request.user)).pk)


@require_http_methods(["GET", "HEAD", "POST"])
def member_add(request):
    """A record and its first cell."""
    require_anywhere(request.user, "member.add")
    form = MemberAddForm(request.POST or None, user=request.user)
    page, to = "members/member_add.html", lambda form: form.instance.get_absolute_url()
    return fill_in(request, form, page, {}, done=lambda form: f"Đã thêm. {form.consequence}", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def member_transfer(request, pk):
    membership = membership_for(request, pk, "member.move")
    about = {"membership": membership, "user": request.user, "verb": membership.transfer}
    form = TransferForm(request.POST or None, **about)
    template, after = "members/member_transfer.html", "cases:member_letters"
    return show_then_act(request, form, membership.member, template, after)


@require_http_methods(["GET", "HEAD", "POST"])
def member_leave(request, pk):
    membership = membership_for(request, pk, "member.move")
    form = LeaveForm(request.POST or None, membership=membership, verb=membership.leave)
    return show_then_act(request, form, membership.member, "members/member_leave.html")


@require_http_methods(["GET", "HEAD", "POST"])
def member_discard(request, pk):
    """Whoever was recorded by mistake, before anything stands on the record."""
    member = member_for(request, pk, "member.add")
    form = DiscardForm(request.POST or None, member=member, verb=member.discard)
    page, to = "members/member_discard.html", reverse("members:member_list")
    return fill_in(request, form, page, {"member": member}, done="Đã bỏ hồ sơ ghi nhầm.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def member_return(request, pk):
    """Tiếp nhận trở lại: whoever had moved away, on the record that is kept."""
    last = last_spell_for(request, pk, "member.move")
    form = ReturnForm(request.POST or None, last=last, user=request.user)
    return show_then_act(request, form, last.member, "members/member_return.html")


def show_then_act(request, form, member, template, after="members:member_detail"):
    """Show what will be so, and do it only when that was agreed to."""
    to = reverse(after, args=[member.pk])
    return fill_in(request, form, template, {"member": member}, done=as_agreed, to=to)
