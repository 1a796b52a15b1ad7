"""Đối khớp, chất lượng dữ liệu, gộp hồ sơ."""

from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, OWN_RECORD, POST, Route, of, on_member


def _on(methods, action, key) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of(key))


ANSWER, OPEN = "reconciliation.answer", "reconciliation.open"

ROUTES: dict[str, Route] = {
    "upkeep:reconciliation_list": Route(GET, PERSON_ROLES),
    "upkeep:reconciliation_open": Route(FORM, RIGHTS[OPEN]),
    "upkeep:reconciliation_detail": _on(GET, "reconciliation.read", "reconciliation"),
    "upkeep:reconciliation_report": _on(GET, "reconciliation.read", "reconciliation"),
    "upkeep:reconciliation_close": _on(FORM, OPEN, "reconciliation"),
    "upkeep:reconciliation_cell": _on(GET, "reconciliation.read", "answer"),
    "upkeep:reconciliation_confirm": _on(POST, ANSWER, "answer"),
    "upkeep:reconciliation_send": _on(POST, ANSWER, "answer"),
    "upkeep:reconciliation_missing": _on(FORM, ANSWER, "answer"),
    "upkeep:reconciliation_reopen": _on(FORM, OPEN, "answer"),
    "upkeep:reconciliation_mark": _on(FORM, ANSWER, "roll_line"),
    "upkeep:reconciliation_unmark": _on(POST, ANSWER, "difference"),
    "upkeep:reconciliation_finish": _on(FORM, OPEN, "difference"),
    "upkeep:quality_overview": Route(GET, PERSON_ROLES),
    "upkeep:quality_check": Route(GET, PERSON_ROLES, args=lambda world: ["no-card"]),
    "upkeep:finding_accept": Route(
        FORM, RIGHTS["member.edit"], OWN_RECORD, lambda world: [world["member"].pk, "no-card"]
    ),
    "upkeep:finding_withdraw": Route(POST, RIGHTS["member.edit"], OWN_RECORD, of("checked_finding")),
    "upkeep:member_data": on_member(FORM, "member.hand_out"),
    "upkeep:merge_choose": on_member(GET, "member.merge"),
    "upkeep:member_merge": Route(
        FORM, RIGHTS["member.merge"], OWN_RECORD, lambda world: [world["member"].pk, world["twin"].pk]
    ),
}
