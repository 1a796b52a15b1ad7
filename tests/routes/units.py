"""The pages of a unit: its offices, staff numbers, party groups and history."""

from cells.rights import COUNTING_ROLES, PERSON_ROLES, RIGHTS, Role
from tests.routes.base import FORM, GET, POST, Route, of

# The secretary of a cell does not see the committee above.
SEES_COMMITTEE = COUNTING_ROLES - {Role.SECRETARY}


def _of_cell(world) -> list:
    return [world["cell"].code]


def _page(may) -> Route:
    return Route(GET, may, COUNTING_ROLES, _of_cell)


def _record(args=_of_cell, sees=COUNTING_ROLES, methods=FORM) -> Route:
    return Route(methods, RIGHTS["unit.record"], sees, args)


ROUTES: dict[str, Route] = {
    "organisation:cells_found": Route(
        FORM, RIGHTS["unit.restructure"], SEES_COMMITTEE, lambda world: [world["unit"].code]
    ),
    "upkeep:cells_read": Route(
        FORM, RIGHTS["unit.restructure"], SEES_COMMITTEE, lambda world: [world["unit"].code]
    ),
    "organisation:unit_describe": _record(),
    "organisation:unit_history": _page(COUNTING_ROLES),
    "members:unit_offices": _page(PERSON_ROLES),
    "members:office_add": _record(),
    "members:congress_record": _record(),
    "members:office_end": _record(of("office"), PERSON_ROLES),
    "members:office_correct": _record(of("office"), PERSON_ROLES),
    "members:office_withdraw": _record(of("office"), PERSON_ROLES, POST),
    "organisation:unit_staff": _page(COUNTING_ROLES),
    "organisation:staff_add": _record(),
    "organisation:staff_correct": _record(of("staff")),
    "organisation:staff_withdraw": _record(of("staff"), methods=POST),
    "organisation:unit_groups": _page(PERSON_ROLES),
    "organisation:group_add": _record(),
    "organisation:group_distribute": _record(),
    "organisation:group_end": _record(of("group"), PERSON_ROLES),
}
