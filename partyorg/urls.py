from django.urls import include, path

from cells.views import healthz
from reports.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("accounts.urls")),
    path("units/", include("cells.urls")),
    path("members/", include("members.urls")),
    path("meetings/", include("meetings.urls")),
    path("grading/", include("evaluations.urls")),
    path("", include("reports.urls")),
]
