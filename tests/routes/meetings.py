from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, POST, Route, on_meeting, on_task

ROUTES: dict[str, Route] = {
    "meetings:meeting_list": Route(GET, PERSON_ROLES),
    "meetings:meeting_calendar": Route(GET, PERSON_ROLES),
    "meetings:meeting_create": Route(FORM, RIGHTS["meeting.open"]),
    "meetings:meeting_detail": on_meeting(GET, "meeting.read"),
    "meetings:meeting_edit": on_meeting(FORM, "meeting.record"),
    "meetings:meeting_hold": on_meeting(POST, "meeting.record"),
    "meetings:meeting_save": on_meeting(POST, "meeting.record"),
    "meetings:meeting_renew_roll": on_meeting(POST, "meeting.record"),
    "meetings:meeting_adopt": on_meeting(POST, "meeting.adopt"),
    "meetings:meeting_discard": on_meeting(FORM, "meeting.discard"),
    "meetings:task_list": Route(GET, PERSON_ROLES),
    "meetings:task_complete": on_task(FORM),
    "meetings:task_reopen": on_task(POST),
}
