from django.urls import include, path

from cells.views import healthz

urlpatterns = [
    path("healthz", healthz),
    path("accounts/", include("accounts.urls")),
    path("", include("reports.urls")),
]
