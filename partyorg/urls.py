from django.urls import include, path

from cells.views.pages import healthz
from meetings.views.feeds import feed
from reports.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("calendar/<str:token>.ics", feed, name="feed"),
    path("accounts/", include("accounts.urls")),
    path("administration/", include("cells.urls")),
    path("", include("members.urls")),
    path("", include("cases.urls")),
    path("", include("organisation.urls")),
    path("", include("upkeep.urls")),
    path("meetings/", include("meetings.urls")),
    path("meetings/", include("scoring.urls")),
    path("grading/", include("evaluations.urls")),
    path("inspections/", include("inspections.urls")),
    path("", include("reports.urls")),
]
