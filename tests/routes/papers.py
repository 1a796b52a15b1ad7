from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of, on_meeting


def on_print(methods, key) -> Route:
    return Route(methods, RIGHTS["meeting.print"], PERSON_ROLES, of(key))


ROUTES: dict[str, Route] = {
    "meetings:print_create": Route(POST, RIGHTS["meeting.print"]),
    "meetings:print_detail": on_print(GET, "print"),
    "meetings:print_download": on_print(GET, "print"),
    "meetings:meeting_resolution": on_meeting(FORM, "meeting.record"),
    "meetings:meeting_correct": on_meeting(FORM, "meeting.correct"),
    "meetings:meeting_give_up_correction": on_meeting(POST, "meeting.correct"),
    "meetings:meeting_word": Route(
        GET, RIGHTS["meeting.print"], PERSON_ROLES, lambda world: [world["meeting"].pk, "minutes"]
    ),
    "meetings:paper_download": on_print(GET, "meeting_paper"),
    "meetings:paper_word": on_print(GET, "meeting_paper"),
    "meetings:paper_print": on_print(POST, "meeting_paper"),
}
