"""Giấy tờ: scans of a member's file, for the office, the own secretary and the member."""

from functools import partial

from django.db.models import Sum
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.rights import may
from cells.scoping import member_of
from cells.views.finding import row_for
from common.answers import fill_in, hand_out
from members.forms.papers import PaperForm, PaperRemoveForm
from members.models import Paper
from members.views.finding import member_for, member_or_own, member_to_read


def member_papers(request, pk):
    """The papers there are, and those removed; whoever may not read them is told who does."""
    member = member_to_read(request, pk)
    home = member.home
    is_own = member.pk == member_of(request.user)
    may_read = is_own or may(request.user, "paper.read", home)
    context = {"member": member, "may_read": may_read}
    if may_read:
        papers = member.papers.kept()
        context |= {
            "papers": papers.select_related("kind", "added_by"),
            "bytes": papers.aggregate(total=Sum("size"))["total"] or 0,
            "removed": member.papers.removed(),
            "may_edit": may(request.user, "member.edit", home),
        }
    return render(request, "members/member_papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def paper_add(request, pk):
    member = member_for(request, pk, "member.edit")
    add = partial(Paper.objects.add, member)
    form = PaperForm(request.POST or None, request.FILES or None, verb=add)
    page, done = "members/paper_add.html", "Đã tải giấy tờ lên."
    return fill_in(request, form, page, {"member": member}, done=done, to=_papers(member))


def paper_download(request, pk):
    """Hand out the scan; who took it is logged."""
    paper = get_object_or_404(Paper.objects.visible_to(request.user).kept(), pk=pk)
    member_or_own(request, paper.member_id, "paper.read")
    return hand_out(request, paper, "paper.download")


@require_http_methods(["GET", "HEAD", "POST"])
def paper_remove(request, pk):
    paper = row_for(request, Paper.objects.kept(), pk, "member.edit", at="member.home")
    form = PaperRemoveForm(request.POST or None, verb=paper.remove)
    page, context = "members/paper_remove.html", {"member": paper.member, "paper": paper}
    return fill_in(request, form, page, context, done="Đã gỡ giấy tờ.", to=_papers(paper.member))


def _papers(member) -> str:
    return reverse("members:member_papers", args=[member.pk])
