from cells.rights import COUNTING_ROLES, GRADING_ROLES, PERSON_ROLES, RIGHTS, Role
from evaluations.models import AwardRule, RuleSet
from tests.routes.base import (
    EVERYBODY,
    FORM,
    GET,
    POST,
    Route,
    of,
    on_award,
    on_round,
    on_year_of_committee,
)

PROPOSE, PRINT = RIGHTS["grade.propose"], RIGHTS["grading.print"]
OWN = frozenset({Role.MEMBER})
# Asked for by the committee, above the cell of a secretary.
ON_PRINT = Route(GET, RIGHTS["commendation.add"], PERSON_ROLES - {Role.SECRETARY}, of("award_print"))

OF_OUTSIDER = Route(GET, PERSON_ROLES, PERSON_ROLES, of("outside_commendation"))
OF_OUTSIDE_PROPOSAL = Route(GET, PERSON_ROLES, PERSON_ROLES, of("outside_proposal"))


def first_rules(world):
    return [RuleSet.objects.earliest("first_year").pk]


def first_award_rule(world):
    return [AwardRule.objects.earliest("first_year", "pk").pk]


def of_cell_paper(methods, *kind, right="grading.print") -> Route:
    def args(world):
        return [world["round"].pk, world["cell"].code, *kind]

    return Route(methods, RIGHTS[right], COUNTING_ROLES, args)


def of_member_paper(methods, may) -> Route:
    sees = COUNTING_ROLES | OWN
    return Route(methods, may, sees, lambda world: [world["assessment"].pk, "review"])


def of_cell(world):
    return [world["round"].unit_assessments.get(unit=world["cell"]).pk]


def of_committee(world):
    return [world["round"].unit_assessments.get(unit=world["unit"]).pk]


def of_body(methods, action, *more) -> Route:
    """About the committee, which the secretary of a cell does not see."""
    sees = COUNTING_ROLES - {Role.SECRETARY}
    return Route(methods, RIGHTS[action], sees, lambda world: [world["unit"].code, *more])


def on_result(action, args=None) -> Route:
    return on_round(FORM, action, args or of("assessment"))


