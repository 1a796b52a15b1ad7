"""Papers and clips by topic."""

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts import audit
from cells.rights import may, may_anywhere, require, require_anywhere
from common.answers import status_of
from common.files import handed_out
from meetings.forms.shared import LibraryFilterForm, LibraryItemForm, WithdrawForm
from meetings.models import LibraryItem

PER_PAGE = 25


def library_list(request):
    """What there is, found by words and by topic."""
    require_anywhere(request.user, "library.read")
    form = LibraryFilterForm(request.user, request.GET)
    page = Paginator(form.items(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(item, may(request.user, "library.add", item.unit)) for item in page],
        "may_add": may_anywhere(request.user, "library.add"),
    }
    return render(request, "meetings/library_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def library_add(request):
    """Put something on a shelf."""
    require_anywhere(request.user, "library.add")
    form = LibraryItemForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã đưa vào thư viện: {form.item}.")
        return redirect("meetings:library_list")
    return render(request, "meetings/library_add.html", {"form": form}, status=status_of(form))


def library_download(request, pk):
    """The file; who took it is logged."""
    items = LibraryItem.objects.visible_to(request.user).kept().exclude(file="")
    item = get_object_or_404(items, pk=pk)
    scan = handed_out(ContentFile(item.content()), item.file_name)
    audit.record(request.user, "library.download", item)
    return scan


@require_http_methods(["GET", "HEAD", "POST"])
def library_withdraw(request, pk):
    """Take it off the shelf."""
    items = LibraryItem.objects.visible_to(request.user).kept().select_related("unit")
    item = get_object_or_404(items, pk=pk)
    require(request.user, "library.add", item.unit)
    form = WithdrawForm(request.POST or None, row=item)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, f"Đã rút khỏi thư viện: {item}.")
        return redirect("meetings:library_list")
    context = {"form": form, "item": item}
    return render(request, "meetings/library_withdraw.html", context, status=status_of(form))
