"""Papers and clips by topic."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.listing import page_of
from cells.rights import may, may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, hand_out
from meetings.forms.shared import LibraryFilterForm, LibraryItemForm, WithdrawForm
from meetings.models import LibraryItem
from meetings.views.shared import PER_PAGE


def library_list(request):
    """What there is, found by words and by topic."""
    require_anywhere(request.user, "library.read")
    form = LibraryFilterForm(request.user, request.GET)
    page = page_of(request, form.items(), PER_PAGE)
    context = {
        "form": form,
        "page": page,
        "rows": [(item, may(request.user, "library.add", item.unit)) for item in page],
        "may_add": may_anywhere(request.user, "library.add"),
    }
    return render(request, "meetings/library_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def library_add(request):
    require_anywhere(request.user, "library.add")
    files, add = request.FILES or None, LibraryItem.objects.add
    form = LibraryItemForm(request.POST or None, files, user=request.user, verb=add)
    return fill_in(
        request,
        form,
        "meetings/library_add.html",
        {},
        done=lambda form: f"Đã đưa vào thư viện: {form.made}.",
        to=reverse("meetings:library_list"),
    )


def library_download(request, pk):
    """The file; who took it is logged."""
    items = LibraryItem.objects.visible_to(request.user).kept().exclude(file="")
    return hand_out(request, get_object_or_404(items, pk=pk), "library.download")


@require_http_methods(["GET", "HEAD", "POST"])
def library_withdraw(request, pk):
    """Take it off the shelf."""
    item = row_for(request, LibraryItem.objects.kept().select_related("unit"), pk, "library.add")
    return fill_in(
        request,
        WithdrawForm(request.POST or None, verb=item.withdraw),
        "meetings/library_withdraw.html",
        {"item": item},
        done=f"Đã gỡ khỏi thư viện: {item}.",
        to=reverse("meetings:library_list"),
    )
