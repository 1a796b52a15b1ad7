"""Filters kept by name: saved from the page they belong to, and taken away again."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cells.forms.filters import SaveFilterForm


@require_POST
def filter_save(request):
    """Keep the filter of a page, and stay on that page."""
    form = SaveFilterForm(request.POST, user=request.user)
    if "page" in form.errors:
        raise BadRequest
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã lưu bộ lọc “{form.cleaned_data['name']}”.")
    else:
        messages.error(request, form.refusal)
    return redirect(form.address)


@require_POST
def filter_delete(request, pk):
    """Take away an own filter; the page goes on showing it, its name ready to be kept again."""
    kept = get_object_or_404(request.user.saved_filters, pk=pk)
    address = f"{kept.address}&{urlencode({'keep': kept.name})}"
    kept.discard(by=request.user)
    messages.success(
        request,
        f"Đã xóa bộ lọc “{kept}”. Danh sách vẫn đang lọc như vậy: nếu xóa nhầm, đề nghị lưu lại.",
    )
    return redirect(address)
