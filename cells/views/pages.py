"""Pages that belong to no table."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render


@login_not_required
def healthz(request):
    """For the proxy and the supervisor: the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
def csrf_failure(request, reason=""):
    """The page was open too long, or the request came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
