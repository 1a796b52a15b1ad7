"""Cases of members and of candidates, and who candidates are."""

from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, OWN_RECORD, POST, Route, of


def _on(key, methods, action) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of(key))


ROUTES: dict[str, Route] = {
    "cases:candidate_note": Route(FORM, RIGHTS["case.open"]),
    "cases:candidate_detail": _on("candidate", GET, "case.read"),
    "cases:candidate_edit": _on("candidate", FORM, "case.record"),
    "cases:candidate_drop": _on("candidate", FORM, "case.record"),
    "cases:candidate_open": _on("candidate", FORM, "case.open"),
    "cases:case_list": Route(GET, PERSON_ROLES),
    "cases:case_detail": _on("case", GET, "case.read"),
    "cases:case_record": _on("case", POST, "case.record"),
    "cases:case_undo": _on("case", POST, "case.record"),
    "cases:case_stop": _on("case", FORM, "case.record"),
    "cases:case_paper_add": Route(
        FORM, RIGHTS["case.record"], PERSON_ROLES, lambda world: [world["case"].pk, "1-KNĐ"]
    ),
    "cases:case_paper": _on("case_paper", GET, "case.read"),
    "cases:case_paper_take_back": _on("case_paper", POST, "case.record"),
    "cases:member_cases": Route(GET, OWN_RECORD, OWN_RECORD, of("member")),
    "cases:case_open": Route(
        FORM, RIGHTS["case.open"], OWN_RECORD, lambda world: [world["member"].pk, "confirmation"]
    ),
}
