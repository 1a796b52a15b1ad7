"""Kiểm tra, giám sát: programmes, campaigns, what they demand; letters."""

from cells.rights import COUNTING_ROLES, PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of

WRITE, LETTER = RIGHTS["inspection.write"], RIGHTS["letter.record"]
# The committee's own register, above the cell of a secretary.
LETTERS = RIGHTS["letter.read"]


def of_year(world):
    return [world["cell"].code, 2020]


def of_paper(world):
    return [*of_year(world), "programme"]


def _on(methods, key: str = "campaign") -> Route:
    return Route(methods, WRITE, PERSON_ROLES, of(key))


ROUTES: dict[str, Route] = {
    "inspections:campaign_list": Route(GET, PERSON_ROLES),
    "inspections:overview": Route(GET, COUNTING_ROLES),
    "inspections:programme_detail": Route(GET, PERSON_ROLES, COUNTING_ROLES, of_year),
    "inspections:programme_edit": Route(FORM, WRITE, COUNTING_ROLES, of_year),
    "inspections:year_print": Route(POST, PERSON_ROLES, COUNTING_ROLES, of_paper),
    "inspections:year_word": Route(GET, PERSON_ROLES, COUNTING_ROLES, of_paper),
    "inspections:print_detail": Route(GET, PERSON_ROLES, PERSON_ROLES, of("inspection_print")),
    "inspections:print_download": Route(GET, PERSON_ROLES, PERSON_ROLES, of("inspection_print")),
    "inspections:campaign_add": Route(FORM, WRITE),
    "inspections:campaign_detail": Route(GET, PERSON_ROLES, PERSON_ROLES, of("campaign")),
    "inspections:campaign_edit": _on(FORM),
    "inspections:campaign_conclude": _on(FORM, "campaign_concluded"),
    "inspections:campaign_reopen": _on(FORM, "campaign_concluded"),
    "inspections:campaign_postpone": _on(FORM, "campaign_planned"),
    "inspections:campaign_drop": _on(FORM, "campaign_planned"),
    "inspections:campaign_resume": _on(POST, "campaign_dropped"),
    "inspections:campaign_discard": _on(FORM),
    "inspections:papers_edit": _on(FORM),
    "inspections:subject_add": _on(FORM, "campaign_planned"),
    "inspections:subject_edit": _on(FORM, "subject"),
    "inspections:subject_remove": _on(POST, "subject"),
    "inspections:remedy_add": _on(FORM),
    "inspections:remedy_list": Route(GET, PERSON_ROLES),
    "inspections:remedy_edit": _on(FORM, "remedy"),
    "inspections:remedy_complete": _on(FORM, "remedy"),
    "inspections:remedy_reopen": _on(POST, "remedy_done"),
    "inspections:remedy_discard": _on(POST, "remedy"),
    "inspections:letter_list": Route(GET, LETTERS),
    "inspections:letter_add": Route(FORM, LETTER),
    "inspections:letter_edit": Route(FORM, LETTER, LETTERS, of("received_letter")),
    "inspections:letter_discard": Route(FORM, LETTER, LETTERS, of("received_letter")),
}
