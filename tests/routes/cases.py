"""Cases of members and of candidates, and who candidates are."""

from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, OWN_RECORD, POST, Route, of


def _on(key, methods, action) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of(key))


ROUTES: dict[str, Route] = {
    "members:candidate_note": Route(FORM, RIGHTS["case.open"]),
    "members:candidate_detail": _on("candidate", GET, "case.read"),
    "members:candidate_edit": _on("candidate", FORM, "case.record"),
    "members:candidate_drop": _on("candidate", FORM, "case.record"),
    "members:candidate_open": _on("candidate", FORM, "case.open"),
    "members:case_list": Route(GET, PERSON_ROLES),
    "members:case_detail": _on("case", GET, "case.read"),
    "members:case_record": _on("case", POST, "case.record"),
    "members:case_undo": _on("case", POST, "case.record"),
    "members:case_stop": _on("case", FORM, "case.record"),
    "members:case_paper_add": Route(
        FORM, RIGHTS["case.record"], PERSON_ROLES, lambda world: [world["case"].pk, "1-KNĐ"]
    ),
    "members:case_paper": _on("case_paper", GET, "case.read"),
    "members:case_paper_take_back": _on("case_paper", POST, "case.record"),
    "members:member_cases": Route(GET, OWN_RECORD, OWN_RECORD, of("member")),
    "members:case_open": Route(
        FORM, RIGHTS["case.open"], OWN_RECORD, lambda world: [world["member"].pk, "confirmation"]
    ),
}
