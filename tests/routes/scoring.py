from cells.rights import PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of, on_meeting


def of_cell(methods, key) -> Route:
    return Route(methods, RIGHTS["follower.appoint"], PERSON_ROLES, of(key))


def on_sheet(methods, action) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of("score_sheet"))


ROUTES: dict[str, Route] = {
    "scoring:print_create": Route(POST, RIGHTS["meeting.print"]),
    "scoring:score_year": Route(GET, PERSON_ROLES),
    "scoring:score_detail": on_meeting(GET, "meeting.read"),
    "scoring:score_start": on_meeting(POST, "score.propose"),
    "scoring:score_save": on_meeting(POST, "score.propose"),
    "scoring:score_vote": on_meeting(POST, "score.propose"),
    "scoring:score_confirm": on_meeting(POST, "score.confirm"),
    "scoring:score_accept": on_meeting(POST, "score.accept"),
    "scoring:score_return": on_meeting(FORM, "score.accept"),
    "scoring:score_reopen": on_meeting(FORM, "score.accept"),
    "scoring:score_sheet_list": Route(GET, PERSON_ROLES),
    "scoring:score_sheet_add": Route(FORM, RIGHTS["sheet.edit"]),
    "scoring:score_sheet_detail": on_sheet(GET, "meeting.read"),
    "scoring:score_sheet_edit": on_sheet(FORM, "sheet.edit"),
    "scoring:score_sheet_copy": on_sheet(FORM, "sheet.edit"),
    "scoring:score_sheet_publish": on_sheet(POST, "sheet.edit"),
    "scoring:score_sheet_withdraw": on_sheet(POST, "sheet.edit"),
    "scoring:score_sheet_discard": on_sheet(POST, "sheet.edit"),
    "scoring:follower_list": Route(GET, PERSON_ROLES),
    "scoring:follower_appoint": of_cell(FORM, "cell"),
    "scoring:follower_withdraw": of_cell(FORM, "follower"),
    "scoring:follower_end": of_cell(FORM, "follower"),
}
