"""Gộp hồ sơ: finding the other record of a person, comparing, and making one of the two."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts import audit
from common.answers import fill_in
from members.models import Member
from members.models.searching import typed_keys
from members.views.finding import member_for
from upkeep.forms.merging import MergeForm

MOST_SHOWN = 20


def merge_choose(request, pk):
    """Records that may be of the same person, or those that were searched for."""
    member = member_for(request, pk, "member.merge")
    asked = request.GET.get("q", "")[:120]
    others = Member.objects.visible_to(request.user).exclude(pk=pk)
    context = {
        "member": member,
        "asked": asked,
        "others": others.filter(_named(asked) if asked else _alike(member))[:MOST_SHOWN],
    }
    return render(request, "upkeep/merge_choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_merge(request, pk, other):
    """The two side by side; first what will be so, then done. Opening it is logged for both."""
    kept = member_for(request, pk, "member.merge")
    other = member_for(request, other, "member.merge")
    if kept == other:
        raise Http404
    for member in (kept, other):
        audit.record(request.user, "member.read", member)
    form = MergeForm(request.POST or None, kept=kept, other=other)
    page, context = "upkeep/member_merge.html", {"member": kept, "kept": kept, "other": other}
    return fill_in(request, form, page, context, done="Đã gộp hai hồ sơ.", to=kept.get_absolute_url())


def _alike(member: Member) -> Q:
    """Of the same name, or of a telephone or record number that only one person should have."""
    alike = Q(sort_key=member.sort_key)
    for name in ("phone", "record_number"):
        if number := getattr(member, name):
            alike |= Q(**{name: number})
    return alike


def _named(text: str) -> Q:
    return Q(*(Q(search_key__contains=key) for key in typed_keys(text)))
