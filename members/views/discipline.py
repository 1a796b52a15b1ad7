"""Kỷ luật: the list, recording a decision, and what became of it. Every reading is logged."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import may_export, xlsx_response
from cells.rights import may_anywhere, require, require_anywhere
from common.answers import status_of
from common.tables import Table
from members.forms.discipline import (
    DisciplineCloseForm,
    DisciplineFilter,
    MemberDisciplineForm,
    UnitDisciplineForm,
)
from members.models import Discipline
from members.views.finding import member_for

ROWS_PER_PAGE = 50
LIST = Table(
    [
        ("Đối tượng", lambda row: row.subject),
        ("Tổ chức đảng", lambda row: row.unit),
        ("Hình thức", lambda row: row.get_form_display()),
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
    rows = form.rows()
    if "xlsx" in request.GET:
        return xlsx_response(request, LIST, rows, title="Danh sách kỷ luật")
    context = {
        "form": form,
        "page": Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page")),
        "may_record": may_anywhere(request.user, "discipline.record"),
        "may_export": may_export(request.user),
    }
    return render(request, "members/discipline_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def discipline_member_add(request, pk):
    """Record a decision about a member."""
    member = member_for(request, pk, "discipline.record")
    form = MemberDisciplineForm(request.POST or None, member=member)
    if form.is_valid() and form.is_agreed and form.save(by=request.user):
        messages.success(request, f"Đã ghi. {form.consequence}")
        return redirect("members:member_merits", member.pk)
    context = {"form": form, "member": member}
    return render(request, "members/discipline_member_add.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def discipline_unit_add(request):
    """Record a decision about an organisation."""
    require_anywhere(request.user, "discipline.record")
    form = UnitDisciplineForm(request.POST or None, user=request.user)
    if form.is_valid() and form.is_agreed and form.save(by=request.user):
        messages.success(request, f"Đã ghi. {form.consequence}")
        return redirect("members:discipline_list")
    context = {"form": form}
    return render(request, "members/discipline_unit_add.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def discipline_close(request, pk):
    """It has no effect any more, or a complaint was settled."""
    row = _recordable(request, pk)
    audit.record(request.user, "discipline.read", row)
    form = DisciplineCloseForm(request.POST or None, discipline=row)
    if form.is_valid() and form.is_agreed and form.save(by=request.user):
        messages.success(request, f"Đã ghi. {form.consequence}")
        return redirect("members:discipline_list")
    context = {"form": form, "row": row}
    return render(request, "members/discipline_close.html", context, status=status_of(form))


@require_POST
def discipline_withdraw(request, pk):
    """Take away what was typed by mistake."""
    row = _recordable(request, pk)
    try:
        row.withdraw(by=request.user)
        messages.success(request, f"Đã xóa mục ghi nhầm của {row.subject}.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("members:discipline_list")


def _recordable(request, pk) -> Discipline:
    """404 out of sight, 403 without the right where the member belongs, or at the unit."""
    row = get_object_or_404(Discipline.objects.visible_to(request.user).with_papers(), pk=pk)
    if row.member:
        member_for(request, row.member_id, "discipline.record")
    else:
        require(request.user, "discipline.record", row.unit)
    return row
