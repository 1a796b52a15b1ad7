from django.urls import path, register_converter
from django.urls.converters import IntConverter

from evaluations.forms import CommendationForm, ProposalForm
from evaluations.views import (
    award_printing,
    awards,
    grades,
    marks,
    member,
    rounds,
    rule_sets,
    steps,
    unit,
    warnings,
)


class YearConverter(IntConverter):
    """A year that a date can have and somebody alive can mean."""

    regex = "(?:19|20)[0-9]{2}"


register_converter(YearConverter, "year")


def of_awards(name: str, form_class: type) -> list:
    """The three pages of one kind of award: commendation_create, proposal_cancel, …"""
    new, one, kind = f"<slug:code>/<year:year>/{name}", f"{name}s/<int:pk>", {"form_class": form_class}
    return [
        path(f"awards/{new}/", awards.award_create, kind, name=f"{name}_create"),
        path(f"awards/{one}/correct/", awards.award_correct, kind, name=f"{name}_correct"),
        path(f"awards/{one}/cancel/", awards.award_cancel, kind, name=f"{name}_cancel"),
    ]


app_name = "evaluations"
urlpatterns = [
    path("", rounds.round_list, name="round_list"),
    path("new/", rounds.round_create, name="round_create"),
    path("rules/", rule_sets.rule_set_list, name="rule_set_list"),
    path("rules/new/", rule_sets.rule_set_create, name="rule_set_create"),
    path("rules/<int:pk>/", rule_sets.rule_set_correct, name="rule_set_correct"),
    path("<int:pk>/", rounds.round_detail, name="round_detail"),
    path("<int:pk>/members/", rounds.round_roster, name="round_roster"),
    path("<int:pk>/steps/", rounds.round_steps, name="round_steps"),
    path("<int:pk>/warnings/", warnings.warning_list, name="warning_list"),
    path("<int:pk>/roll/", rounds.round_update_roll, name="round_update_roll"),
    path("<int:pk>/cells/<slug:code>/", grades.cell_grade, name="cell_grade"),
    path("<int:pk>/grade/", grades.round_grade, name="round_grade"),
    path("<int:pk>/grade/<int:row_pk>/", grades.row_grade, name="row_grade"),
    path("<int:pk>/units/", grades.unit_grade, name="unit_grade"),
    path("<int:pk>/cap/", rounds.round_accept_cap, name="round_accept_cap"),
    path("<int:pk>/cap/own/", rounds.round_set_cap, name="round_set_cap"),
    path("<int:pk>/reference/", rounds.round_refer, name="round_refer"),
    path("<int:pk>/reopen/", rounds.round_reopen, name="round_reopen"),
    path("<int:pk>/close/", rounds.round_close, name="round_close"),
    path("<int:pk>/awards/", awards.award_annual, name="award_annual"),
    path("<int:pk>/marks/", marks.round_marks, name="round_marks"),
    path("<int:pk>/marks/<int:mark_pk>/withdraw/", marks.mark_withdraw, name="mark_withdraw"),
    path("cells/", steps.cell_list, name="cell_list"),
    path("cells/<slug:code>/", steps.cell_steps, name="cell_steps"),
    path("steps/<int:pk>/", steps.member_steps, name="member_steps"),
    path("mine/", steps.own_steps, name="own_steps"),
    path("members/<int:pk>/", member.member_grades, name="member_grades"),
    path("units/<slug:code>/", unit.unit_grades, name="unit_grades"),
    path("awards/", awards.award_list, name="award_list"),
    *of_awards("commendation", CommendationForm),
    *of_awards("proposal", ProposalForm),
    path("awards/proposals/<int:pk>/accept/", awards.proposal_accept, name="proposal_accept"),
    path("awards/proposals/<int:pk>/refuse/", awards.proposal_refuse, name="proposal_refuse"),
    path("awards/proposals/<int:pk>/papers/", award_printing.proposal_papers, name="proposal_papers"),
    path(
        "awards/commendations/<int:pk>/papers/", award_printing.decision_papers, name="decision_papers"
    ),
    path("awards/prints/<int:pk>/", award_printing.award_print_detail, name="award_print_detail"),
    path(
        "awards/prints/<int:pk>/download/",
        award_printing.award_print_download,
        name="award_print_download",
    ),
]
