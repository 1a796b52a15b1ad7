from django.urls import path, register_converter
from django.urls.converters import IntConverter

from evaluations import views
from evaluations.forms import CommendationForm, ProposalForm
from evaluations.models import Commendation, Proposal


class YearConverter(IntConverter):
    """A year that a date can have and somebody alive can mean."""

    regex = "(?:19|20)[0-9]{2}"


register_converter(YearConverter, "year")

app_name = "evaluations"
commendation = {"form_class": CommendationForm}
proposal = {"form_class": ProposalForm}
urlpatterns = [
    path("", views.round_list, name="round_list"),
    path("new/", views.round_create, name="round_create"),
    path("<int:pk>/", views.round_detail, name="round_detail"),
    path("<int:pk>/members/", views.round_roster, name="round_roster"),
    path("<int:pk>/roll/", views.round_update_roll, name="round_update_roll"),
    path("<int:pk>/cells/<slug:code>/", views.cell_grade, name="cell_grade"),
    path("<int:pk>/units/", views.unit_grade, name="unit_grade"),
    path("<int:pk>/cap/", views.round_accept_cap, name="round_accept_cap"),
    path("<int:pk>/close/", views.round_close, name="round_close"),
    path("<int:pk>/awards/", views.award_annual, name="award_annual"),
    path("members/<int:pk>/", views.member_grades, name="member_grades"),
    path("awards/", views.award_list, name="award_list"),
    path(
        "awards/<slug:code>/<year:year>/commendation/",
        views.award_create,
        commendation,
        name="commendation_create",
    ),
    path(
        "awards/<slug:code>/<year:year>/proposal/",
        views.award_create,
        proposal,
        name="proposal_create",
    ),
    path(
        "awards/commendations/<int:pk>/correct/",
        views.award_correct,
        commendation,
        name="commendation_correct",
    ),
    path("awards/proposals/<int:pk>/correct/", views.award_correct, proposal, name="proposal_correct"),
    path(
        "awards/commendations/<int:pk>/cancel/",
        views.award_cancel,
        {"model": Commendation},
        name="commendation_cancel",
    ),
    path(
        "awards/proposals/<int:pk>/cancel/",
        views.award_cancel,
        {"model": Proposal},
        name="proposal_cancel",
    ),
]
