from cells.rights import COUNTING_ROLES, RIGHTS, Role
from tests.routes.base import FORM, GET, POST, Route, of

# The plans of a committee; the secretary of a cell does not see the committee above.
SEES = COUNTING_ROLES - {Role.SECRETARY}
MAY = RIGHTS["unit.restructure"]


def on_plan(methods) -> Route:
    return Route(methods, MAY, SEES, of("restructuring"))


def on_step(methods) -> Route:
    return Route(methods, MAY, SEES, of("restructuring_step"))


ROUTES: dict[str, Route] = {
    "organisation:restructuring_list": Route(GET, MAY),
    "organisation:restructuring_create": Route(FORM, MAY),
    "organisation:restructuring_detail": on_plan(GET),
    "organisation:restructuring_edit": on_plan(FORM),
    "organisation:restructuring_preview": on_plan(FORM),
    "organisation:restructuring_reopen": on_plan(POST),
    "organisation:restructuring_cancel": on_plan(POST),
    "reports:restructuring_withdraw": on_plan(FORM),
    "organisation:restructuring_scan": on_plan(GET),
    "organisation:restructuring_step_add": Route(
        FORM, MAY, SEES, lambda world: [world["restructuring"].pk, "merge"]
    ),
    "organisation:restructuring_step_edit": on_step(FORM),
    "organisation:restructuring_step_remove": on_step(POST),
    "organisation:restructuring_members": on_step(FORM),
}
