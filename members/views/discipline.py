"""Kỷ luật: the list, recording a decision, and what became of it. Every reading is logged."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import show_list
from cells.rights import may_anywhere, require, require_anywhere
from common.answers import as_agreed, fill_in, tap
from common.tables import Table
from members.forms.discipline import (
    DisciplineCloseForm,
    DisciplineFilter,
    DisciplineLevelForm,
    MemberDisciplineForm,
    UnitDisciplineForm,
)
from members.models import Discipline
from members.views.finding import member_for

LIST = Table(
    [
        ("Đối tượng", lambda row: row.subject),
        ("Tổ chức đảng", lambda row: row.unit),
        ("Hình thức", lambda row: row.get_form_display()),
        ("Cấp quyết định", lambda row: row.get_level_display()),
        ("Quyết định", lambda row: row.decision),
        ("Cơ quan ban hành", lambda row: row.decision.issuer),
        ("Có hiệu lực từ", lambda row: row.starts_on),
        ("Đến hết ngày", lambda row: row.ends_on),
        ("Giải quyết khiếu nại", lambda row: row.get_complaint_display()),
    ]
)


def discipline_list(request):
    """Decisions about members and organisations in the scope."""
    require_anywhere(request.user, "discipline.read")
    audit.record(request.user, "discipline.read", request.user)
    form = DisciplineFilter.bound_to(request)
    context = {"form": form, "may_record": may_anywhere(request.user, "discipline.record")}
    page, title = "members/discipline_list.html", "Danh sách kỷ luật"
    return show_list(request, page, context, form.rows(), LIST, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def discipline_member_add(request, pk):
    member = member_for(request, pk, "discipline.record")
    form = MemberDisciplineForm(request.POST or None, member=member)
    page, to = "members/discipline_member_add.html", reverse("members:member_merits", args=[pk])
    return fill_in(request, form, page, {"member": member}, done=as_agreed, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def discipline_unit_add(request):
    require_anywhere(request.user, "discipline.record")
    form = UnitDisciplineForm(request.POST or None, user=request.user)
    return fill_in(request, form, "members/discipline_unit_add.html", {}, done=as_agreed, to=_list())


@require_http_methods(["GET", "HEAD", "POST"])
def discipline_close(request, pk):
    """It has no effect any more, or a complaint was settled."""
    row = _recordable(request, pk)
    audit.record(request.user, "discipline.read", row)
    form = DisciplineCloseForm(request.POST or None, discipline=row)
    page = "members/discipline_close.html"
    return fill_in(request, form, page, {"row": row}, done=as_agreed, to=_list())


@require_http_methods(["GET", "HEAD", "POST"])
def discipline_level(request, pk):
    """Whose decision it was."""
    row = _recordable(request, pk)
    audit.record(request.user, "discipline.read", row)
    initial = {"level": row.level}
    form = DisciplineLevelForm(request.POST or None, verb=row.tell_level, initial=initial)
    page, done = "members/discipline_level.html", "Đã ghi cấp quyết định."
    return fill_in(request, form, page, {"row": row}, done=done, to=_list())


@require_POST
def discipline_withdraw(request, pk):
    """Take away what was typed by mistake."""
    row = _recordable(request, pk)
    return tap(request, row.withdraw, f"Đã xóa mục ghi nhầm của {row.subject}.", _list())


def _list() -> str:
    return reverse("members:discipline_list")


def _recordable(request, pk) -> Discipline:
    """404 out of sight, 403 without the right where the member belongs, or at the unit."""
    row = get_object_or_404(Discipline.objects.visible_to(request.user).with_papers(), pk=pk)
    if row.member:
        member_for(request, row.member_id, "discipline.record")
    else:
        require(request.user, "discipline.record", row.unit)
    return row
