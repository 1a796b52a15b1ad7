"""Kiến nghị, nhiệm vụ báo cáo, rút kinh nghiệm, thư viện, nghị quyết cấp trên."""

from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of, on_meeting


def _on(methods, action, key) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of(key))


RAISE, ANSWER = "petition.raise", "petition.answer"
REVIEW, SHELVE, RECORD = "review.write", "library.add", "directive.record"

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
    "meetings:task_give": _on(FORM, "task.change", "task"),
    "meetings:task_withdraw": _on(FORM, "task.change", "task"),
    "meetings:meeting_follow_up": on_meeting(GET, "meeting.read"),
    "meetings:meeting_tell": on_meeting(GET, "meeting.print"),
    "meetings:review_list": Route(GET, PERSON_ROLES),
    "meetings:review_detail": on_meeting(GET, "meeting.read"),
    "meetings:review_edit": on_meeting(FORM, REVIEW),
    "meetings:meeting_mark_model": on_meeting(POST, REVIEW),
    "meetings:observer_list": on_meeting(FORM, REVIEW),
    "meetings:observer_tell": _on(POST, REVIEW, "observer"),
    "meetings:observer_uninvite": _on(POST, REVIEW, "observer"),
    "meetings:library_list": Route(GET, PERSON_ROLES),
    "meetings:library_add": Route(FORM, RIGHTS[SHELVE]),
    "meetings:library_download": _on(GET, "library.read", "library_item"),
    "meetings:library_withdraw": _on(FORM, SHELVE, "library_item"),
    "meetings:directive_list": Route(GET, PERSON_ROLES),
    "meetings:directive_add": Route(FORM, RIGHTS[RECORD]),
    "meetings:directive_detail": _on(GET, "directive.read", "directive"),
    "meetings:directive_hand_down": _on(POST, RECORD, "directive"),
    "meetings:directive_take_up": _on(POST, "meeting.record", "directive"),
    "meetings:directive_withdraw": _on(FORM, RECORD, "directive"),
    "meetings:directive_scan": _on(GET, "directive.read", "directive"),
}
