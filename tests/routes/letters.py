"""Letters of introduction, and guests."""

from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, OWN_RECORD, POST, Route, of, on_member

ROUTES: dict[str, Route] = {
    "cases:member_letters": Route(GET, OWN_RECORD, OWN_RECORD, of("member")),
    "cases:letter_add": Route(FORM, RIGHTS["case.decide"], PERSON_ROLES, of("mover")),
    "cases:case_letter": Route(FORM, RIGHTS["case.decide"], PERSON_ROLES, of("moving")),
    "cases:letter_detail": Route(GET, RIGHTS["member.unmask"], PERSON_ROLES, of("letter")),
    "cases:letter_print": Route(POST, RIGHTS["member.unmask"], PERSON_ROLES, of("letter")),
    "cases:print_detail": Route(GET, RIGHTS["member.unmask"], PERSON_ROLES, of("letter_print")),
    "cases:print_download": Route(GET, RIGHTS["member.unmask"], PERSON_ROLES, of("letter_print")),
    "members:guest_receive": on_member(FORM, "member.move"),
    "members:guest_end": Route(FORM, RIGHTS["member.move"], PERSON_ROLES, of("guest")),
}
