from cells.rights import COUNTING_ROLES, GRADING_ROLES, PERSON_ROLES, RIGHTS, Role
from evaluations.models import RuleSet
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

PROPOSE = RIGHTS["grade.propose"]
# Asked for by the committee, above the cell of a secretary.
ON_PRINT = Route(GET, RIGHTS["commendation.add"], PERSON_ROLES - {Role.SECRETARY}, of("award_print"))


def first_rules(world):
    return [RuleSet.objects.earliest("first_year").pk]


ROUTES: dict[str, Route] = {
    "evaluations:round_list": Route(GET, GRADING_ROLES),
    "evaluations:round_create": Route(FORM, RIGHTS["round.open"]),
    "evaluations:rule_set_list": Route(GET, RIGHTS["rules.write"]),
    "evaluations:rule_set_create": Route(FORM, RIGHTS["rules.write"]),
    "evaluations:rule_set_correct": Route(FORM, RIGHTS["rules.write"], args=first_rules),
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
    "evaluations:round_accept_cap": on_round(POST, "round.close"),
    "evaluations:round_set_cap": on_round(FORM, "round.close"),
    "evaluations:round_refer": on_round(FORM, "round.open"),
    "evaluations:round_reopen": on_round(FORM, "round.close"),
    "evaluations:round_update_roll": on_round(POST, "round.open"),
    "evaluations:round_close": on_round(FORM, "round.close"),
    "evaluations:cell_list": Route(GET, PROPOSE),
    "evaluations:cell_steps": Route(GET, PROPOSE, COUNTING_ROLES, lambda world: [world["cell"].code]),
    "evaluations:member_steps": Route(FORM, PROPOSE, COUNTING_ROLES, of("assessment")),
    "evaluations:own_steps": Route(FORM, EVERYBODY),
    "evaluations:award_annual": on_round(FORM, "commendation.add"),
    "evaluations:round_marks": on_round(FORM, "commendation.add"),
    "evaluations:mark_withdraw": on_round(
        FORM, "commendation.add", lambda world: [world["round"].pk, world["mark"].pk]
    ),
    "evaluations:award_list": Route(GET, PERSON_ROLES),
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
