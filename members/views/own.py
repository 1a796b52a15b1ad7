"""Dữ liệu của tôi: who read the own record, what is wrong in it; and the office that answers."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.listing import page_of
from cells.rights import require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in
from members.forms.own import CorrectionAskForm, CorrectionReplyForm
from members.models import CorrectionRequest, Member
from members.reading.readers import events_on


@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request):
    """Ask to have the own record put right; below it, who else read or wrote it."""
    member = get_object_or_404(Member.objects.own_of(request.user))
    form = CorrectionAskForm(request.POST or None, verb=partial(CorrectionRequest.objects.ask, member))
    others = events_on(member).exclude(by=request.user)
    page = page_of(request, others)
    context = {"asked": member.correction_requests.for_page(), "page": page}
    done, to = "Đã gửi. Đảng ủy trả lời ở trang này.", reverse("members:own_data")
    return fill_in(request, form, "members/own_data.html", context, done=done, to=to)


def correction_list(request):
    """Those that wait, then those answered."""
    require_anywhere(request.user, "member.edit")
    seen = CorrectionRequest.objects.visible_to(request.user).for_page()
    context = {"waiting": seen.waiting().order_by("due_on"), "page": page_of(request, seen.answered())}
    return render(request, "members/correction_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correction_reply(request, pk):
    asked = row_for(request, CorrectionRequest.objects, pk, "member.edit", at="member.home")
    form = CorrectionReplyForm(request.POST or None, asked=asked)
    to, page = reverse("members:correction_list"), "members/correction_reply.html"
    return fill_in(request, form, page, {"asked": asked}, done="Đã trả lời.", to=to)
