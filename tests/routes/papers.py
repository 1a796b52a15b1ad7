from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import GET, POST, Route, of


def on_print(methods) -> Route:
    return Route(methods, RIGHTS["meeting.print"], PERSON_ROLES, of("print"))


ROUTES: dict[str, Route] = {
    "meetings:print_create": Route(POST, RIGHTS["meeting.print"]),
    "meetings:print_detail": on_print(GET),
    "meetings:print_download": on_print(GET),
}