ROUTES: dict[str, Route] = {
    "evaluations:round_list": Route(GET, GRADING_ROLES),
    "evaluations:round_create": Route(FORM, RIGHTS["round.open"]),
    "evaluations:term_round_create": Route(FORM, RIGHTS["round.open"]),
    "evaluations:rule_set_list": Route(GET, RIGHTS["rules.write"]),
    "evaluations:rule_set_create": Route(FORM, RIGHTS["rules.write"]),
    "evaluations:rule_set_correct": Route(FORM, RIGHTS["rules.write"], args=first_rules),
    "evaluations:award_rule_create": Route(FORM, RIGHTS["rules.write"]),
    "evaluations:award_rule_correct": Route(FORM, RIGHTS["rules.write"], args=first_award_rule),
    "evaluations:round_detail": on_round(GET),
    "evaluations:round_roster": on_round(GET),
    "evaluations:round_steps": on_round(GET),
    "evaluations:warning_list": on_round(GET),
    "evaluations:cell_grade": on_round(
        FORM, "round.grade", lambda world: [world["round"].pk, world["cell"].code]
    ),
    "evaluations:round_grade": on_round(FORM, "round.grade"),
    "evaluations:row_grade": on_round(
        POST, "round.grade", lambda world: [world["round"].pk, world["assessment"].pk]
    ),
    "evaluations:unit_grade": on_round(FORM, "round.grade"),
    "evaluations:cell_groups": on_round(FORM, "round.grade"),
    "evaluations:collective_grade": on_round(FORM, "round.grade"),
    "evaluations:collective_propose": on_round(POST, "round.open"),
    "evaluations:collective_add": on_round(FORM, "round.open"),
    "evaluations:collective_drop": on_round(
        POST, "round.open", lambda world: [world["round"].pk, world["collective"].pk]
    ),
    "evaluations:round_accept_cap": on_round(POST, "round.close"),
    "evaluations:round_set_cap": on_round(FORM, "round.close"),
    "evaluations:round_groups": on_round(FORM, "round.grade"),
    "evaluations:round_set_days": on_round(FORM, "round.open"),
    "evaluations:criteria_list": of_body(GET, "round.read"),
    "evaluations:criteria_create": of_body(FORM, "round.open", "3"),
    "evaluations:criteria_correct": on_round(FORM, "round.open", of("criteria")),
    "evaluations:suggestion_list": on_round(GET),
    "evaluations:suggestion_add": on_round(FORM, "round.grade"),
    "evaluations:suggestion_answer": Route(FORM, PROPOSE, COUNTING_ROLES, of("suggestion")),
    "evaluations:suggestion_withdraw": on_round(FORM, "round.grade", of("suggestion")),
    "evaluations:round_refer": on_round(FORM, "round.open"),
    "evaluations:round_reopen": on_round(FORM, "round.close"),
    "evaluations:round_update_roll": on_round(POST, "round.open"),
    "evaluations:round_close": on_round(FORM, "round.close"),
    "evaluations:cell_list": Route(GET, PROPOSE),
    "evaluations:cell_steps": Route(GET, PROPOSE, COUNTING_ROLES, lambda world: [world["cell"].code]),
    "evaluations:member_steps": Route(FORM, PROPOSE, COUNTING_ROLES, of("assessment")),
    "evaluations:body_opinion_withdraw": Route(FORM, PROPOSE, COUNTING_ROLES, of("body_opinion")),
    "evaluations:own_steps": Route(FORM, EVERYBODY),
    "evaluations:regrading_print": Route(POST, GRADING_ROLES, GRADING_ROLES, of("regrading")),
    "evaluations:regrading_withdraw": on_result("round.close", of("regrading")),
    "evaluations:regrading_word": Route(GET, GRADING_ROLES, GRADING_ROLES, of("regrading")),
    "evaluations:unit_papers": of_cell_paper(GET),
    "evaluations:unit_file": of_cell_paper(GET),
    "evaluations:unit_print": of_cell_paper(POST, "count"),
    "evaluations:unit_word": of_cell_paper(GET, "count"),
    "evaluations:unit_workbook": of_cell_paper(GET, "count", right="member.export"),
    "evaluations:decision_issue": on_round(
        FORM, "round.close", lambda world: [world["round"].pk, "members"]
    ),
    "evaluations:paper_download": Route(GET, PRINT, GRADING_ROLES, of("round_paper")),
    "evaluations:paper_word": Route(GET, PRINT, GRADING_ROLES, of("round_paper")),
    "evaluations:paper_print": Route(POST, PRINT, GRADING_ROLES, of("round_paper")),
    "evaluations:session_minutes": of_cell_paper(POST, right="meeting.record"),
    "evaluations:unit_review": of_cell_paper(FORM, right="grade.propose"),
    "evaluations:member_review": Route(FORM, PROPOSE | OWN, COUNTING_ROLES | OWN, of("assessment")),
    "evaluations:member_print": of_member_paper(POST, PRINT),
    "evaluations:member_word": of_member_paper(GET, PRINT | OWN),
    "evaluations:print_detail": Route(GET, PRINT, PERSON_ROLES, of("grading_print")),
    "evaluations:print_download": Route(GET, PRINT, PERSON_ROLES, of("grading_print")),
    "evaluations:award_annual": on_round(FORM, "commendation.add"),
    "evaluations:round_marks": on_round(FORM, "commendation.add"),
    "evaluations:mark_withdraw": on_round(
        FORM, "commendation.add", lambda world: [world["round"].pk, world["mark"].pk]
    ),
    "evaluations:member_regrade": on_result("round.close"),
    "evaluations:unit_regrade": on_result("round.close", of_cell),
    "evaluations:collective_regrade": on_result("round.close", of("collective")),
    "evaluations:member_receive": on_result("round.close"),
    "evaluations:unit_receive": on_result("round.close", of_committee),
    "evaluations:member_postpone": on_result("round.grade"),
    "evaluations:unit_postpone": on_result("round.grade", of_cell),
    "evaluations:collective_postpone": on_result("round.grade", of("late_collective")),
    "evaluations:member_refer_up": on_result("round.grade"),
    "evaluations:member_complain": on_result("complaint.record"),
    "evaluations:unit_complain": on_result("complaint.record", of_cell),
    "evaluations:collective_complain": on_result("complaint.record", of("collective")),
    "evaluations:complaint_list": on_round(GET),
    "evaluations:complaint_answer": on_result("complaint.record", of("complaint")),
    "evaluations:complaint_withdraw": on_result("complaint.record", of("complaint")),
    "evaluations:award_list": Route(GET, PERSON_ROLES),
    "evaluations:commendation_recipient": OF_OUTSIDER,
    "evaluations:proposal_recipient": OF_OUTSIDE_PROPOSAL,
    "evaluations:commendation_create": on_year_of_committee("commendation.add"),
    "evaluations:proposal_create": on_year_of_committee("commendation.add"),
    "evaluations:commendation_correct": on_award("commendation"),
    "evaluations:proposal_correct": on_award("proposal"),
    "evaluations:commendation_cancel": on_award("commendation"),
    "evaluations:proposal_cancel": on_award("proposal"),
    "evaluations:proposal_accept": on_award("proposal"),
    "evaluations:proposal_refuse": on_award("proposal"),
    "evaluations:proposal_papers": on_award("proposal"),
    "evaluations:decision_papers": on_award("commendation"),
    "evaluations:award_print_detail": ON_PRINT,
    "evaluations:award_print_download": ON_PRINT,
    "evaluations:unit_grades": Route(
        GET, PERSON_ROLES, COUNTING_ROLES, lambda world: [world["cell"].code]
    ),
}
