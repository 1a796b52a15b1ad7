"""Chuẩn bị cuộc họp: chương trình, tài liệu, chương trình mẫu."""

from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of, on_meeting

WRITE = RIGHTS["agenda.write"]


def on_agenda(methods, may) -> Route:
    return Route(methods, may, PERSON_ROLES, of("agenda_template"))


ROUTES: dict[str, Route] = {
    "meetings:meeting_prepare": on_meeting(FORM, "meeting.record"),
    "meetings:meeting_take_agenda": on_meeting(POST, "meeting.record"),
    "meetings:meeting_carry_over": on_meeting(POST, "meeting.record"),
    "meetings:meeting_name_preparation": on_meeting(POST, "meeting.record"),
    "meetings:attachment_post": on_meeting(POST, "meeting.record"),
    "meetings:attachment_download": Route(GET, PERSON_ROLES, PERSON_ROLES, of("attachment")),
    "meetings:attachment_remove": Route(POST, RIGHTS["meeting.record"], PERSON_ROLES, of("attachment")),
    "meetings:agenda_template_list": Route(GET, PERSON_ROLES),
    "meetings:agenda_template_add": Route(FORM, WRITE),
    "meetings:agenda_template_detail": on_agenda(GET, PERSON_ROLES),
    "meetings:agenda_template_copy": on_agenda(FORM, WRITE),
    "meetings:agenda_template_edit": on_agenda(FORM, WRITE),
    "meetings:agenda_template_drop": on_agenda(POST, WRITE),
}
