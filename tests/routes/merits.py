"""Badges, discipline, training."""

from cells.rights import PERSON_ROLES, RIGHTS, Role
from tests.routes.base import FORM, GET, OWN_RECORD, POST, Route, of, on_member

OWN_DISCIPLINE = RIGHTS["discipline.read"] | {Role.MEMBER}

ROUTES: dict[str, Route] = {
    "members:badge_plan": Route(FORM, RIGHTS["badge.plan"]),
    "members:badge_list": Route(GET, RIGHTS["badge.plan"]),
    "members:badge_award": Route(FORM, RIGHTS["badge.plan"]),
    "members:badge_withdraw": Route(POST, RIGHTS["badge.plan"], OWN_RECORD, of("badge")),
    "members:badge_add": on_member(FORM, "badge.plan"),
    "members:member_merits": Route(GET, OWN_RECORD, OWN_RECORD, of("member")),
    "members:discipline_list": Route(GET, RIGHTS["discipline.read"]),
    "members:discipline_unit_add": Route(FORM, RIGHTS["discipline.record"]),
    "members:discipline_member_add": on_member(FORM, "discipline.record"),
    "members:discipline_close": Route(
        FORM, RIGHTS["discipline.record"], OWN_DISCIPLINE, of("discipline")
    ),
    "members:discipline_level": Route(
        FORM, RIGHTS["discipline.record"], OWN_DISCIPLINE, of("discipline")
    ),
    "members:discipline_withdraw": Route(
        POST, RIGHTS["discipline.record"], OWN_DISCIPLINE, of("discipline")
    ),
    "members:training_list": Route(GET, PERSON_ROLES),
    "members:training_send": Route(FORM, RIGHTS["training.record"]),
    "members:training_class": Route(FORM, PERSON_ROLES),
    "members:training_certify": Route(FORM, RIGHTS["training.record"], OWN_RECORD, of("training")),
    "members:training_withdraw": Route(POST, RIGHTS["training.record"], OWN_RECORD, of("training")),
    "members:member_training": Route(GET, OWN_RECORD, OWN_RECORD, of("member")),
}
