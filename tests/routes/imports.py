from cells.rights import RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of

OFFICE = RIGHTS["member.import"]


def on_batch(methods) -> Route:
    """Only offices see what was brought in."""
    return Route(methods, OFFICE, OFFICE, of("import"))


ROUTES: dict[str, Route] = {
    "upkeep:backup_list": Route(GET, RIGHTS["backup.read"]),
    "upkeep:event_list": Route(GET, RIGHTS["log.read"] | RIGHTS["log.trace"]),
    "upkeep:import_list": Route(GET, OFFICE),
    "upkeep:import_add": Route(FORM, OFFICE),
    "upkeep:import_template": Route(GET, OFFICE, args=lambda world: ["members"]),
    "upkeep:import_detail": on_batch(GET),
    "upkeep:import_progress": on_batch(GET),
    "upkeep:import_columns": on_batch(FORM),
    "upkeep:import_errors": on_batch(GET),
    "upkeep:import_read": on_batch(POST),
    "upkeep:import_apply": on_batch(POST),
    "upkeep:import_discard": on_batch(POST),
    "upkeep:import_stop": on_batch(POST),
    "reports:import_withdraw": on_batch(FORM),
}
