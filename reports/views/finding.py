"""The search box at the top of every page, and what it finds."""

from django.shortcuts import render

from cells.rights import require_anywhere
from common.vietnamese import nfc
from reports.reading.search import search

LONGEST = 100


def search_page(request):
    """Members, meetings, papers and pages with these words, in the user's scope."""
    require_anywhere(request.user, "figure.view")
    asked = nfc(request.GET.get("q", ""))[:LONGEST]
    context = {"asked": asked, "sections": search(request.user, asked)}
    return render(request, "reports/search.html", context)
