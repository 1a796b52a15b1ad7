"""Cards and the dossier of a member."""

from cells.rights import RIGHTS
from tests.routes.base import FORM, GET, OWN_RECORD, POST, Route, of, on_member


def _on(methods, key) -> Route:
    return Route(methods, RIGHTS["member.edit"], OWN_RECORD, of(key))


ROUTES: dict[str, Route] = {
    "members:member_cards": Route(GET, OWN_RECORD, OWN_RECORD, of("member")),
    "members:card_add": on_member(FORM, "member.edit"),
    "members:dossier_move_add": on_member(FORM, "member.edit"),
    "members:card_hand_over": _on(FORM, "card"),
    "members:card_withdraw": _on(POST, "card"),
    "members:dossier_return": _on(FORM, "loan"),
    "members:dossier_withdraw": _on(POST, "loan"),
}
