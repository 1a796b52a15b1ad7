from django.urls import path

from evaluations import views

app_name = "evaluations"
urlpatterns = [
    path("round_list/", views.round_list, name="round_list"),
    path("award_list/", views.award_list, name="award_list"),
]
