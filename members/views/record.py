"""One member's record: the pages a reader turns, each a tab with an address of its own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts import audit
from cells.rights import may
from members.forms import MemberEditForm
from members.views.finding import member_for, member_to_read


def member_detail(request, pk):
    """Hồ sơ: who the member is."""
    member = member_to_read(request, pk)
    home = member.home
    context = {
        "member": member,
        "may_edit": home and may(request.user, "member.edit", home),
        "may_move": home and may(request.user, "member.move", home),
    }
    return render(request, "members/member_detail.html", context)


def member_places(request, pk):
    """Sinh hoạt: in which cells, and when exempt."""
    member = member_to_read(request, pk)
    context = {
        "member": member,
        "memberships": member.memberships.with_papers(),
        "exemptions": member.exemptions.select_related("decision"),
    }
    return render(request, "members/member_places.html", context)


def member_offices(request, pk):
    """Chức vụ: held now and before."""
    member = member_to_read(request, pk)
    offices = member.offices.select_related("unit", "term", "decision")
    return render(request, "members/member_offices.html", {"member": member, "offices": offices})


@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request, pk):
    """Correct the record; the page shows the whole card number, so opening it is logged too."""
    member = member_for(request, pk, "member.edit")
    audit.record(request.user, "member.read", member)
    form = MemberEditForm(request.POST or None, instance=member)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã lưu hồ sơ đồng chí {member}.")
        return redirect("members:member_detail", pk)
    return render(request, "members/member_edit.html", {"form": form})
