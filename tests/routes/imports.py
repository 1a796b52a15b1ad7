from cells.rights import RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of

OFFICE = RIGHTS["member.import"]


def on_batch(methods) -> Route:
    """Only offices see what was brought in."""
    return Route(methods, OFFICE, OFFICE, of("import"))


ROUTES: dict[str, Route] = {
    "members:import_list": Route(GET, OFFICE),
    "members:import_add": Route(FORM, OFFICE),
    "members:import_template": Route(GET, OFFICE, args=lambda world: ["members"]),
    "members:import_detail": on_batch(GET),
    "members:import_progress": on_batch(GET),
    "members:import_columns": on_batch(FORM),
    "members:import_errors": on_batch(GET),
    "members:import_read": on_batch(POST),
    "members:import_apply": on_batch(POST),
    "members:import_discard": on_batch(POST),
}
