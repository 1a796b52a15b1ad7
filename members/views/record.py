"""One member's record: the pages a reader turns, each a tab with an address of its own."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts import audit
from cells.rights import may
from cells.scoping import member_of
from common.answers import fill_in, status_of
from members.forms.history import PersonalHistoryForm, UnmaskForm
from members.forms.records import MemberEditForm
from members.models import Member, MembershipKind, PersonalHistory
from members.views.finding import member_for, member_or_own, member_to_read


def member_detail(request, pk):
    """Hồ sơ: who the member is. A record that was merged leads to the one kept."""
    try:
        member = member_to_read(request, pk)
    except Http404:
        kept = get_object_or_404(Member.objects.visible_to(request.user), merged_from__pk=pk)
        return redirect("members:member_detail", kept.pk)
    last, is_own = member.last_spell, member.pk == member_of(request.user)
    home = last and last.unit
    context = {
        "member": member,
        "last": last,
        "history": PersonalHistory.of(member).lines(),
        "may_edit": may(request.user, "member.edit", home),
        "may_tie": may(request.user, "account.tie", home),
        "may_move": may(request.user, "member.move", home),
        "may_hand_out": may(request.user, "member.hand_out", home),
        "may_merge": may(request.user, "member.merge", home),
        "may_unmask": is_own or may(request.user, "member.unmask", home),
        "merged": member.merged_from.all(),
        "is_own": is_own,
    }
    return render(request, "members/member_detail.html", context)


def member_places(request, pk):
    """Sinh hoạt: in which cells, and when taking part differently."""
    member = member_to_read(request, pk)
    memberships = list(member.memberships.with_papers())
    here, stay = (_open(memberships, kind) for kind in MembershipKind)
    acts = list(member.roll_acts.newest_first())
    at_home = [one for one in memberships if not one.is_guest]
    context = {
        "member": member,
        "memberships": memberships,
        "may_receive": here and not stay and may(request.user, "member.move", here.unit),
        "may_end": stay and may(request.user, "member.move", stay.unit),
        "exemptions": member.exemptions.select_related("decision"),
        "suspensions": member.suspensions.select_related("decision"),
        "absences": member.absences.select_related("decision"),
        "acts": acts,
        "last_act": next((act for act in acts if not act.withdrawn_at), None),
        "may_move": may(request.user, "member.move", (at_home or memberships)[-1].unit),
    }
    return render(request, "members/member_places.html", context)


def _open(memberships, kind):
    """At most one of a kind is going on."""
    return next((one for one in memberships if one.kind == kind and not one.ends_on), None)


def member_offices(request, pk):
    """Chức vụ: held now and before."""
    member = member_to_read(request, pk)
    offices = member.offices.select_related("unit", "term", "decision")
    return render(request, "members/member_offices.html", {"member": member, "offices": offices})


@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request, pk):
    """Correct the record; the page shows what is stored, so opening it is logged too."""
    member = member_for(request, pk, "member.edit")
    audit.record(request.user, "member.read", member)
    form = MemberEditForm(request.POST or None, instance=member)
    done, to = f"Đã lưu hồ sơ đồng chí {member}.", member.get_absolute_url()
    return fill_in(request, form, "members/member_edit.html", {}, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def history_edit(request, pk):
    """Write the personal history; the page shows what is stored, so opening it is logged too."""
    member = member_for(request, pk, "member.edit")
    audit.record(request.user, "member.read", member)
    form = PersonalHistoryForm(request.POST or None, instance=PersonalHistory.of(member))
    done, to = f"Đã lưu lý lịch đồng chí {member}.", member.get_absolute_url()
    return fill_in(request, form, "members/history_edit.html", {"member": member}, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def member_unmask(request, pk):
    """Show the whole numbers once, for a reason that is kept."""
    member = member_or_own(request, pk, "member.unmask")
    form = UnmaskForm(request.POST or None, verb=member.unmask)
    if form.is_valid() and form.save(by=request.user):
        labels = {name: Member._meta.get_field(name).verbose_name for name in form.made}
        numbers = [(labels[name], number) for name, number in form.made.items()]
        context = {"member": member, "numbers": numbers}
        return render(request, "members/member_unmasked.html", context)
    context = {"member": member, "form": form}
    return render(request, "members/member_unmask.html", context, status=status_of(form))
