"""The parts of a member's record."""

from cells.rights import RIGHTS, Role
from tests.routes.base import FORM, GET, OWN_RECORD, Route, of, on_member

READ = Route(GET, OWN_RECORD, OWN_RECORD, of("member"))


def of_year(methods, action) -> Route:
    return Route(methods, RIGHTS[action], OWN_RECORD, lambda world: [world["member"].pk, 2020])


ROUTES: dict[str, Route] = {
    "members:member_places": READ,
    "members:member_offices": READ,
    "members:member_follow_up": READ,
    "members:member_papers": READ,
    "members:history_edit": on_member(FORM, "member.edit"),
    "members:member_unmask": Route(
        FORM, RIGHTS["member.unmask"] | {Role.MEMBER}, OWN_RECORD, of("member")
    ),
    "evaluations:member_grades": READ,
    "members:follow_up_list": Route(GET, RIGHTS["followup.record"]),
    "members:residence_register": on_member(FORM, "followup.record"),
    "members:comment_record": of_year(FORM, "followup.record"),
    "members:commitment_record": of_year(FORM, "followup.record"),
    "members:commitment_review": of_year(FORM, "followup.record"),
    "members:supplement_record": of_year(FORM, "followup.record"),
    "members:supplement_carry_over": of_year(FORM, "member.edit"),
    "members:paper_add": on_member(FORM, "member.edit"),
    "members:paper_download": Route(GET, RIGHTS["paper.read"] | {Role.MEMBER}, OWN_RECORD, of("paper")),
    "members:paper_remove": Route(FORM, RIGHTS["member.edit"], OWN_RECORD, of("paper")),
}
