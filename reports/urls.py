from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("figures/", views.home, name="figure_list"),
    path("reports/", views.home, name="report_list"),
]
