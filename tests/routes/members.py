from cells.rights import COUNTING_ROLES, PERSON_ROLES, RIGHTS, Role
from tests.routes.base import FORM, GET, OWN_RECORD, Route, of, on_member

on_act = Route(
    FORM,
    RIGHTS["member.move"],
    OWN_RECORD,
    lambda world: [world["member"].pk, world["member"].roll_acts.last().pk],
)

ROUTES: dict[str, Route] = {
    "organisation:unit_list": Route(GET, COUNTING_ROLES),
    "organisation:unit_detail": Route(
        GET, COUNTING_ROLES, COUNTING_ROLES, lambda world: [world["cell"].code]
    ),
    "members:member_list": Route(GET, PERSON_ROLES),
    "members:own_data": Route(FORM, frozenset({Role.MEMBER}), frozenset({Role.MEMBER})),
    "members:correction_list": Route(GET, RIGHTS["member.edit"]),
    "members:correction_reply": Route(FORM, RIGHTS["member.edit"], OWN_RECORD, of("correction")),
    "members:member_add": Route(FORM, RIGHTS["member.add"]),
    "members:member_detail": Route(GET, OWN_RECORD, OWN_RECORD, of("member")),
    "members:member_edit": on_member(FORM, "member.edit"),
    "members:member_transfer": on_member(FORM, "member.move"),
    "members:member_leave": on_member(FORM, "member.move"),
    "members:member_discard": on_member(FORM, "member.add"),
    "reports:roll_act_withdraw": on_act,
    "reports:roll_act_correct": on_act,
    "members:member_return": Route(FORM, RIGHTS["member.move"], PERSON_ROLES, of("gone")),
    "cases:candidate_list": Route(GET, PERSON_ROLES),
    "members:office_list": Route(GET, PERSON_ROLES),
}
