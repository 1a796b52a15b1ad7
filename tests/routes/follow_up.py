"""Kiến nghị, nhiệm vụ báo cáo, rút kinh nghiệm, thư viện, nghị quyết cấp trên."""

from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of


def _on(methods, action, key) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of(key))


RAISE, ANSWER = "petition.raise", "petition.answer"

ROUTES: dict[str, Route] = {
    "meetings:petition_list": Route(GET, PERSON_ROLES),
    "meetings:petition_add": Route(FORM, RIGHTS[RAISE]),
    "meetings:petition_detail": _on(GET, "petition.read", "petition"),
    "meetings:petition_take_up": _on(POST, ANSWER, "petition"),
    "meetings:petition_answer": _on(FORM, ANSWER, "petition"),
    "meetings:petition_reopen": _on(FORM, RAISE, "petition"),
    "meetings:petition_withdraw": _on(FORM, RAISE, "petition"),
    "meetings:petition_scan": _on(GET, "petition.read", "petition_answer"),
    "meetings:task_tally": Route(GET, PERSON_ROLES),
    "meetings:task_detail": _on(GET, "meeting.read", "task"),
    "meetings:task_report": _on(FORM, "task.complete", "task"),
    "meetings:task_move": _on(FORM, "task.change", "task"),
    "meetings:task_withdraw": _on(FORM, "task.change", "task"),
}
