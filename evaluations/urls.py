from django.urls import path, register_converter
from django.urls.converters import IntConverter

from evaluations.forms import CommendationForm, ProposalForm
from evaluations.models import Commendation, Proposal
from evaluations.views import awards, grades, member, rounds


class YearConverter(IntConverter):
    """A year that a date can have and somebody alive can mean."""

    regex = "(?:19|20)[0-9]{2}"


register_converter(YearConverter, "year")

app_name = "evaluations"
commendation = {"form_class": CommendationForm}
proposal = {"form_class": ProposalForm}
urlpatterns = [
    path("", rounds.round_list, name="round_list"),
    path("new/", rounds.round_create, name="round_create"),
    path("<int:pk>/", rounds.round_detail, name="round_detail"),
    path("<int:pk>/members/", rounds.round_roster, name="round_roster"),
    path("<int:pk>/roll/", rounds.round_update_roll, name="round_update_roll"),
    path("<int:pk>/cells/<slug:code>/", grades.cell_grade, name="cell_grade"),
    path("<int:pk>/units/", grades.unit_grade, name="unit_grade"),
    path("<int:pk>/cap/", rounds.round_accept_cap, name="round_accept_cap"),
    path("<int:pk>/close/", rounds.round_close, name="round_close"),
    path("<int:pk>/awards/", awards.award_annual, name="award_annual"),
    path("members/<int:pk>/", member.member_grades, name="member_grades"),
    path("awards/", awards.award_list, name="award_list"),
    path(
        "awards/<slug:code>/<year:year>/commendation/",
        awards.award_create,
        commendation,
        name="commendation_create",
    ),
    path(
        "awards/<slug:code>/<year:year>/proposal/",
        awards.award_create,
        proposal,
        name="proposal_create",
    ),
    path(
        "awards/commendations/<int:pk>/correct/",
        awards.award_correct,
        commendation,
        name="commendation_correct",
    ),
    path("awards/proposals/<int:pk>/correct/", awards.award_correct, proposal, name="proposal_correct"),
    path(
        "awards/commendations/<int:pk>/cancel/",
        awards.award_cancel,
        {"model": Commendation},
        name="commendation_cancel",
    ),
    path(
        "awards/proposals/<int:pk>/cancel/",
        awards.award_cancel,
        {"model": Proposal},
        name="proposal_cancel",
    ),
]
