"""Score sheets: found, read as printed, entered, copied, put to use."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.models import Unit
from cells.rights import may, may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from scoring.forms import SheetCopyForm, SheetNewForm, SheetPage
from scoring.models import ScoreSheet


def score_sheet_list(request):
    """What is in use, what is being written, and the samples."""
    require_anywhere(request.user, "meeting.read")
    sheets = ScoreSheet.objects.visible_to(request.user).select_related("unit")
    context = {
        "parts": [
            ("Đang dùng", [sheet for sheet in sheets if sheet.is_published]),
            ("Đang soạn", [sheet for sheet in sheets if not sheet.is_published and sheet.unit]),
            ("Mẫu để sao chép", [s for s in sheets if not s.is_published and not s.unit]),
        ],
        "may_edit": may_anywhere(request.user, "sheet.edit"),
    }
    return render(request, "scoring/score_sheet_list.html", context)


def score_sheet_detail(request, pk):
    """The sheet as it is printed, with what must be put right before it is used."""
    visible = ScoreSheet.objects.visible_to(request.user).with_parts()
    sheet = get_object_or_404(visible, pk=pk)
    may_edit = sheet.unit is not None and may(request.user, "sheet.edit", sheet.unit)
    context = {
        "sheet": sheet,
        "problems": [] if sheet.is_published else sheet.problems(),
        "may_edit": may_edit and not sheet.is_published,
        "may_withdraw": may_edit and sheet.is_published and not sheet.is_used,
        "may_copy": may_anywhere(request.user, "sheet.edit"),
    }
    return render(request, "scoring/score_sheet_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def score_sheet_add(request):
    """Begin a sheet of one's own."""
    require_anywhere(request.user, "sheet.edit")
    form = SheetNewForm(request.POST or None, units=_owners(request.user))
    context, done = {"title": "Nhập biểu chấm điểm mới"}, "Đã tạo biểu. Nhập các nhóm và tiêu chí."
    page, to = "scoring/score_sheet_form.html", lambda form: _page_of(form.made.pk, "edit")
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def score_sheet_edit(request, pk):
    """Head, groups, items and limits on one page."""
    sheet = _own(request, pk)
    if sheet.is_published:
        messages.warning(request, "Biểu đã đưa vào dùng nên không sửa được.")
        return redirect("scoring:score_sheet_detail", pk)
    page = SheetPage(sheet, request.POST if request.method == "POST" else None)
    if request.method == "POST" and page.save(by=request.user):
        messages.success(request, "Đã lưu biểu.")
        return redirect(_page_of(pk, "edit" if "more" in request.POST else "detail"))
    status = 422 if request.method == "POST" else 200
    return render(request, "scoring/score_sheet_edit.html", {"page": page}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def score_sheet_copy(request, pk):
    """The same sheet from another day on, or as one's own."""
    sheet = get_object_or_404(ScoreSheet.objects.visible_to(request.user), pk=pk)
    require_anywhere(request.user, "sheet.edit")
    asked = {"units": _owners(request.user), "initial": {"name": sheet.name, "unit": sheet.unit}}
    form = SheetCopyForm(request.POST or None, verb=sheet.copy, **asked)
    context = {"title": f"Sao chép biểu “{sheet}”", "sheet": sheet}
    page, to = "scoring/score_sheet_form.html", lambda form: _page_of(form.made.pk)
    done = "Đã sao chép. Xem lại rồi đưa vào dùng."
    return fill_in(request, form, page, context, done=done, to=to)


@require_POST
def score_sheet_publish(request, pk):
    return tap(request, _own(request, pk).publish, "Đã đưa biểu vào dùng.", _page_of(pk))


@require_POST
def score_sheet_withdraw(request, pk):
    """Take back what has scored nothing yet."""
    return tap(request, _own(request, pk).withdraw, "Đã đưa biểu về soạn.", _page_of(pk))


@require_POST
def score_sheet_discard(request, pk):
    sheet, to = _own(request, pk), reverse("scoring:score_sheet_list")
    return tap(request, sheet.discard, f"Đã xóa biểu đang soạn “{sheet}”.", to, back=_page_of(pk))


def _own(request, pk) -> ScoreSheet:
    """A sheet of an organisation where the user may write them."""
    return row_for(
        request, ScoreSheet.objects.exclude(unit=None).select_related("unit"), pk, "sheet.edit"
    )


def _page_of(pk, page: str = "detail") -> str:
    return reverse(f"scoring:score_sheet_{page}", args=[pk])


def _owners(user):
    return Unit.objects.allowing(user, "sheet.edit").existing().order_by("path")
