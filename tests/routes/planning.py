"""Đăng ký tháng, chương trình công tác, chuyên đề, lịch trên điện thoại."""

from cells.rights import COUNTING_ROLES, PERSON_ROLES, RIGHTS, Role
from tests.routes.base import FORM, GET, POST, Route, of


def _on(methods, action, key) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of(key))


APPROVE, WRITE = "plan.approve", "programme.write"
SUGGEST, PLAN = "topic.suggest", "topic.plan"

ROUTES: dict[str, Route] = {
    "meetings:month_register": Route(GET, PERSON_ROLES),
    "scoring:month_result": Route(GET, PERSON_ROLES),
    "meetings:month_approve": Route(POST, RIGHTS[APPROVE]),
    "meetings:meeting_plan": Route(FORM, RIGHTS["meeting.open"]),
    "meetings:plan_repeat": Route(
        POST, RIGHTS["meeting.open"], COUNTING_ROLES, lambda world: [world["cell"].code]
    ),
    "meetings:plan_edit": _on(FORM, "meeting.open", "plan"),
    "meetings:plan_approve": _on(POST, APPROVE, "plan"),
    "meetings:plan_send_back": _on(FORM, APPROVE, "plan"),
    "meetings:study_list": Route(GET, PERSON_ROLES),
    "meetings:study_add": Route(FORM, RIGHTS["study.record"]),
    "meetings:study_edit": Route(FORM, RIGHTS["study.record"], PERSON_ROLES, of("study")),
    "meetings:study_withdraw": Route(POST, RIGHTS["study.record"], PERSON_ROLES, of("study")),
    "meetings:programme_list": Route(GET, PERSON_ROLES),
    "meetings:programme_add": Route(FORM, RIGHTS[WRITE]),
    "meetings:programme_copy": Route(
        POST, RIGHTS[WRITE], COUNTING_ROLES - {Role.SECRETARY}, lambda world: [world["unit"].code]
    ),
    "meetings:programme_edit": _on(FORM, WRITE, "programme"),
    "meetings:programme_complete": _on(FORM, WRITE, "programme"),
    "meetings:programme_reopen": _on(POST, WRITE, "programme"),
    "meetings:programme_discard": _on(POST, WRITE, "programme"),
    "meetings:topic_list": Route(GET, PERSON_ROLES),
    "meetings:topic_suggest": Route(FORM, RIGHTS[SUGGEST]),
    "meetings:topic_edit": _on(FORM, SUGGEST, "topic"),
    "meetings:topic_withdraw": _on(POST, SUGGEST, "topic"),
    "meetings:topic_take_up": _on(FORM, PLAN, "topic"),
    "meetings:topic_plan_add": Route(FORM, RIGHTS[PLAN]),
    "meetings:topic_plan_edit": _on(FORM, PLAN, "topic_plan"),
    "meetings:topic_plan_drop": _on(POST, PLAN, "topic_plan"),
    "meetings:topic_plan_link": _on(FORM, PLAN, "topic_plan"),
    "meetings:topic_plan_unlink": _on(POST, PLAN, "topic_plan"),
    "meetings:feed_list": Route(GET, RIGHTS["feed.make"]),
    "meetings:feed_make": Route(POST, RIGHTS["feed.make"]),
}
