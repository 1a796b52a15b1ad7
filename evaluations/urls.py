from django.urls import path, register_converter
from django.urls.converters import IntConverter

from evaluations.forms import CommendationForm, ProposalForm
from evaluations.models import (
    AwardPrint,
    Collective,
    GradingPrint,
    MemberAssessment,
    RoundPaper,
    UnitAssessment,
)
from evaluations.views import (
    award_printing,
    awards,
    collectives,
    complaints,
    criteria,
    grades,
    groups,
    marks,
    member,
    papers,
    results,
    reviews,
    rounds,
    rule_sets,
    steps,
    suggestions,
    unit,
    warnings,
)
from papers.views import paper_download, paper_print, paper_word, print_detail, print_download


class YearConverter(IntConverter):
    """A year that a date can have and somebody alive can mean."""

    regex = "(?:19|20)[0-9]{2}"


register_converter(YearConverter, "year")


def of_awards(name: str, form_class: type) -> list:
    """The four pages of one kind of award: commendation_create, proposal_cancel, …"""
    new, one, kind = f"<slug:code>/<year:year>/{name}", f"{name}s/<int:pk>", {"form_class": form_class}
    return [
        path(f"awards/{new}/", awards.award_create, kind, name=f"{name}_create"),
        path(f"awards/{one}/correct/", awards.award_correct, kind, name=f"{name}_correct"),
        path(f"awards/{one}/cancel/", awards.award_cancel, kind, name=f"{name}_cancel"),
        path(f"awards/{one}/recipient/", awards.award_recipient, kind, name=f"{name}_recipient"),
    ]


def of_all_results(name: str, view) -> list:
    """And of a collective: member_regrade, unit_regrade, collective_regrade, …"""
    kind, page = {"model": Collective}, f"collective_{name}"
    return [*of_results(name, view), path(f"collectives/{name}/<int:pk>/", view, kind, name=page)]


OF_ROUNDS, AWARDS = {"papers": RoundPaper}, {"jobs": AwardPrint}


def of_results(name: str, view) -> list:
    """A page about one result, of a member or of a unit: member_receive, unit_receive."""
    return [
        path(f"members/{name}/<int:pk>/", view, {"model": MemberAssessment}, name=f"member_{name}"),
        path(f"units/{name}/<int:pk>/", view, {"model": UnitAssessment}, name=f"unit_{name}"),
    ]


