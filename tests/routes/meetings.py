from cells.rights import PERSON_ROLES, RIGHTS, Role
from tests.routes.base import FORM, GET, POST, Route, of, on_meeting, on_task

OWN = frozenset({Role.MEMBER})

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
    "meetings:mine": Route(GET, OWN, OWN),
    "meetings:absence_give": Route(FORM, OWN, OWN, of("plan")),
    "meetings:absence_withdraw": Route(POST, OWN, OWN, of("absence")),
    "meetings:mine_attachment": Route(GET, OWN, OWN, of("attachment")),
    "meetings:mine_paper": Route(GET, OWN, OWN, of("own_paper")),
    "meetings:mine_paper_download": Route(GET, OWN, OWN, of("own_paper")),
    "meetings:mine_task": Route(FORM, OWN, OWN, of("own_task")),
    "meetings:disclosure_choose": Route(FORM, RIGHTS["unit.record"]),
    "meetings:task_list": Route(GET, PERSON_ROLES),
    "meetings:task_complete": on_task(FORM),
    "meetings:task_reopen": on_task(POST),
}
