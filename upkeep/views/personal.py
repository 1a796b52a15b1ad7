"""Dữ liệu cá nhân: all that is kept of a member, handed out on request."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from common.answers import status_of
from common.files import made_file
from members.views.finding import member_for
from upkeep.documents.personal import packed_for
from upkeep.forms.personal import HandOutForm


@require_http_methods(["GET", "HEAD", "POST"])
def member_data(request, pk):
    """Hand out the file, for a reason that is kept."""
    member = member_for(request, pk, "member.hand_out")
    form = HandOutForm(request.POST or None, verb=member.hand_out)
    if form.is_valid() and form.save(by=request.user):
        name = f"du-lieu-ca-nhan-{member.pk}.zip"
        return made_file(packed_for(member), name, "application/zip")
    context = {"member": member, "form": form}
    return render(request, "upkeep/member_data.html", context, status=status_of(form))