app_name = "evaluations"
urlpatterns = [
    path("", rounds.round_list, name="round_list"),
    path("new/", rounds.round_create, name="round_create"),
    path("new/term/", rounds.term_round_create, name="term_round_create"),
    path("rules/", rule_sets.rule_set_list, name="rule_set_list"),
    path("rules/new/", rule_sets.rule_set_create, name="rule_set_create"),
    path("rules/<int:pk>/", rule_sets.rule_set_correct, name="rule_set_correct"),
    path("rules/awards/new/", rule_sets.award_rule_create, name="award_rule_create"),
    path("rules/awards/<int:pk>/", rule_sets.award_rule_correct, name="award_rule_correct"),
    path("<int:pk>/", rounds.round_detail, name="round_detail"),
    path("<int:pk>/members/", rounds.round_roster, name="round_roster"),
    path("<int:pk>/steps/", rounds.round_steps, name="round_steps"),
    path("<int:pk>/warnings/", warnings.warning_list, name="warning_list"),
    path("<int:pk>/roll/", rounds.round_update_roll, name="round_update_roll"),
    path("<int:pk>/cells/<slug:code>/", grades.cell_grade, name="cell_grade"),
    path("<int:pk>/grade/", grades.round_grade, name="round_grade"),
    path("<int:pk>/grade/<int:row_pk>/", grades.row_grade, name="row_grade"),
    path("<int:pk>/units/", grades.unit_grade, name="unit_grade"),
    path("<int:pk>/groups/", groups.round_groups, name="round_groups"),
    path("<int:pk>/groups/cells/", groups.cell_groups, name="cell_groups"),
    path("<int:pk>/collectives/", collectives.collective_grade, name="collective_grade"),
    path("<int:pk>/collectives/propose/", collectives.collective_propose, name="collective_propose"),
    path("<int:pk>/collectives/add/", collectives.collective_add, name="collective_add"),
    path(
        "<int:pk>/collectives/<int:collective_pk>/drop/",
        collectives.collective_drop,
        name="collective_drop",
    ),
    path("<int:pk>/cap/", rounds.round_accept_cap, name="round_accept_cap"),
    path("<int:pk>/cap/own/", rounds.round_set_cap, name="round_set_cap"),
    path("<int:pk>/days/", rounds.round_set_days, name="round_set_days"),
    path("<int:pk>/reference/", rounds.round_refer, name="round_refer"),
    path("<int:pk>/reopen/", rounds.round_reopen, name="round_reopen"),
    path("<int:pk>/close/", rounds.round_close, name="round_close"),
    path("<int:pk>/awards/", awards.award_annual, name="award_annual"),
    path("<int:pk>/marks/", marks.round_marks, name="round_marks"),
    path("<int:pk>/marks/<int:mark_pk>/withdraw/", marks.mark_withdraw, name="mark_withdraw"),
    path("<int:pk>/papers/<slug:code>/", papers.unit_papers, name="unit_papers"),
    path("<int:pk>/papers/<slug:code>/<slug:kind>/", papers.unit_print, name="unit_print"),
    path("<int:pk>/papers/<slug:code>/<slug:kind>.docx", papers.unit_word, name="unit_word"),
    path("<int:pk>/papers/<slug:code>/<slug:kind>.xlsx", papers.unit_workbook, name="unit_workbook"),
    path("<int:pk>/file/<slug:code>/", papers.unit_file, name="unit_file"),
    path("<int:pk>/decisions/<slug:kind>/", papers.decision_issue, name="decision_issue"),
    path("papers/<int:pk>/download/", paper_download, OF_ROUNDS, name="paper_download"),
    path("papers/<int:pk>/word/", paper_word, OF_ROUNDS, name="paper_word"),
    path("papers/<int:pk>/print/", paper_print, OF_ROUNDS, name="paper_print"),
    path("<int:pk>/minutes/<slug:code>/", reviews.session_minutes, name="session_minutes"),
    path("<int:pk>/review/<slug:code>/", reviews.unit_review, name="unit_review"),
    path("regradings/<int:pk>/print/", papers.regrading_print, name="regrading_print"),
    path("regradings/<int:pk>/withdraw/", results.regrading_withdraw, name="regrading_withdraw"),
    path("regradings/<int:pk>/word/", papers.regrading_word, name="regrading_word"),
    path("steps/<int:pk>/review/", reviews.member_review, name="member_review"),
    path("steps/<int:pk>/papers/<slug:kind>/", papers.member_print, name="member_print"),
    path("steps/<int:pk>/papers/<slug:kind>.docx", papers.member_word, name="member_word"),
    path("print/<int:pk>/", print_detail, {"jobs": GradingPrint}, name="print_detail"),
    path("print/<int:pk>/download/", print_download, {"jobs": GradingPrint}, name="print_download"),
    path("<int:pk>/complaints/", complaints.complaint_list, name="complaint_list"),
    *of_all_results("regrade", results.regrade),
    *of_results("receive", results.receive),
    *of_all_results("postpone", results.postpone),
    *of_all_results("complain", complaints.complaint_receive),
    path("members/refer/<int:pk>/", results.member_refer_up, name="member_refer_up"),
    path("complaints/<int:pk>/answer/", complaints.complaint_answer, name="complaint_answer"),
    path("complaints/<int:pk>/withdraw/", complaints.complaint_withdraw, name="complaint_withdraw"),
    path("<int:pk>/suggestions/", suggestions.suggestion_list, name="suggestion_list"),
    path("<int:pk>/suggestions/new/", suggestions.suggestion_add, name="suggestion_add"),
    path("suggestions/<int:pk>/", suggestions.suggestion_answer, name="suggestion_answer"),
    path("suggestions/<int:pk>/withdraw/", suggestions.suggestion_withdraw, name="suggestion_withdraw"),
    path("criteria/<slug:code>/", criteria.criteria_list, name="criteria_list"),
    path("criteria/<slug:code>/new/<slug:appendix>/", criteria.criteria_create, name="criteria_create"),
    path("criteria/correct/<int:pk>/", criteria.criteria_correct, name="criteria_correct"),
    path("cells/", steps.cell_list, name="cell_list"),
    path("cells/<slug:code>/", steps.cell_steps, name="cell_steps"),
    path("steps/<int:pk>/", steps.member_steps, name="member_steps"),
    path("bodies/<int:pk>/withdraw/", steps.body_opinion_withdraw, name="body_opinion_withdraw"),
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
    path("awards/prints/<int:pk>/", print_detail, AWARDS, name="award_print_detail"),
    path("awards/prints/<int:pk>/download/", print_download, AWARDS, name="award_print_download"),
]
