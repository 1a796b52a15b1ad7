from django.urls import path

from reports.views import figures

app_name = "reports"
urlpatterns = [
    path("figures/", figures.figure_list, name="figure_list"),
    path("figures/<str:code>/", figures.figure_detail, name="figure_detail"),
    path("reports/", figures.figure_list, name="report_list"),
]
