"""Đối khớp, chất lượng dữ liệu, gộp hồ sơ."""

from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, OWN_RECORD, POST, Route, of, on_member


def _on(methods, action, key) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of(key))


ANSWER, OPEN = "reconciliation.answer", "reconciliation.open"

ROUTES: dict[str, Route] = {
    "members:reconciliation_list": Route(GET, PERSON_ROLES),
    "members:reconciliation_open": Route(FORM, RIGHTS[OPEN]),
    "members:reconciliation_detail": _on(GET, "reconciliation.read", "reconciliation"),
    "members:reconciliation_report": _on(GET, "reconciliation.read", "reconciliation"),
    "members:reconciliation_close": _on(FORM, OPEN, "reconciliation"),
    "members:reconciliation_cell": _on(GET, "reconciliation.read", "answer"),
    "members:reconciliation_confirm": _on(POST, ANSWER, "answer"),
    "members:reconciliation_send": _on(POST, ANSWER, "answer"),
    "members:reconciliation_missing": _on(FORM, ANSWER, "answer"),
    "members:reconciliation_reopen": _on(FORM, OPEN, "answer"),
    "members:reconciliation_mark": _on(FORM, ANSWER, "roll_line"),
    "members:reconciliation_unmark": _on(POST, ANSWER, "difference"),
    "members:reconciliation_finish": _on(FORM, OPEN, "difference"),
    "members:quality_overview": Route(GET, PERSON_ROLES),
    "members:quality_check": Route(GET, PERSON_ROLES, args=lambda world: ["no-card"]),
    "members:finding_accept": Route(
        FORM, RIGHTS["member.edit"], OWN_RECORD, lambda world: [world["member"].pk, "no-card"]
    ),
    "members:finding_withdraw": Route(POST, RIGHTS["member.edit"], OWN_RECORD, of("checked_finding")),
    "members:merge_choose": on_member(GET, "member.merge"),
    "members:member_merge": Route(
        FORM, RIGHTS["member.merge"], OWN_RECORD, lambda world: [world["member"].pk, world["twin"].pk]
    ),
}
